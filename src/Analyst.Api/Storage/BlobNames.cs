using System.Buffers;

namespace Analyst.Api.Storage;

/// <summary>Which keys a store accepts: relative, without <c>.</c> or <c>..</c>, in the characters that <see cref="BlobKeys"/> makes, bounded in length.</summary>
internal static class BlobNames
{
    private const int LongestKey = 900;

    private const int LongestFolder = 255;

    // A file name may have 255 bytes; the cache adds a hash and an id.
    private const int LongestName = 150;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~%/");

    /// <exception cref="ArgumentException">The key could lead outside the store or is too long.</exception>
    public static void CheckKey(string key)
    {
        CheckPrefix(key);
        if (key.EndsWith('/') || key.Length - key.LastIndexOf('/') > LongestName + 1)
            throw Refused(key);
    }

    /// <summary>As a key, but it may end with <c>/</c> or in the middle of a name; never empty, so no call can mean the whole store.</summary>
    public static void CheckPrefix(string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        if (prefix.Length > LongestKey || prefix.AsSpan().ContainsAnyExcept(Allowed))
            throw Refused(prefix);
        var segments = prefix.EndsWith('/') ? prefix[..^1] : prefix;
        foreach (var range in segments.AsSpan().Split('/'))
        {
            if (segments.AsSpan(range) is "" or "." or ".." or { Length: > LongestFolder })
                throw Refused(prefix);
        }
    }

    private static ArgumentException Refused(string key) => new($"'{key}' is not a key of the blob store.", nameof(key));
}
