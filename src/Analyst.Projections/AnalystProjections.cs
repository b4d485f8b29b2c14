using Analyst.Domain;
using Analyst.Domain.Datasets;
using Analyst.Domain.Questions;
using JasperFx.Events.Projections;
using Marten;
using Marten.Schema;
using Marten.Schema.Indexing.Unique;

namespace Analyst.Projections;

/// <summary>The one list of stored event names, read models, their lifecycle and their indexes.</summary>
public static class AnalystProjections
{
    /// <summary>Stored names of events. A name here is for ever; a golden test pins them.</summary>
    public static readonly IReadOnlyDictionary<Type, string> EventNames = new Dictionary<Type, string>
    {
        [typeof(JobAttempted)] = "job_attempted",
        [typeof(DatasetUploaded)] = "dataset_uploaded",
        [typeof(DatasetIngested)] = "dataset_ingested",
        [typeof(IngestFailed)] = "ingest_failed",
        [typeof(RevisionUploaded)] = "revision_uploaded",
        [typeof(ColumnTypeSet)] = "column_type_set",
        [typeof(DatasetRetyped)] = "dataset_retyped",
        [typeof(RetypeFailed)] = "retype_failed",
        [typeof(ProfileRequested)] = "profile_requested",
        [typeof(DatasetProfiled)] = "dataset_profiled",
        [typeof(ProfileFailed)] = "profile_failed",
        [typeof(ColumnMeaningSet)] = "column_meaning_set",
        [typeof(CleaningRequested)] = "cleaning_requested",
        [typeof(CleaningProposed)] = "cleaning_proposed",
        [typeof(CleaningProposalFailed)] = "cleaning_proposal_failed",
        [typeof(CleaningApproved)] = "cleaning_approved",
        [typeof(CleaningRejected)] = "cleaning_rejected",
        [typeof(DatasetCleaned)] = "dataset_cleaned",
        [typeof(CleaningFailed)] = "cleaning_failed",
        [typeof(DatasetDeleted)] = "dataset_deleted",
        [typeof(QuestionAsked)] = "question_asked",
        [typeof(QuestionInterpreted)] = "question_interpreted",
        [typeof(QuestionAnswered)] = "question_answered",
        [typeof(ClarificationRequested)] = "clarification_requested",
        [typeof(QuestionNotAnswerable)] = "question_not_answerable",
        [typeof(QuestionFailed)] = "question_failed",
    };

    /// <summary>Read models by the name that <c>projections rebuild -p</c> takes.</summary>
    public static readonly IReadOnlyList<string> ReadModels = ["dataset", "dataset-summary", "job", "question-log", "history"];

    public static void AddAnalystProjections(this StoreOptions store)
    {
        foreach (var (type, name) in EventNames)
            store.Events.MapEventType(type, name);

        store.Projections.Add(new DatasetAggregate(), ProjectionLifecycle.Inline);
        store.Projections.Add(new QuestionAggregate(), ProjectionLifecycle.Live);
        store.Projections.Add(new DatasetSummaryProjection(), ProjectionLifecycle.Inline);
        store.Projections.Add(new JobProjection(), ProjectionLifecycle.Inline);
        store.Projections.Add(new QuestionLogProjection(), ProjectionLifecycle.Inline);
        store.Projections.Add(new HistoryProjection(), ProjectionLifecycle.Async);

        // A read model that meets a fact it cannot fold stops and says so, instead of lying from then on.
        store.Projections.Errors.SkipApplyErrors = store.Projections.Errors.SkipSerializationErrors = store.Projections.Errors.SkipUnknownEvents = false;
        store.Projections.RebuildErrors.SkipApplyErrors = store.Projections.RebuildErrors.SkipSerializationErrors = store.Projections.RebuildErrors.SkipUnknownEvents = false;

        // Ids are UUIDv7, so the order of ids is the order of time, and a page continues after an id.
        store.Schema.For<DatasetSummary>()
            .Index(x => new { x.OwnerId, x.Id }, PerTenant)
            .Index(x => new { x.OwnerId, x.Status, x.Id }, PerTenant);
        store.Schema.For<JobRow>()
            .Index(x => new { x.OwnerId, x.Id }, PerTenant)
            .Index(x => new { x.OwnerId, x.State, x.Id }, PerTenant);
        store.Schema.For<QuestionLog>()
            .Index(x => new { x.DatasetId, x.Id }, PerTenant)
            .Index(x => new { x.AskedBy, x.Id }, PerTenant);
        store.Schema.For<HistoryEntry>()
            .Index(x => new { x.DatasetId, x.Position }, PerTenant);
    }

    private static void PerTenant(ComputedIndex index) => index.TenancyScope = TenancyScope.PerTenant;
}
