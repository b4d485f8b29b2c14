using Analyst.Domain;
using Analyst.Domain.Datasets;
using Analyst.Domain.Questions;

namespace Analyst.Tests.Domain;

/// <summary>One fact of each kind, as it stands in an ordinary life; tests change what they are about.</summary>
internal static class Facts
{
    public static readonly Guid DatasetId = Id(1), QuestionId = Id(2), IngestJob = Id(11), ProfileJob = Id(12), ProposeJob = Id(13), CleanJob = Id(14), AppendJob = Id(15), RetypeJob = Id(16), PlanId = Id(21);

    public static readonly Refusal Broken = new("csv-unreadable", "Line 3 has five cells.");

    public static readonly TableFile Table = new(3, [new Column("city", "VARCHAR"), new Column("total", "BIGINT")], "default/x/revisions/a.parquet", "aa", 1024, "delimiter ','");

    public static readonly DatasetUploaded Uploaded = new(IngestJob, "alice", "orders.csv", "text/csv", new string('c', 64), 2_048_000, "default/x/original");
    public static readonly DatasetIngested Ingested = new(IngestJob, 1, Table.RowCount, [.. Table.Columns], Table.ParquetKey, Table.ParquetHash, Table.ParquetBytes, "delimiter ','");
    public static readonly IngestFailed NotIngested = new(IngestJob, Broken.Code, Broken.Reason);
    public static readonly RevisionUploaded Appended = new(AppendJob, "more.csv", "text/csv", new string('f', 64), 4096, "default/x/originals/15");
    public static readonly ColumnTypeSet TypeSet = new(RetypeJob, 1, "total", "VARCHAR");
    public static readonly DatasetRetyped Retyped = new(RetypeJob, 1, 2, "total", "VARCHAR", 3, [new Column("city", "VARCHAR"), new Column("total", "VARCHAR")], "default/x/revisions/c.parquet", "cc", 900, "delimiter ','");
    public static readonly RetypeFailed NotRetyped = new(RetypeJob, "runner-crashed", "The engine's process died.");
    public static readonly ProfileRequested ToProfile = new(ProfileJob, 1);
    public static readonly DatasetProfiled Profiled = new(ProfileJob, 1, 3, "default/x/profiles/p.json");
    public static readonly ColumnMeaningSet MeaningSet = new("total", "code", null);
    public static readonly ProfileFailed NotProfiled = new(ProfileJob, "runner-crashed", "The engine's process died.");
    public static readonly CleaningRequested ToPropose = new(ProposeJob, 1);
    public static readonly CleaningProposed Proposed = new(ProposeJob, PlanId, 1, [new("op-1", OperationKinds.TrimWhitespace, ["city"], false), new("op-2", OperationKinds.DropDuplicateRows, [], true)], new string('e', 64), "default/x/plans/e.json", "offline");
    public static readonly CleaningProposalFailed NotProposed = new(ProposeJob, "runner-busy", "All engine processes are busy.");
    public static readonly CleaningApproved Approved = new(CleanJob, PlanId, ["op-1"]);
    public static readonly CleaningRejected Rejected = new(PlanId, "Not needed.");
    public static readonly DatasetCleaned Cleaned = new(CleanJob, PlanId, 1, 2, 2, [new Column("city", "VARCHAR")], "default/x/revisions/b.parquet", "bb", 512);
    public static readonly CleaningFailed NotCleaned = new(CleanJob, PlanId, "query-too-big", "It needs too much memory.");
    public static readonly DatasetDeleted Deleted = new();

    public static readonly QuestionAsked Asked = new(QuestionId, DatasetId, 1, "How many orders are there per city?");
    public static readonly QuestionInterpreted Interpreted = new(DatasetId, "SELECT city, count(*) FROM data GROUP BY city", "interpreter", ["Each row is one order."], 0.9, ["city is a column"]);
    public static readonly QuestionAnswered Answered = new(QuestionId, DatasetId, "Berlin has most orders.", "SELECT city, count(*) FROM data GROUP BY city", "default/x/results/r.json", "dd", 2, false, new Chart(ChartKind.Bar, "city", "count", "nominal", null, "Orders per city"), "DuckDB 1.5.6", 12);
    public static readonly ClarificationRequested Clarify = new(QuestionId, DatasetId, "Which date?", ["ordered", "shipped"]);
    public static readonly QuestionNotAnswerable NotAnswerable = new(QuestionId, DatasetId, "The data holds no weather.");
    public static readonly QuestionFailed NotAnswered = new(QuestionId, DatasetId, "query-timeout", "It ran too long.");

    public static readonly IReadOnlyList<object> All =
    [
        new JobAttempted(IngestJob, DatasetId, JobKinds.Ingest, 1),
        Uploaded, Ingested, NotIngested, Appended, TypeSet, Retyped, NotRetyped, ToProfile, Profiled, NotProfiled, MeaningSet, ToPropose, Proposed, NotProposed, Approved, Rejected, Cleaned, NotCleaned, Deleted,
        Asked, Interpreted, Answered, Clarify, NotAnswerable, NotAnswered,
    ];

    /// <summary>The facts of a file that was read and is profiled.</summary>
    public static readonly object[] Ready = [Uploaded, Ingested, ToProfile, Profiled];

    /// <summary>… and has a cleaning plan that waits for a person.</summary>
    public static readonly object[] Planned = [.. Ready, ToPropose, Proposed];

    public static JobAttempted Attempt(Guid job, string kind, int number) => new(job, DatasetId, kind, number);

    public static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
