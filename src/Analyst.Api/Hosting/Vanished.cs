using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Analyst.Engine;
using Analyst.Projections;
using Marten;
using Microsoft.AspNetCore.Diagnostics;

namespace Analyst.Api.Hosting;

/// <summary>A read that lost its files to a deletion beside it: whatever broke first, the answer is that the dataset is gone.</summary>
public static class Vanished
{
    /// <summary>The failure may come from a file that went away (the engine says it in many words), and the dataset of the route is deleted.</summary>
    public static async Task<bool> IsDeleted(HttpContext http, Exception e, CancellationToken ct)
    {
        if (e is not (BlobMissingException or FileNotFoundException or DirectoryNotFoundException or EngineException)
            || http.Features.Get<IExceptionHandlerFeature>()?.RouteValues?["id"] is not string text || !Guid.TryParse(text, out var id))
            return false;
        await using var session = http.RequestServices.GetRequiredService<IDocumentStore>().QuerySession(http.User.Tenant());
        var question = await session.LoadAsync<QuestionLog>(id, ct);
        return await session.LoadAsync<Dataset>(question?.DatasetId ?? id, ct) is { Status: DatasetStatus.Deleted };
    }
}
