using System.Text.Json.Serialization;

namespace Analyst.Domain.Datasets;

// Facts in the order of a dataset's life. Who, when, tenant and cause are event metadata, never members.

/// <summary>The bytes of a file are durable; reading it as a table is the job.</summary>
/// <param name="ContentHash">SHA-256 of the bytes as uploaded, lower-case hexadecimal.</param>
/// <param name="BlobKey">Where the object store keeps them.</param>
/// <param name="Choices">What the uploader declared about the file.</param>
public sealed record DatasetUploaded(Guid JobId, string OwnerId, string Name, string MediaType, string ContentHash, long Bytes, string BlobKey, ReadingChoices? Choices = null) : IJobAccepted
{
    [JsonIgnore]
    public string JobKind => JobKinds.Ingest;
}

/// <summary>The file was read as a table: the next revision, kept as Parquet.</summary>
/// <param name="ParquetHash">SHA-256 of the Parquet file, lower-case hexadecimal.</param>
/// <param name="Dialect">How the file was read: delimiter, quote, header and so on, in words.</param>
/// <param name="File">The same for programs, with the count of every line; null in facts older than 2026-11-23.</param>
public sealed record DatasetIngested(Guid JobId, int Revision, long RowCount, Column[] Columns, string ParquetKey, string ParquetHash, long ParquetBytes, string Dialect, FileReading? File = null) : IJobSucceeded;

/// <summary>The file cannot be read as a table.</summary>
public sealed record IngestFailed(Guid JobId, string Code, string Reason) : IJobFailed;

/// <summary>The bytes of a further file are durable; reading it as the next revision is the job.</summary>
/// <param name="ContentHash">SHA-256 of the bytes as uploaded, lower-case hexadecimal.</param>
/// <param name="BlobKey">Where the object store keeps them.</param>
/// <param name="Choices">What to read it with: declared with it, or taken over from what was declared before.</param>
public sealed record RevisionUploaded(Guid JobId, string Name, string MediaType, string ContentHash, long Bytes, string BlobKey, ReadingChoices? Choices = null) : IJobAccepted
{
    [JsonIgnore]
    public string JobKind => JobKinds.Ingest;
}

/// <summary>A person gave a column another type; making a revision that has it is the job.</summary>
/// <param name="Revision">Whose column it is.</param>
/// <param name="Type">DuckDB's name.</param>
public sealed record ColumnTypeSet(Guid JobId, int Revision, string Column, string Type) : IJobAccepted
{
    [JsonIgnore]
    public string JobKind => JobKinds.Retype;
}

/// <summary>The column has its type in a new revision; the older ones stay as they were.</summary>
/// <param name="Dialect">How the original file was read again, in words; null when the table was cast.</param>
/// <param name="File">The same for programs.</param>
/// <param name="Rejects">Cells that did not fit when the table was cast.</param>
public sealed record DatasetRetyped(
    Guid JobId, int FromRevision, int Revision, string Column, string Type, long RowCount, Column[] Columns, string ParquetKey, string ParquetHash, long ParquetBytes,
    string? Dialect = null, FileReading? File = null, RejectLog? Rejects = null) : IJobSucceeded;

/// <summary>The column could not be given its type; the data stays as it was.</summary>
public sealed record RetypeFailed(Guid JobId, string Code, string Reason) : IJobFailed;

/// <summary>Somebody, or the arrival of a revision, asked for the numbers of a revision.</summary>
public sealed record ProfileRequested(Guid JobId, int Revision) : IJobAccepted
{
    [JsonIgnore]
    public string JobKind => JobKinds.Profile;
}

/// <summary>The numbers of a revision are known and kept beside it.</summary>
/// <param name="Meanings">What each column was found to be; null in facts older than 2026-11-24.</param>
/// <param name="QualityScore">0 to 100; null in facts older than 2026-11-24, and for a table without rows.</param>
/// <param name="Model">One for each HTTP request to a language model; null when none was needed.</param>
public sealed record DatasetProfiled(Guid JobId, int Revision, long RowCount, string ProfileKey, ColumnMeaning[]? Meanings = null, double? QualityScore = null, ModelUse[]? Model = null) : IJobSucceeded;

/// <summary>A person said what a column is; where both members are null, the person took that back.</summary>
/// <param name="SemanticType">One of <see cref="SemanticTypes"/>; null leaves it to what is found.</param>
/// <param name="Role">In the name of the interface; null leaves it to the semantic type or to what is found.</param>
public sealed record ColumnMeaningSet(string Column, string? SemanticType, string? Role);

/// <summary>The numbers of a revision could not be had.</summary>
public sealed record ProfileFailed(Guid JobId, string Code, string Reason) : IJobFailed;

/// <summary>Somebody asked for a cleaning plan of a revision.</summary>
public sealed record CleaningRequested(Guid JobId, int Revision) : IJobAccepted
{
    [JsonIgnore]
    public string JobKind => JobKinds.ProposeCleaning;
}

/// <summary>An agent proposed a plan; nothing happens to the data until a person approves.</summary>
/// <param name="PlanHash">SHA-256 of the plan's payload, lower-case hexadecimal.</param>
/// <param name="PlanKey">Where the operations with their reasons, counts and samples are kept.</param>
public sealed record CleaningProposed(Guid JobId, Guid PlanId, int Revision, ProposedOperation[] Operations, string PlanHash, string PlanKey, string Agent) : IJobSucceeded;

/// <summary>No plan could be made.</summary>
public sealed record CleaningProposalFailed(Guid JobId, string Code, string Reason) : IJobFailed;

/// <summary>A person approved these operations of the plan; applying them is the job.</summary>
public sealed record CleaningApproved(Guid JobId, Guid PlanId, string[] OperationIds) : IJobAccepted
{
    [JsonIgnore]
    public string JobKind => JobKinds.Clean;
}

/// <summary>A person said no to the plan.</summary>
public sealed record CleaningRejected(Guid PlanId, string? Reason);

/// <summary>The approved operations made a new revision; the older ones stay as they were.</summary>
public sealed record DatasetCleaned(Guid JobId, Guid PlanId, int FromRevision, int Revision, long RowCount, Column[] Columns, string ParquetKey, string ParquetHash, long ParquetBytes) : IJobSucceeded;

/// <summary>The approved operations could not be applied; the revision stays as it was.</summary>
public sealed record CleaningFailed(Guid JobId, Guid PlanId, string Code, string Reason) : IJobFailed;

/// <summary>The owner erased the dataset: bytes and payloads go, this skeleton stays.</summary>
public sealed record DatasetDeleted;
