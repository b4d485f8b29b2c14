using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Analyst.Api.Uploads;

/// <summary>A file that came with a request and is durable.</summary>
/// <param name="Choices">What the sender declared about it, null for nothing.</param>
public sealed record ReceivedFile(string Name, string MediaType, ReadingChoices? Choices, BlobInfo Blob);

/// <summary>Streams the file of a request to the object store in constant memory. It is kept whole and checked, or not at all.</summary>
public sealed class FileReception(IBlobStore store, UploadSlots slots, IOptions<AnalystOptions> options, TimeProvider time)
{
    /// <summary>Room for the boundaries and headers of a form around the file itself.</summary>
    private const int FormOverhead = 64 << 10;

    /// <summary>How long a body may take. Objects without a fact are only removed when they are older, so none is removed that is about to be named.</summary>
    private TimeSpan Patience => TimeSpan.FromHours(options.Value.Limits.UploadHours);

    /// <param name="key">Where the file is to be kept; nothing may be there yet.</param>
    /// <returns>The file, or why it cannot be taken; nothing of it is kept then.</returns>
    public async Task<(ReceivedFile? File, ProblemDetails? Problem)> Take(HttpContext http, string key, CancellationToken ct)
    {
        try
        {
            return (await Receive(http, key, ct), null);
        }
        catch (BodyRefusedException e)
        {
            return (null, Problems.Of(e.Code, e.Message));
        }
    }

    private async Task<ReceivedFile> Receive(HttpContext http, string key, CancellationToken ct)
    {
        var limit = options.Value.Limits.UploadBytes;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = limit + FormOverhead;
        if (http.Request.ContentLength > limit + FormOverhead)
            throw new BodyRefusedException("too-large", $"The body has {http.Request.ContentLength} bytes; the limit is {limit}.");
        using var slot = slots.Take();
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            var file = await IncomingFile.Open(http.Request, either.Token);
            return new ReceivedFile(file.Name, file.MediaType, file.Choices, await store.Write(key, file.Content, limit, either.Token));
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw new BodyRefusedException("body-too-slow", $"The body did not come within {Patience.TotalHours} hours; send it in pieces, see /api/analyst/uploads.");
        }
    }
}
