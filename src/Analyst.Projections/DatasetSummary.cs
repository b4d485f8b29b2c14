using Analyst.Domain.Datasets;
using JasperFx.Events;
using Marten.Events.Aggregation;

namespace Analyst.Projections;

/// <summary>A line in the list of datasets.</summary>
/// <param name="Bytes">Of the newest file that was read; until the first was, of that.</param>
/// <param name="JobId">The job that read or reads the newest file.</param>
/// <param name="Arriving">A further file that is being read.</param>
/// <param name="QualityScore">Of the current revision, null until it is profiled.</param>
/// <param name="Meanings">What the columns of the current revision were found to be, null until it is profiled.</param>
/// <param name="Set">Who said last what a column is, where that still holds.</param>
public sealed record DatasetSummary(
    Guid Id,
    string OwnerId,
    string Name,
    DatasetStatus Status,
    int Revision,
    long? RowCount,
    int ColumnCount,
    long Bytes,
    string Sha256,
    Guid JobId,
    DateTimeOffset UploadedAt,
    DateTimeOffset UpdatedAt,
    SourceFile? Arriving = null,
    double? QualityScore = null,
    IReadOnlyList<ColumnMeaning>? Meanings = null,
    IReadOnlyList<MeaningAuthor>? Set = null);

/// <summary>Who said when what a column is.</summary>
public sealed record MeaningAuthor(string Column, string By, DateTimeOffset At);

public sealed class DatasetSummaryProjection : SingleStreamProjection<DatasetSummary, Guid>
{
    public DatasetSummaryProjection() => Name = "dataset-summary";

    public override DatasetSummary? Evolve(DatasetSummary? snapshot, Guid id, IEvent e) => (snapshot, e.Data) switch
    {
        (_, DatasetUploaded u) => new DatasetSummary(id, u.OwnerId, u.Name, DatasetStatus.Uploaded, 0, null, 0, u.Bytes, u.ContentHash, u.JobId, e.At(), e.At()),
        ({ } s, ColumnMeaningSet m) => s with { Set = After(s.Set ?? [], m, e), UpdatedAt = e.At() },
        ({ } s, _) => After(s, e.Data) with { UpdatedAt = e.At() },
        _ => null,
    };

    private static DatasetSummary After(DatasetSummary s, object fact) => fact switch
    {
        Domain.JobAttempted { JobKind: Domain.JobKinds.Ingest } when s.Revision == 0 => s with { Status = DatasetStatus.Ingesting },
        RevisionUploaded u => s with { JobId = u.JobId, Arriving = new SourceFile(u.Name, u.MediaType, u.ContentHash, u.Bytes, u.BlobKey) },
        DatasetIngested i => s with
        {
            Status = DatasetStatus.Ready,
            Revision = i.Revision,
            RowCount = i.RowCount,
            ColumnCount = i.Columns.Length,
            Bytes = s.Arriving?.Bytes ?? s.Bytes,
            Sha256 = s.Arriving?.ContentHash ?? s.Sha256,
            Arriving = null,
            QualityScore = null,
            Meanings = null,
        },
        IngestFailed when s.Revision > 0 => s with { Arriving = null },
        IngestFailed => s with { Status = DatasetStatus.Failed },
        DatasetRetyped r => s with { Revision = r.Revision, RowCount = r.RowCount, ColumnCount = r.Columns.Length, QualityScore = null, Meanings = null },
        DatasetCleaned c => s with { Revision = c.Revision, RowCount = c.RowCount, ColumnCount = c.Columns.Length, QualityScore = null, Meanings = null },
        DatasetProfiled p when p.Revision == s.Revision => s with { QualityScore = p.QualityScore, Meanings = p.Meanings },
        DatasetDeleted => s with { Status = DatasetStatus.Deleted, QualityScore = null, Meanings = null, Set = null },
        _ => s,
    };

    private static MeaningAuthor[] After(IReadOnlyList<MeaningAuthor> set, ColumnMeaningSet m, IEvent e)
    {
        var rest = set.Where(a => !string.Equals(a.Column, m.Column, StringComparison.OrdinalIgnoreCase));
        return m is { SemanticType: null, Role: null } ? [.. rest] : [.. rest, new(m.Column, e.UserName ?? "", e.At())];
    }
}
