using System.Text;

namespace Analyst.Api.Uploads;

/// <summary>What a sender says about an upload in pieces (<c>Upload-Metadata</c> of tus): <c>key base64,key base64</c>.</summary>
public static class UploadMetadata
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="BodyRefusedException">The header does not have that form.</exception>
    public static IReadOnlyDictionary<string, string> Read(string? header)
    {
        var said = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(header))
            return said;
        foreach (var pair in header.Split(','))
        {
            var (key, value) = pair.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
            {
                [var k] => (k, ""),
                [var k, var v] => (k, Text(k, v)),
                _ => throw Malformed($"'{pair}' is not a key and a value in Base64"),
            };
            if (!said.TryAdd(key, value))
                throw Malformed($"the key {key} stands there twice");
        }
        return said;
    }

    private static string Text(string key, string base64)
    {
        try
        {
            return Strict.GetString(Convert.FromBase64String(base64));
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            throw Malformed($"the value of {key} is not Base64 of UTF-8 text");
        }
    }

    private static BodyRefusedException Malformed(string why) => new("bad-request", $"Upload-Metadata cannot be read: {why}.");
}
