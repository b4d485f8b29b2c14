using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Analyst.Api.Uploads;

/// <summary>What the sender of a piece says its bytes hash to (<c>Upload-Checksum</c> of tus).</summary>
public sealed class UploadChecksum : IDisposable
{
    [SuppressMessage("Security", "CA5350", Justification = "The protocol asks for SHA-1; it finds damage on the way, nothing else.")]
    [SuppressMessage("Security", "CA5351", Justification = "The same for MD5.")]
    private static readonly Dictionary<string, HashAlgorithmName> Known = new()
    {
        ["sha1"] = HashAlgorithmName.SHA1,
        ["sha256"] = HashAlgorithmName.SHA256,
        ["md5"] = HashAlgorithmName.MD5,
    };

    private readonly byte[] expected;
    private readonly IncrementalHash hash;

    private UploadChecksum(byte[] expected, HashAlgorithmName algorithm)
    {
        this.expected = expected;
        hash = IncrementalHash.CreateHash(algorithm);
    }

    public static IEnumerable<string> Algorithms => Known.Keys;

    /// <returns>Null when the header is absent.</returns>
    /// <exception cref="BodyRefusedException">It cannot be checked.</exception>
    public static UploadChecksum? Read(string? header)
    {
        if (header is null)
            return null;
        if (header.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var name, var base64] || !Known.TryGetValue(name.ToLowerInvariant(), out var algorithm))
            throw new BodyRefusedException("bad-request", $"Upload-Checksum is '{header}'; it takes one of {string.Join(", ", Algorithms)}, a space, and the hash in Base64.");
        var bytes = new byte[base64.Length];
        var checksum = new UploadChecksum([], algorithm);
        if (Convert.TryFromBase64String(base64, bytes, out var written) && written == checksum.hash.HashLengthInBytes)
            return new UploadChecksum(bytes[..written], algorithm);
        throw new BodyRefusedException("bad-request", $"Upload-Checksum names {name}, but '{base64}' is no such hash in Base64.");
    }

    public void Add(ReadOnlySpan<byte> bytes) => hash.AppendData(bytes);

    /// <exception cref="BodyRefusedException">The bytes hash to something else.</exception>
    public void Check()
    {
        if (!CryptographicOperations.FixedTimeEquals(hash.GetHashAndReset(), expected))
            throw new BodyRefusedException("checksum-mismatch", "The bytes that came are not those that Upload-Checksum stands for; none of them was kept, send them again.");
    }

    public void Dispose() => hash.Dispose();
}
