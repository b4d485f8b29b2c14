namespace Analyst.Domain.Datasets;

// The decisions about further revisions: new files and types given to columns. Revisions make one line, so only one is made at a time.
public sealed partial record Dataset
{
    /// <summary>The file whose rows a revision holds, as they were read or changed since.</summary>
    public SourceFile SourceOf(Revision revision) => revision.Source ?? new SourceFile(Name, "application/octet-stream", ContentHash, Bytes, OriginalKey);

    /// <summary>What a reading job reads: the file that arrived with it, and what was declared about it.</summary>
    public ArrivingFile ArrivingWith(Guid jobId) =>
        Arriving is { } file && file.JobId == jobId ? file : new ArrivingFile(jobId, new SourceFile(Name, "application/octet-stream", ContentHash, Bytes, OriginalKey), Choices);

    /// <summary>A revision by the steps that made it, from itself back to the reading of its file.</summary>
    public IEnumerable<Revision> Lineage(int revision)
    {
        for (var r = Find(revision); r is not null; r = r.Operation != Operations.Append && r.From is { } from ? Find(from) : null)
            yield return r;
    }

    /// <summary>Why no further revision can be begun now, null when it can.</summary>
    public Refusal? NotNow => this switch
    {
        { Status: not DatasetStatus.Ready } or { Current: null } => NotReady().Refusal,
        { Plan.State: PlanState.Approved } => new Refusal("cleaning-in-progress", "An approved plan is being applied; ask again when its job has ended."),
        _ => RevisionUnderWay,
    };

    private Refusal? RevisionUnderWay => (Jobs.OfKind(JobKinds.Ingest) ?? Jobs.OfKind(JobKinds.Retype)) is null
        ? null
        : new Refusal("revision-in-progress", "Another revision is being made; ask again when its job has ended.");

    /// <summary>A new file as the next revision.</summary>
    /// <param name="given">What was declared with it; null takes over what was declared before.</param>
    public Decision ReceiveFile(Guid jobId, SourceFile file, ReadingChoices? given) => NotNow is { } refusal
        ? Decision.Refuse(refusal.Code, refusal.Reason)
        : Decision.Of(new RevisionUploaded(jobId, file.Name, file.MediaType, file.ContentHash, file.Bytes, file.BlobKey, ChoicesFor(given)));

    /// <summary>What to read a next file with: types that a person gave to columns stay, unless the new file comes with its own.</summary>
    private ReadingChoices? ChoicesFor(ReadingChoices? given)
    {
        var choices = given ?? Choices;
        var types = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (column, type) in (Choices?.Types ?? NoTypes).Concat(Overrides ?? NoTypes).Concat(given?.Types ?? NoTypes))
            types[column] = type;
        return types.Count == 0 ? choices : (choices ?? new ReadingChoices()) with { Types = types };
    }

    private static readonly Dictionary<string, string> NoTypes = [];

    /// <summary>Gives a column another type, which makes a new revision. It appends nothing when the column has it, or is just getting it.</summary>
    public Decision SetColumnType(Guid jobId, string column, string? type)
    {
        if (Status != DatasetStatus.Ready || Current is null)
            return NotReady();
        if (ColumnTypes.Parse(type) is not { } wanted)
            return Decision.Refuse("type-unknown", $"type takes {ColumnTypes.Words}.");
        if (FindColumn(column) is not { } found)
            return Decision.Refuse("column-not-found", $"Revision {Current.Number} has no column \"{column}\".");
        if (Override is { } open && open.Column == found.Name && open.Type == wanted)
            return Decision.Nothing;
        if (NotNow is { } refusal)
            return Decision.Refuse(refusal.Code, refusal.Reason);
        return found.Type == wanted ? Decision.Nothing : Decision.Of(new ColumnTypeSet(jobId, Current.Number, found.Name, wanted));
    }

    /// <summary>The original can be read again with the wanted type: nothing but reading and types stands between it and the revision.</summary>
    public static ReadingChoices? ChoicesToReread(Revision revision, TypeOverride wanted)
    {
        if (revision.File is not { } file)
            return null;
        var types = new Dictionary<string, string>(file.Decided.Types ?? NoTypes, StringComparer.OrdinalIgnoreCase) { [wanted.Column] = wanted.Type };
        return file.Decided with { Types = types };
    }

    /// <summary>The next revision, and its profile follows.</summary>
    public Decision RecordRetype(Guid jobId, RetypeOutcome outcome, Guid profileJobId)
    {
        if (Override is not { } made || made.JobId != jobId)
            return Decision.Nothing;
        if (outcome.Failure is { } f)
            return Jobs.End(jobId, new RetypeFailed(jobId, f.Code, f.Reason));
        if (made.Revision != Current?.Number)
            return Jobs.End(jobId, new RetypeFailed(jobId, Overtaken.Code, Overtaken.Reason));
        var (t, next) = (outcome.Table!, Current.Number + 1);
        return Jobs.End(
            jobId,
            new DatasetRetyped(jobId, made.Revision, next, made.Column, made.Type, t.RowCount, [.. t.Columns], t.ParquetKey, t.ParquetHash, t.ParquetBytes, t.Dialect, t.File, outcome.Rejects),
            new ProfileRequested(profileJobId, next));
    }

    private static readonly Refusal Overtaken = new("conflict", "Another revision appeared meanwhile; ask again on that one.");

    private Column? FindColumn(string name) =>
        Current!.Columns.FirstOrDefault(c => c.Name == name) ?? Current.Columns.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));

    private Dataset With(DatasetRetyped e) => this with
    {
        Override = null,
        Overrides = new Dictionary<string, string>(Overrides ?? NoTypes, StringComparer.OrdinalIgnoreCase) { [e.Column] = e.Type },
        Revisions =
        [
            .. Revisions,
            new Revision(
                e.Revision, Operations.Retype, e.FromRevision, PlanId: null, e.RowCount, e.Columns, e.ParquetKey, e.ParquetHash, e.ParquetBytes,
                Reading: e.Dialect, File: e.File, Source: Find(e.FromRevision)?.Source, Rejects: e.Rejects ?? e.File?.Rejects),
        ],
    };
}
