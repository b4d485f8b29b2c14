using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Api.Uploads;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Wolverine;
using Wolverine.Http;

namespace Analyst.Api.Features.Uploads;

public static class CreateUpload
{
    public static ProblemDetails Validate(HttpContext http) => Tus.CheckVersion(http);

    /// <summary>Begins an upload in pieces (tus 1.0.0, creation and creation-with-upload).</summary>
    [WolverinePost("/api/analyst/uploads")]
    [ProducesResponseType(201)]
    [ProducesResponseType<ProblemDetails>(400, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(412, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(413, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(415, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(503, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(507, "application/problem+json")]
    public static async Task<IResult> Post(
        HttpContext http, ClaimsPrincipal user, UploadStates states, PieceReception reception, UploadJoin join, IMessageBus bus, IOptions<AnalystOptions> options, TimeProvider time, CancellationToken ct)
    {
        try
        {
            var upload = Read(http, user, states, time);
            if (upload.Length > options.Value.Limits.UploadBytes)
                return Problems.Result("too-large", $"Upload-Length is {upload.Length}; the limit is {options.Value.Limits.UploadBytes}.");
            var checksum = UploadChecksum.Read(http.Request.Headers["Upload-Checksum"].FirstOrDefault());
            var withBytes = IsWithBytes(http);
            upload = await states.Begin(upload, ct);
            if (withBytes)
                upload = await join.Finish(await reception.Append(http, upload, checksum), bus);
            Tus.Tell(http, upload);
            return Results.Created($"{Tus.Place}/{upload.Id}", null);
        }
        catch (BodyRefusedException e)
        {
            return Tus.Refuse(e);
        }
    }

    private static bool IsWithBytes(HttpContext http) => http.Request.ContentType switch
    {
        Tus.MediaType => true,
        _ when http.Request.ContentLength is null or 0 && http.Request.Headers.TransferEncoding.Count == 0 => false,
        _ => throw new BodyRefusedException("unsupported-media-type", $"A body that comes with the creation has the type {Tus.MediaType}; that of the file is filetype in Upload-Metadata."),
    };

    private static Upload Read(HttpContext http, ClaimsPrincipal user, UploadStates states, TimeProvider time)
    {
        if (http.Request.Headers.ContainsKey("Upload-Defer-Length"))
            throw new BodyRefusedException("bad-request", "Upload-Defer-Length is not offered here; say the length in Upload-Length.");
        if (Tus.Number(http, "Upload-Length") is not { } length)
            throw new BodyRefusedException("bad-request", "Upload-Length must say how many bytes the file has.");
        if (length == 0)
            throw new BodyRefusedException("empty-body", "Upload-Length is 0; a file without bytes is no table.");
        var metadata = http.Request.Headers["Upload-Metadata"].ToString();
        var said = UploadMetadata.Read(metadata);
        var mediaType = said.TryGetValue("filetype", out var type) && type.Length > 0 ? type.Split(';')[0].Trim().ToLowerInvariant() : "application/octet-stream";
        if (!UploadNames.IsTable(mediaType))
            throw UploadNames.NotATable(mediaType);
        return new Upload(
            Guid.CreateVersion7(time.GetUtcNow()), user.Tenant(), user.Id(), UploadNames.FileName(said.GetValueOrDefault("filename")), mediaType, DeclaredChoices.Read(said.GetValueOrDefault),
            metadata.Length == 0 ? null : metadata, length, Guid.CreateVersion7(time.GetUtcNow()), UploadState.Receiving, [], Writer: null, states.Expiry);
    }
}
