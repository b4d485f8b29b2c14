using System.Net.Mime;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Analyst.Api.Hosting;

/// <summary>Sends a file of this machine, whole or a range of it, block by block, and lets go of it afterwards.</summary>
/// <param name="sha256">Of the whole file, told as <c>Repr-Digest</c> and, shortened, as <c>ETag</c>.</param>
/// <param name="held">What keeps the file in its place.</param>
public sealed class FileDownload(string path, string mediaType, string sha256, IAsyncDisposable held, bool ranges = true) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using (held)
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
            httpContext.Response.Headers["Repr-Digest"] = Digest(sha256);
            httpContext.Response.Headers["X-Content-Type-Options"] = "nosniff";
            await Results.Stream(file, mediaType, entityTag: new EntityTagHeaderValue($"\"{sha256[..32]}\""), enableRangeProcessing: ranges).ExecuteAsync(httpContext);
        }
    }

    /// <summary>As RFC 9530 writes it.</summary>
    public static string Digest(string sha256) => $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(sha256))}:";

    /// <summary>A saved file must not surprise: no path, no control or reserved characters, the full name for those who read UTF-8.</summary>
    public static string Attachment(string name)
    {
        var safe = new string([.. name.EnumerateRunes().Where(r => !Rune.IsControl(r) && r.Value is not (0x202A or 0x202B or 0x202C or 0x202D or 0x202E or 0x2066 or 0x2067 or 0x2068 or 0x2069)).SelectMany(r => r.ToString())]);
        safe = new string([.. safe.Select(c => "/\\:*?\"<>|".Contains(c, StringComparison.Ordinal) ? '_' : c)]).Trim(' ', '.');
        var header = new ContentDispositionHeaderValue(DispositionTypeNames.Attachment);
        header.SetHttpFileName(safe.Length == 0 ? "file" : safe);
        return header.ToString();
    }
}
