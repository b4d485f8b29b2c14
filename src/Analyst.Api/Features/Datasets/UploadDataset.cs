using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Wolverine;
using Wolverine.Http;
using Wolverine.Marten;

namespace Analyst.Api.Features.Datasets;

/// <summary>What an upload answers: the bytes and the fact are durable, reading the file goes on in the job.</summary>
public sealed record UploadAccepted(Guid Id, string Name, DatasetStatus Status, long Bytes, string Sha256, Guid JobId);

public static class UploadDataset
{
    private static readonly HashSet<string> Tables = ["text/csv", "text/tab-separated-values", "text/plain", "application/csv", "application/octet-stream", "application/vnd.ms-excel"];

    /// <summary>Takes a delimited file, as the raw body or as the first file of a form, and streams it to the object store in constant memory.</summary>
    [WolverinePost("/api/analyst/datasets")]
    [ProducesResponseType<UploadAccepted>(201, "application/json")]
    [ProducesResponseType<ProblemDetails>(400, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(413, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(415, "application/problem+json")]
    public static async Task<(IResult, IMartenOp, OutgoingMessages)> Post(
        HttpContext http, ClaimsPrincipal user, IBlobStore store, IOptions<AnalystOptions> options, TimeProvider time, CancellationToken ct)
    {
        var limit = options.Value.Limits.UploadBytes;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (http.Request.ContentLength > limit + FormOverhead)
            return Refuse("too-large", $"The body has {http.Request.ContentLength} bytes; the limit is {limit}.");

        var (file, refusal) = await Open(http.Request, ct);
        if (file is null)
            return refusal;

        var id = Guid.CreateVersion7(time.GetUtcNow());
        var jobId = Guid.CreateVersion7(time.GetUtcNow());
        BlobInfo blob;
        try
        {
            blob = await store.Write(BlobKeys.Original(user.Tenant(), id), file.Content, limit, ct);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status400BadRequest)
        {
            return Refuse("body-truncated", "The connection ended before the whole body had come; send it again.");
        }
        if (blob.Bytes == 0)
        {
            await store.DeleteAll(BlobKeys.Dataset(user.Tenant(), id), ct);
            return Refuse("empty-body", "The body holds no bytes; send the file as the body, or as the first file of a form.");
        }

        var uploaded = new DatasetUploaded(jobId, user.Id(), file.Name, file.MediaType, blob.Sha256, blob.Bytes, blob.Key);
        return (
            Results.Created($"/api/analyst/datasets/{id}", new UploadAccepted(id, file.Name, DatasetStatus.Uploaded, blob.Bytes, blob.Sha256, jobId)),
            MartenOps.StartStream<Dataset>(id, uploaded),
            [new IngestDataset(id, jobId)]);
    }

    /// <summary>Room for the boundaries and headers of a form around the file itself.</summary>
    private const int FormOverhead = 64 << 10;

    private sealed record UploadedFile(string Name, string MediaType, Stream Content);

    private static async Task<(UploadedFile?, (IResult, IMartenOp, OutgoingMessages))> Open(HttpRequest request, CancellationToken ct)
    {
        if (request.Headers.ContentEncoding is [{ Length: > 0 } encoding] && encoding != "identity")
            return (null, Refuse("unsupported-media-type", $"Bodies encoded as '{encoding}' are not read here; send the file as it is."));
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return (null, Refuse("unsupported-media-type", "Say what the body is: Content-Type: text/csv, or multipart/form-data with one file."));

        if (type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return await OpenForm(request, type, ct);

        var media = type.MediaType.ToString().ToLowerInvariant();
        if (!Tables.Contains(media))
            return (null, NotATable(media));
        var disposition = ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var d) ? d : null;
        return (new UploadedFile(FileName(request.Query["name"].FirstOrDefault() ?? NameIn(disposition)), media, request.Body), default);
    }

    private static async Task<(UploadedFile?, (IResult, IMartenOp, OutgoingMessages))> OpenForm(HttpRequest request, MediaTypeHeaderValue type, CancellationToken ct)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 200)
            return (null, Refuse("bad-request", "The form's Content-Type has no usable boundary."));
        var form = new MultipartReader(boundary, request.Body);
        try
        {
            while (await form.ReadNextSectionAsync(ct) is { } section)
            {
                if (section.GetContentDispositionHeader() is not { } d || !d.IsFileDisposition())
                    continue;
                var media = MediaTypeHeaderValue.TryParse(section.ContentType ?? "text/csv", out var part) ? part.MediaType.ToString().ToLowerInvariant() : "";
                return Tables.Contains(media)
                    ? (new UploadedFile(FileName(request.Query["name"].FirstOrDefault() ?? NameIn(d)), media, new FormFile(section.Body)), default)
                    : (null, NotATable(media));
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return (null, Refuse("bad-request", $"The form cannot be read: {e.Message}"));
        }
        return (null, Refuse("bad-request", "The form has no file; send one part with a filename."));
    }

    private static string? NameIn(ContentDispositionHeaderValue? d) =>
        d is null ? null : HeaderUtilities.RemoveQuotes(d.FileNameStar.HasValue ? d.FileNameStar : d.FileName).Value;

    /// <summary>The last part of a path, without control characters, at most 255 characters.</summary>
    private static string FileName(string? given)
    {
        var name = new string([.. (given ?? "").Where(c => !char.IsControl(c))]);
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        return name.Length == 0 ? "dataset.csv" : name[..Math.Min(name.Length, 255)];
    }

    private static (IResult, IMartenOp, OutgoingMessages) NotATable(string media) => Refuse("unsupported-media-type", $"'{media}' is not read here; send text/csv or text/tab-separated-values.");

    private static (IResult, IMartenOp, OutgoingMessages) Refuse(string code, string detail) => (Problems.Result(code, detail), MartenOps.Nothing(), []);

    /// <summary>A file inside a form that ends before its closing boundary is a truncated body, as in a raw upload.</summary>
    private sealed class FormFile(Stream inner) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                return await inner.ReadAsync(buffer, cancellationToken);
            }
            catch (IOException e) when (e is not BadHttpRequestException)
            {
                throw new BadHttpRequestException("Unexpected end of the form.", 400, e);
            }
        }
    }
}
