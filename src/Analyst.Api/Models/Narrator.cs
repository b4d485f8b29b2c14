using Analyst.Agents.Profiling;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Domain;
using Analyst.Domain.Datasets;
using Microsoft.Extensions.Options;

namespace Analyst.Api.Models;

/// <summary>Gets the narrative of a revision, and pays a model at most once for it: what is kept in the profile or remembered in the cache is used again.</summary>
public sealed class Narrator(IProfilingAgent agent, NarrativeCache cache, JsonBlobs blobs, IOptions<AnalystOptions> options, ILogger<Narrator> log)
{
    private const string FromModel = "model";

    /// <summary>The narrative, and one entry for each request to a model that it took.</summary>
    /// <param name="revision">Whose numbers <paramref name="profile"/> holds.</param>
    public async Task<(Narrative Narrative, ModelUse[]? Uses)> Tell(string tenant, Dataset dataset, Revision revision, TableProfile profile, CancellationToken ct)
    {
        var level = options.Value.PrivacyLevel;
        var key = NarrativeCache.Key(tenant, revision.ParquetHash, dataset.Name, agent, level);
        if (agent.Model is not null && (await Known(key, dataset.Name, revision, profile, ct)) is { } known)
            return (known, null);

        var narration = await agent.Narrate(profile, dataset.Name, level, ct);
        if (narration.Fault is { } fault)
            log.LogWarning("The model did not write the narrative of dataset {DatasetId}, revision {Revision}: {Fault}", dataset.Id, revision.Number, fault);
        if (narration.Narrative.Source == FromModel)
            await cache.Remember(key, narration.Narrative, ct);
        return (narration.Narrative, narration.Uses is { Count: > 0 } uses ? [.. uses] : null);
    }

    private async Task<Narrative?> Known(string key, string datasetName, Revision revision, TableProfile profile, CancellationToken ct) =>
        StillHolds(await Kept(revision, ct), datasetName, profile) ?? StillHolds(await cache.Find(key, ct), datasetName, profile);

    // A newer version may count differently, and a cache is open to others: the rule holds for old words too.
    private Narrative? StillHolds(Narrative? old, string datasetName, TableProfile profile)
    {
        if (old is not { Source: FromModel } || old.Model != agent.Model || old.PromptVersion != agent.PromptVersion)
            return null;
        var (text, surprises, dropped) = new SentenceFilter(profile, datasetName).Keep(old.Text, old.Surprises);
        return text.Length == 0 ? null : old with { Text = text, Surprises = surprises, Dropped = old.Dropped + dropped };
    }

    private async Task<Narrative?> Kept(Revision revision, CancellationToken ct)
    {
        if (revision.ProfileKey is not { } key)
            return null;
        try
        {
            return (await blobs.Read<TableProfile>(key, ct)).Narrative;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(e, "The earlier profile of revision {Revision} cannot be read; its narrative is written again", revision.Number);
            return null;
        }
    }
}
