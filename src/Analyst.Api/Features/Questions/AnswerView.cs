using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Analyst.Api.Charts;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Analyst.Projections;

namespace Analyst.Api.Features.Questions;

/// <summary>An answer as a person reads it: the sentence, the rows it rests on, the SQL that made them, and how far to trust it.</summary>
/// <param name="Chart">A Vega-Lite 6 specification with the rows in it.</param>
/// <param name="CostUsd">US dollars, six places.</param>
/// <param name="Stale">The dataset has a newer revision than the one that was asked.</param>
public sealed record AnswerView(
    Guid Id,
    Guid DatasetId,
    int Revision,
    string Question,
    string Outcome,
    string? Code,
    string? Text,
    string? Sql,
    IReadOnlyList<Column> Columns,
    JsonElement? Rows,
    long? RowCount,
    bool Truncated,
    JsonObject? Chart,
    IReadOnlyList<string> Assumptions,
    double? Confidence,
    IReadOnlyList<string> Evidence,
    IReadOnlyList<string>? Choices,
    string? Source,
    bool Cached,
    string CostUsd,
    long? DurationMs,
    DateTimeOffset AskedAt,
    bool Stale,
    IReadOnlyDictionary<string, string> Links)
{
    /// <summary>No model was asked: offline agents answer without cost.</summary>
    public const string NoCost = "0.000000";

    public static async Task<AnswerView> Of(QuestionLog log, Dataset? dataset, JsonBlobs blobs, CancellationToken ct)
    {
        var erased = dataset is null or { Status: DatasetStatus.Deleted };
        var table = log.ResultKey is { } key && !erased ? await blobs.Read<ResultTable>(key, ct) : null;
        return new AnswerView(
            log.Id, log.DatasetId, log.Revision, log.Question, log.Outcome, log.Code, erased ? null : log.Text, erased ? null : log.Sql, table?.Columns ?? [], table?.Rows, log.RowCount, log.Truncated,
            log.Chart is { } chart && table is not null ? VegaLiteSpec.Of(chart, table.Columns, table.RowsJson()) : null,
            log.Assumptions, log.Confidence, log.Evidence, log.Choices.Count > 0 ? log.Choices : null, log.Source, log.AnsweredFrom is not null, NoCost, log.DurationMs, log.AskedAt,
            Stale: dataset?.Current?.Number > log.Revision, LinksOf(log.Id));
    }

    private static Dictionary<string, string> LinksOf(Guid id)
    {
        var self = $"/api/analyst/queries/{id}";
        return new Dictionary<string, string> { ["self"] = self, ["result"] = $"{self}/result", ["chart"] = $"{self}/chart", ["provenance"] = $"{self}/provenance" };
    }
}

/// <summary>The rows of an answer as they are kept.</summary>
/// <param name="Rows">Array of row arrays.</param>
public sealed record ResultTable(IReadOnlyList<Column> Columns, JsonElement Rows, int RowCount, bool Truncated, int RowLimit, IReadOnlyList<string> Notes)
{
    public ReadOnlyMemory<byte> RowsJson() => JsonMarshal.GetRawUtf8Value(Rows).ToArray();
}
