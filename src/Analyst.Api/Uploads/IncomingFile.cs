using Analyst.Domain.Datasets;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Analyst.Api.Uploads;

/// <summary>The file of a request: its raw body, or the first file of a form.</summary>
/// <param name="Choices">What the sender declared about it, null for nothing.</param>
/// <param name="Content">To be read once; see <see cref="IncomingBody"/>.</param>
public sealed record IncomingFile(string Name, string MediaType, ReadingChoices? Choices, Stream Content)
{
    private const int LongestBoundary = 200;

    /// <exception cref="BodyRefusedException">The request has no file that could be taken.</exception>
    public static async Task<IncomingFile> Open(HttpRequest request, CancellationToken ct)
    {
        if (request.Headers.ContentEncoding is [{ Length: > 0 } encoding] && encoding != "identity")
            throw new BodyRefusedException("unsupported-media-type", $"Bodies encoded as '{encoding}' are not read here; send the file as it is. A compressed file has the type application/gzip or application/zstd.");
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            throw new BodyRefusedException("unsupported-media-type", "Say what the body is: Content-Type: text/csv, or multipart/form-data with one file.");

        var choices = DeclaredChoices.Read(name => request.Query[name].FirstOrDefault());
        var digest = ContentDigest.Read(request.Headers["Content-Digest"]);
        request.HttpContext.Response.RegisterForDispose(digest);
        var body = new IncomingBody(request.Body, digest);
        if (type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return await OpenForm(request, type, body, choices, ct);

        var disposition = ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var d) ? d : null;
        return new IncomingFile(NameOf(request, disposition), Table(type), choices, body);
    }

    private static async Task<IncomingFile> OpenForm(HttpRequest request, MediaTypeHeaderValue type, IncomingBody body, ReadingChoices? choices, CancellationToken ct)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > LongestBoundary)
            throw new BodyRefusedException("bad-request", "The form's Content-Type has no usable boundary.");
        var form = new MultipartReader(boundary, body);
        try
        {
            while (await form.ReadNextSectionAsync(ct) is { } section)
            {
                if (section.GetContentDispositionHeader() is not { } d || !d.IsFileDisposition())
                    continue;
                var media = Table(MediaTypeHeaderValue.TryParse(section.ContentType ?? "text/csv", out var part) ? part : throw UploadNames.NotATable(section.ContentType!));
                var digest = ContentDigest.Read(section.Headers?.GetValueOrDefault("Content-Digest") ?? default);
                request.HttpContext.Response.RegisterForDispose(digest);
                // The form's own digest is only known when what follows the file has come too.
                return new IncomingFile(NameOf(request, d), media, choices, new IncomingBody(section.Body, digest, end => body.CopyToAsync(Stream.Null, end)));
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new BodyRefusedException("bad-request", $"The form cannot be read: {e.Message}");
        }
        throw new BodyRefusedException("bad-request", "The form has no file; send one part with a filename.");
    }

    private static string Table(MediaTypeHeaderValue type)
    {
        var media = type.MediaType.ToString().ToLowerInvariant();
        return UploadNames.IsTable(media) ? media : throw UploadNames.NotATable(media);
    }

    private static string NameOf(HttpRequest request, ContentDispositionHeaderValue? d) =>
        UploadNames.FileName(request.Query["name"].FirstOrDefault() ?? (d is null ? null : HeaderUtilities.RemoveQuotes(d.FileNameStar.HasValue ? d.FileNameStar : d.FileName).Value));
}
