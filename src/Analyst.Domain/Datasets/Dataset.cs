namespace Analyst.Domain.Datasets;

public enum DatasetStatus { Uploaded, Ingesting, Ready, Failed, Deleted }

/// <summary>The data after one operation: immutable, kept as Parquet.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Operation">One of <see cref="Operations"/>.</param>
/// <param name="From">The revision it was made from or, for a further file, followed; null for the first.</param>
/// <param name="PlanId">The cleaning plan that made it.</param>
/// <param name="ProfileKey">Where its numbers are kept, null until they are known.</param>
/// <param name="Reading">How the file was read: dialect, encoding and what was decided, in words; null for a cleaning.</param>
/// <param name="File">The same for programs.</param>
/// <param name="Source">The file whose rows it holds; null in states older than 2026-11-23, see <see cref="Dataset.SourceOf"/>.</param>
/// <param name="Rejects">What did not become a row or a value when it was made.</param>
public sealed record Revision(
    int Number,
    string Operation,
    int? From,
    Guid? PlanId,
    long RowCount,
    IReadOnlyList<Column> Columns,
    string ParquetKey,
    string ParquetHash,
    long ParquetBytes,
    string? ProfileKey = null,
    string? Reading = null,
    FileReading? File = null,
    SourceFile? Source = null,
    RejectLog? Rejects = null);

/// <summary>The life of a table: each file that is read, each type that is given and each cleaning makes a new immutable revision.</summary>
/// <param name="Name">Of the first file, as are <paramref name="ContentHash"/>, <paramref name="Bytes"/> and <paramref name="OriginalKey"/>.</param>
/// <param name="Choices">What was declared about the first file.</param>
/// <param name="Arriving">The file that is being read.</param>
/// <param name="Override">The type that is being given to a column.</param>
/// <param name="Overrides">Types that were given to columns, for the files to come.</param>
/// <param name="Meanings">What a person said that columns are.</param>
public sealed partial record Dataset(
    Guid Id,
    string OwnerId,
    string Name,
    DatasetStatus Status,
    string ContentHash,
    long Bytes,
    string OriginalKey,
    ReadingChoices? Choices,
    IReadOnlyList<Revision> Revisions,
    CleaningPlan? Plan,
    OpenJobs Jobs,
    Refusal? Failure,
    ArrivingFile? Arriving = null,
    TypeOverride? Override = null,
    IReadOnlyDictionary<string, string>? Overrides = null,
    IReadOnlyList<MeaningOverride>? Meanings = null)
{
    /// <summary>The revision that is asked when none is named, null before the first.</summary>
    public Revision? Current => Revisions.Count == 0 ? null : Revisions[^1];

    public Revision? Find(int number) => Revisions.FirstOrDefault(r => r.Number == number);

    /// <summary>Folds one fact into the state: no rules, one arm per event.</summary>
    public static Dataset? Evolve(Dataset? state, Guid id, object fact) => (state, fact) switch
    {
        (_, DatasetUploaded e) => new Dataset(id, e.OwnerId, e.Name, DatasetStatus.Uploaded, e.ContentHash, e.Bytes, e.BlobKey, e.Choices, [], Plan: null, OpenJobs.None.After(e), Failure: null, new ArrivingFile(e.JobId, new SourceFile(e.Name, e.MediaType, e.ContentHash, e.Bytes, e.BlobKey), e.Choices)),
        ({ } s, _) => s.With(fact) with { Jobs = s.Jobs.After(fact) },
        _ => null,
    };

    private Dataset With(object fact) => fact switch
    {
        JobAttempted { JobKind: JobKinds.Ingest } when Current is null => this with { Status = DatasetStatus.Ingesting },
        RevisionUploaded e => this with { Arriving = new ArrivingFile(e.JobId, new SourceFile(e.Name, e.MediaType, e.ContentHash, e.Bytes, e.BlobKey), e.Choices) },
        DatasetIngested e => this with
        {
            Status = DatasetStatus.Ready,
            Arriving = null,
            Revisions =
            [
                .. Revisions,
                new Revision(
                    e.Revision, Current is null ? Operations.Ingest : Operations.Append, Current?.Number, PlanId: null, e.RowCount, e.Columns, e.ParquetKey, e.ParquetHash, e.ParquetBytes,
                    Reading: e.Dialect, File: e.File, Source: Arriving?.File, Rejects: e.File?.Rejects),
            ],
        },
        IngestFailed when Current is not null => this with { Arriving = null },
        IngestFailed e => this with { Status = DatasetStatus.Failed, Arriving = null, Failure = new Refusal(e.Code, e.Reason) },
        ColumnTypeSet e => this with { Override = new TypeOverride(e.JobId, e.Revision, e.Column, e.Type) },
        DatasetRetyped e => With(e),
        RetypeFailed => this with { Override = null },
        DatasetProfiled e => this with { Revisions = [.. Revisions.Select(r => r.Number == e.Revision ? r with { ProfileKey = e.ProfileKey } : r)] },
        ColumnMeaningSet e => With(e),
        CleaningProposed e => this with { Plan = new CleaningPlan(e.PlanId, e.Revision, PlanState.Proposed, e.Operations, e.PlanHash, e.PlanKey, []) },
        CleaningApproved e => this with { Plan = Plan! with { State = PlanState.Approved, ApprovedIds = e.OperationIds, JobId = e.JobId } },
        CleaningRejected => this with { Plan = Plan! with { State = PlanState.Rejected } },
        CleaningFailed => this with { Plan = Plan! with { State = PlanState.Failed } },
        DatasetCleaned e => this with
        {
            Plan = Plan! with { State = PlanState.Applied },
            Revisions = [.. Revisions, new Revision(e.Revision, Operations.Clean, e.FromRevision, e.PlanId, e.RowCount, e.Columns, e.ParquetKey, e.ParquetHash, e.ParquetBytes, Source: Find(e.FromRevision)?.Source)],
        },
        DatasetDeleted => this with { Status = DatasetStatus.Deleted, Plan = null, Arriving = null, Override = null, Meanings = null },
        _ => this,
    };

    // Decisions: every rule, no I/O, no clock, no randomness.

    private int NextNumber => (Current?.Number ?? 0) + 1;

    public Decision BeginJob(Guid jobId) => Jobs.Begin(Id, jobId);

    /// <summary>The next revision, and its profile follows.</summary>
    public Decision RecordIngest(Guid jobId, IngestOutcome outcome, Guid profileJobId) => outcome switch
    {
        { Failure: { } f } => Jobs.End(jobId, new IngestFailed(jobId, f.Code, f.Reason)),
        { Table: { } t } => Jobs.End(
            jobId,
            new DatasetIngested(jobId, NextNumber, t.RowCount, [.. t.Columns], t.ParquetKey, t.ParquetHash, t.ParquetBytes, t.Dialect ?? "", t.File),
            new ProfileRequested(profileJobId, NextNumber)),
        _ => Decision.Nothing,
    };

    /// <summary>Asks for the numbers of a revision; repeats while the job runs append nothing.</summary>
    public Decision RequestProfile(Guid jobId) => this switch
    {
        { Status: not DatasetStatus.Ready } or { Current: null } => NotReady(),
        { } when Jobs.OfKind(JobKinds.Profile) is not null => Decision.Nothing,
        _ => Decision.Of(new ProfileRequested(jobId, Current.Number)),
    };

    public Decision RecordProfile(Guid jobId, int revision, long rowCount, string profileKey, ColumnMeaning[]? meanings = null, double? qualityScore = null, ModelUse[]? model = null) =>
        Jobs.End(jobId, new DatasetProfiled(jobId, revision, rowCount, profileKey, meanings, qualityScore, model));

    public Decision FailProfile(Guid jobId, Refusal why) => Jobs.End(jobId, new ProfileFailed(jobId, why.Code, why.Reason));

    /// <summary>Asks for a cleaning plan of the current revision.</summary>
    public Decision RequestCleaning(Guid jobId) => this switch
    {
        { Status: not DatasetStatus.Ready } or { Current: null } => NotReady(),
        { Plan.State: PlanState.Approved } => Decision.Refuse("cleaning-in-progress", "An approved plan is being applied; ask again when its job has ended."),
        { } when Jobs.OfKind(JobKinds.ProposeCleaning) is not null => Decision.Nothing,
        _ => Decision.Of(new CleaningRequested(jobId, Current.Number)),
    };

    /// <summary>The new plan replaces the last one, unless that is being applied.</summary>
    public Decision RecordProposal(Guid jobId, CleaningProposed proposal) => Plan is { State: PlanState.Approved }
        ? FailProposal(jobId, new Refusal("cleaning-in-progress", "Another plan was approved meanwhile and is being applied; ask again when its job has ended."))
        : Jobs.End(jobId, proposal);

    public Decision FailProposal(Guid jobId, Refusal why) => Jobs.End(jobId, new CleaningProposalFailed(jobId, why.Code, why.Reason));

    /// <summary>Approves some operations of the current plan, or all when <paramref name="operationIds"/> is null. Repeating an approval appends nothing.</summary>
    public Decision ApproveCleaning(Guid jobId, Guid planId, IReadOnlyList<string>? operationIds, bool allowDestructive)
    {
        if (Plan is not { } plan || plan.Id != planId)
            return Decision.Refuse("plan-not-found", "That plan is not this dataset's current one; read the dataset's plan again.");
        if (plan.Revision != Current?.Number && plan.State == PlanState.Proposed)
            return Decision.Refuse("plan-outdated", $"The plan is for revision {plan.Revision}, the data is at {Current?.Number}; ask for a new plan.");
        var chosen = plan.Operations.Where(o => operationIds?.Contains(o.Id) ?? true).ToArray();
        if (operationIds?.FirstOrDefault(id => plan.Operations.All(o => o.Id != id)) is { } unknown)
            return Decision.Refuse("operation-not-found", $"The plan has no operation '{unknown}'.");
        if (plan.State is PlanState.Approved or PlanState.Applied)
            return chosen.Select(o => o.Id).SequenceEqual(plan.ApprovedIds) ? Decision.Nothing : Decision.Refuse("plan-already-approved", "This plan was approved with other operations; ask for a new plan.");
        if (plan.State != PlanState.Proposed)
            return Decision.Refuse("plan-closed", "This plan was rejected or failed; ask for a new plan.");
        if (RevisionUnderWay is { } other)
            return Decision.Refuse(other.Code, other.Reason);
        if (chosen.Length == 0)
            return Decision.Refuse("no-operations", "Name at least one operation of the plan.");
        if (!allowDestructive && chosen.FirstOrDefault(o => o.Destructive) is { } destructive)
            return Decision.Refuse("destructive-operation", $"Operation '{destructive.Id}' removes rows or columns; approve again with \"allowDestructive\": true, or leave it out.");
        return Decision.Of(new CleaningApproved(jobId, planId, [.. chosen.Select(o => o.Id)]));
    }

    /// <summary>Says no to the current plan; repeats append nothing.</summary>
    public Decision RejectCleaning(Guid planId, string? reason) => Plan switch
    {
        { } p when p.Id == planId && p.State == PlanState.Proposed => Decision.Of(new CleaningRejected(planId, reason)),
        { State: PlanState.Rejected } p when p.Id == planId => Decision.Nothing,
        { } p when p.Id == planId => Decision.Refuse("plan-closed", "This plan was approved or has failed and cannot be rejected."),
        _ => Decision.Refuse("plan-not-found", "That plan is not this dataset's current one; read the dataset's plan again."),
    };

    /// <summary>The next revision, and its profile follows.</summary>
    public Decision RecordCleaning(Guid jobId, Guid planId, int fromRevision, TableFile table, Guid profileJobId) => fromRevision != Current?.Number
        ? FailCleaning(jobId, planId, Overtaken)
        : Jobs.End(
            jobId,
            new DatasetCleaned(jobId, planId, fromRevision, NextNumber, table.RowCount, [.. table.Columns], table.ParquetKey, table.ParquetHash, table.ParquetBytes),
            new ProfileRequested(profileJobId, NextNumber));

    public Decision FailCleaning(Guid jobId, Guid planId, Refusal why) => Jobs.End(jobId, new CleaningFailed(jobId, planId, why.Code, why.Reason));

    /// <summary>Erases the dataset and ends its open jobs; repeats append nothing.</summary>
    public Decision Delete() => Status == DatasetStatus.Deleted
        ? Decision.Nothing
        : Decision.Of([.. Jobs.All.Select(Cancelled), new DatasetDeleted()]);

    private object Cancelled(OpenJob job)
    {
        const string code = "dataset-deleted", reason = "The dataset was deleted while the job was open.";
        return job.Kind switch
        {
            JobKinds.Ingest => new IngestFailed(job.Id, code, reason),
            JobKinds.Profile => new ProfileFailed(job.Id, code, reason),
            JobKinds.ProposeCleaning => new CleaningProposalFailed(job.Id, code, reason),
            JobKinds.Retype => new RetypeFailed(job.Id, code, reason),
            JobKinds.Clean => new CleaningFailed(job.Id, Plan!.Id, code, reason),
            _ => throw new InvalidOperationException($"A dataset has no jobs of kind {job.Kind}."),
        };
    }

    private Decision NotReady() => Status switch
    {
        DatasetStatus.Failed => Decision.Refuse("dataset-failed", $"The file could not be read: {Failure?.Reason} Upload it again."),
        DatasetStatus.Deleted => Decision.Refuse("dataset-deleted", "The dataset was deleted."),
        _ => Decision.Refuse("dataset-not-ready", "The file is still being read; wait for its job."),
    };
}
