using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace Analyst.Api.Uploads;

/// <summary>What the sender says the bytes hash to (RFC 9530). Algorithms that are not known here are passed over, as the standard says.</summary>
public sealed partial class ContentDigest : IDisposable
{
    private static readonly Dictionary<string, (HashAlgorithmName Name, int Bytes)> Known = new()
    {
        ["sha-256"] = (HashAlgorithmName.SHA256, SHA256.HashSizeInBytes),
        ["sha-512"] = (HashAlgorithmName.SHA512, SHA512.HashSizeInBytes),
    };

    private readonly List<(string Algorithm, byte[] Expected, IncrementalHash Hash)> digests = [];

    private ContentDigest()
    {
    }

    /// <exception cref="BodyRefusedException">The header does not have the form of the standard.</exception>
    public static ContentDigest Read(StringValues header)
    {
        var digest = new ContentDigest();
        foreach (var member in header.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Member().Match(member) is not { Success: true } parts)
                throw Malformed(member);
            var algorithm = parts.Groups["key"].Value.ToLowerInvariant();
            if (Known.TryGetValue(algorithm, out var known))
                digest.digests.Add((algorithm, Bytes(member, parts.Groups["bytes"], known.Bytes), IncrementalHash.CreateHash(known.Name)));
        }
        return digest;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var (_, _, hash) in digests)
            hash.AppendData(bytes);
    }

    /// <exception cref="BodyRefusedException">The bytes hash to something else.</exception>
    public void Check()
    {
        foreach (var (algorithm, expected, hash) in digests)
        {
            var found = hash.GetHashAndReset();
            if (!CryptographicOperations.FixedTimeEquals(found, expected))
                throw new BodyRefusedException("digest-mismatch", $"The bytes that came have {algorithm}=:{Convert.ToBase64String(found)}:, Content-Digest says otherwise; nothing was kept, send them again.");
        }
    }

    public void Dispose() => digests.ForEach(d => d.Hash.Dispose());

    private static byte[] Bytes(string member, Group base64, int length)
    {
        var bytes = new byte[length + 2];
        return base64.Success && Convert.TryFromBase64String(base64.Value, bytes, out var written) && written == length ? bytes[..length] : throw Malformed(member);
    }

    private static BodyRefusedException Malformed(string member) => new("bad-request", $"Content-Digest has '{member}', which is not of the form sha-256=:base64: or sha-512=:base64:.");

    [GeneratedRegex(@"\A(?<key>[A-Za-z*][A-Za-z0-9_\-.*]*)(=(:(?<bytes>[A-Za-z0-9+/=]*):|[^:].*))?(;.*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Member();
}
