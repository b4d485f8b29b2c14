using System.Text.Json;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Analyst.Engine;
using Analyst.Projections;
using Marten;

namespace Analyst.Api.Features.Profiling;

/// <summary>Looks which columns of a dataset refer to keys of its owner's other datasets.</summary>
public sealed class ForeignKeyCheck(IDocumentStore store, JsonBlobs blobs, TableFiles files, IQueryRunner engine, ILogger<ForeignKeyCheck> log)
{
    /// <summary>The newest others that are looked at, and the comparisons of rows that are made.</summary>
    private const int MaximumOthers = 50;
    private const int MaximumChecks = 10;

    /// <summary>Larger files are not fetched for this.</summary>
    private const long MaximumBytes = 512L << 20;

    /// <summary>Of the different values; the rest are rows whose key is missing there.</summary>
    private const double LeastMatched = 0.95;

    /// <summary>Never fails: without an answer there are no foreign keys to tell.</summary>
    public async Task<IReadOnlyList<ForeignKey>> Find(RunnerScope scope, Dataset dataset, TableProfile profile, string parquet, CancellationToken ct)
    {
        var found = new List<ForeignKey>();
        try
        {
            var checks = 0;
            foreach (var (other, revision, candidates) in await Candidates(scope.Tenant, dataset, profile, ct))
            {
                await using var table = await files.Revision(revision, ct);
                foreach (var candidate in candidates.TakeWhile(_ => checks++ < MaximumChecks))
                {
                    if (await Compare(scope, parquet, table.Path, candidate, ct) is { } c && c.Values > 0 && c.Matched >= LeastMatched * c.Values)
                        found.Add(new ForeignKey(candidate.Column, other.Id, other.Name, revision.Number, candidate.References, c.Matched, c.Values));
                }
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning(e, "Foreign keys of dataset {DatasetId} were not looked for to the end", dataset.Id);
        }
        return found;
    }

    private async Task<List<(DatasetSummary Other, Revision Revision, List<KeyCandidate> Candidates)>> Candidates(string tenant, Dataset dataset, TableProfile profile, CancellationToken ct)
    {
        await using var session = store.QuerySession(tenant);
        var others = await session.Query<DatasetSummary>()
            .Where(d => d.OwnerId == dataset.OwnerId && d.Id != dataset.Id && d.Status == DatasetStatus.Ready)
            .OrderByDescending(d => d.UploadedAt)
            .Take(MaximumOthers)
            .ToListAsync(ct);
        var states = (await session.LoadManyAsync<Dataset>(ct, [.. others.Select(o => o.Id)])).ToDictionary(d => d.Id);
        var found = new List<(DatasetSummary, Revision, List<KeyCandidate>)>();
        foreach (var other in others)
        {
            if (states.GetValueOrDefault(other.Id) is not { Current: { ProfileKey: { } key, ParquetBytes: <= MaximumBytes } revision })
                continue;
            var candidates = KeyCandidates.Between(profile, await blobs.Read<TableProfile>(key, ct), other.Name).ToList();
            if (candidates.Count > 0)
                found.Add((other, revision, candidates));
        }
        return found;
    }

    private async Task<(long Values, long Matched)?> Compare(RunnerScope scope, string parquet, string other, KeyCandidate candidate, CancellationToken ct)
    {
        var (column, key) = (Sql.Name(candidate.Column), Sql.Name(candidate.References));
        var sql = $"SELECT count(*), count(k.v) FROM (SELECT DISTINCT CAST({column} AS VARCHAR) AS v FROM data WHERE {column} IS NOT NULL) AS d LEFT JOIN (SELECT DISTINCT CAST({key} AS VARCHAR) AS v FROM other) AS k ON d.v = k.v";
        try
        {
            var result = await engine.Query(new QueryWork(scope, new Dictionary<string, string> { ["data"] = parquet, ["other"] = other }, sql, RowLimit: 1), ct);
            var row = JsonDocument.Parse(result.Rows).RootElement[0];
            return (row[0].GetInt64(), row[1].GetInt64());
        }
        catch (EngineException e)
        {
            log.LogDebug(e, "Column {Column} was not compared with {Key}", candidate.Column, candidate.References);
            return null;
        }
    }
}
