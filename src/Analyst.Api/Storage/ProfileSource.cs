using Analyst.Domain;
using Analyst.Domain.Datasets;
using Marten;

namespace Analyst.Api.Storage;

/// <summary>The numbers of a revision for the agents, who need them before they can speak.</summary>
public sealed class ProfileSource(IDocumentStore store, JsonBlobs blobs)
{
    /// <summary>How long an agent's message rests before it looks again.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(500);

    /// <summary>The numbers are not there yet, but a job is computing them.</summary>
    public async Task<bool> IsComing(string tenant, Guid datasetId, int revision, CancellationToken ct)
    {
        await using var session = store.QuerySession(tenant);
        var dataset = await session.LoadAsync<Dataset>(datasetId, ct);
        return dataset?.Find(revision)?.ProfileKey is null && dataset?.Jobs.OfKind(JobKinds.Profile) is not null;
    }

    /// <summary>The numbers with what a person said of columns, or only names and types when computing the numbers failed.</summary>
    public async Task<TableProfile> Of(Dataset dataset, int revision, CancellationToken ct)
    {
        var of = dataset.Find(revision)!;
        return of.ProfileKey is { } key
            ? dataset.WithMeanings(await blobs.Read<TableProfile>(key, ct))
            : dataset.WithMeanings(new TableProfile(of.RowCount, 0, [.. of.Columns.Select(Unmeasured)]));
    }

    private static ColumnProfile Unmeasured(Column c) => new(
        c.Name, c.Type, ColumnRole.Other, Confidence: 0, Missing: 0, new Dictionary<string, long>(), Empty: 0, Distinct: 0,
        Min: null, Max: null, Mean: null, Median: null, StandardDeviation: null, Quartiles: null, TopValues: [], Histogram: [], MinLength: null, MaxLength: null);
}
