using System.Globalization;
using Analyst.Api.Hosting;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Uploads;

/// <summary>What all calls of tus 1.0.0 have in common.</summary>
public static class Tus
{
    public const string Version = "1.0.0";
    public const string Extensions = "creation,creation-with-upload,checksum,expiration,termination";
    public const string MediaType = "application/offset+octet-stream";
    public const string Place = "/api/analyst/uploads";

    /// <summary>Every reply below the place names the version and is not for caches; a client that can only POST may name another method.</summary>
    public static void UseTus(this WebApplication app) => app.UseWhen(
        http => http.Request.Path.StartsWithSegments(Place, StringComparison.OrdinalIgnoreCase),
        uploads =>
        {
            uploads.UseHttpMethodOverride();
            uploads.Use((http, next) =>
            {
                // Also when an error clears the headers that were set before.
                http.Response.OnStarting(() =>
                {
                    http.Response.Headers["Tus-Resumable"] = Version;
                    http.Response.Headers.CacheControl = "no-store";
                    return Task.CompletedTask;
                });
                return next(http);
            });
        });

    /// <summary>For the <c>Validate</c> step: the client speaks this version.</summary>
    public static ProblemDetails CheckVersion(HttpContext http)
    {
        if (http.Request.Headers["Tus-Resumable"].ToString() == Version)
            return WolverineContinue.NoProblems;
        http.Response.Headers["Tus-Version"] = Version;
        return Problems.Of("precondition-failed", $"This is tus {Version}; send the header Tus-Resumable: {Version}.");
    }

    /// <summary>How much of an upload is there, until when it waits for the rest, and which dataset it becomes when nothing is missing.</summary>
    public static void Tell(HttpContext http, Upload upload)
    {
        var headers = http.Response.Headers;
        headers["Upload-Offset"] = upload.Offset.ToString(CultureInfo.InvariantCulture);
        if (upload.State == UploadState.Receiving)
            headers["Upload-Expires"] = upload.ExpiresAt.ToString("R", CultureInfo.InvariantCulture);
        if (upload.State == UploadState.Complete)
            headers["Content-Location"] = upload.DatasetPlace;
    }

    /// <returns>Null when the header is absent or no such number.</returns>
    public static long? Number(HttpContext http, string header) =>
        long.TryParse(http.Request.Headers[header].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static IResult Refuse(BodyRefusedException e) => Problems.Result(e.Code, e.Message);

    /// <summary>Null when the caller may go on with this upload.</summary>
    public static IResult? Missing(Upload? upload, string user, UploadStates states) => upload switch
    {
        null => Results.Problem(Problems.NotFound()),
        _ when upload.OwnerId != user => Results.Problem(Problems.NotFound()),
        { State: UploadState.Terminated } => Problems.Result("upload-ended", "The upload was terminated; begin a new one."),
        _ when states.HasExpired(upload) => Problems.Result("upload-ended", "The upload was not finished in time and is gone; begin a new one."),
        _ => null,
    };
}
