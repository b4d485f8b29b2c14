using System.Text.Json;
using Analyst.Domain.Datasets;

namespace Analyst.Engine;

/// <summary>Local file in, local file or rows out. Each call runs in a child process of its own tenant and dataset, with limits set by the operating system.</summary>
/// <remarks>Every call throws <see cref="EngineException"/> when the input is at fault or a limit was met, and <see cref="OperationCanceledException"/> when <c>ct</c> was.</remarks>
public interface IQueryRunner
{
    /// <summary>Reads a file that holds a table (delimited text, Parquet, JSON, NDJSON, a workbook, each also compressed) and writes it as Parquet. The output appears whole or not at all.</summary>
    Task<IngestResult> Ingest(IngestWork work, IProgress<WorkProgress> progress, CancellationToken ct);

    /// <summary>Computes the numbers of a Parquet file, exact over every row.</summary>
    Task<TableProfile> Profile(ProfileWork work, IProgress<WorkProgress> progress, CancellationToken ct);

    /// <summary>Counts what each operation would change, one after another, with samples.</summary>
    Task<IReadOnlyList<OperationEffect>> Preview(CleanWork work, CancellationToken ct);

    /// <summary>Applies the operations in order and writes new Parquet. The input stays as it is; the output appears whole or not at all.</summary>
    Task<CleanResult> Clean(CleanWork work, string outputPath, IProgress<WorkProgress> progress, CancellationToken ct);

    /// <summary>Gives one column another type and writes new Parquet. Cells that do not fit whole become NULL and are recorded.</summary>
    Task<RetypeResult> Retype(RetypeWork work, IProgress<WorkProgress> progress, CancellationToken ct);

    /// <summary>Rows in the order of the file, quick also far from its beginning.</summary>
    Task<QueryResult> Page(PageWork work, CancellationToken ct);

    /// <summary>Writes the whole table to a file in another format, in constant memory.</summary>
    Task<ExportResult> Export(ExportWork work, CancellationToken ct);

    /// <summary>Checks one SELECT on DuckDB's own parse tree and runs the text printed back from that tree.</summary>
    Task<QueryResult> Query(QueryWork work, CancellationToken ct);
}

/// <summary>Whose data a call touches. A runner process that has seen one scope never serves another.</summary>
public sealed record RunnerScope(string Tenant, Guid DatasetId);

/// <param name="RejectsPath">Where the record of refused lines goes, when there are any.</param>
/// <param name="ExpandedBytes">What a compressed file may hold at most.</param>
public sealed record IngestWork(RunnerScope Scope, string InputPath, string OutputPath, string RejectsPath, ReadingChoices? Choices = null, long ExpandedBytes = 20L << 30);

/// <param name="Dialect">In words: <c>delimiter ',' quote '"' header yes encoding utf-8</c>.</param>
/// <param name="Sha256">Of the Parquet file, lower-case hexadecimal.</param>
/// <param name="Rejects">How many entries stand in the file at <see cref="IngestWork.RejectsPath"/>; without any there is no file.</param>
/// <param name="File">Without its reject log, which gets a key only in the store.</param>
public sealed record IngestResult(long RowCount, IReadOnlyList<Column> Columns, string Dialect, string Sha256, long Bytes, RejectCounts Rejects, FileReading File);

public sealed record ProfileWork(RunnerScope Scope, string ParquetPath);

public sealed record CleanWork(RunnerScope Scope, string ParquetPath, IReadOnlyList<CleaningOperation> Operations);

public sealed record CleanResult(long RowCount, IReadOnlyList<Column> Columns, string Sha256, long Bytes);

/// <param name="Tables">Name in SQL to Parquet file; the asked dataset is <c>data</c>.</param>
/// <param name="RowLimit">Rows returned at most; the result says whether there were more.</param>
/// <param name="Parameters">Values of the statement's <c>$parameters</c>: strings, numbers (whole ones as BIGINT, others as DOUBLE), booleans or null.</param>
public sealed record QueryWork(RunnerScope Scope, IReadOnlyDictionary<string, string> Tables, string Sql, int RowLimit, IReadOnlyDictionary<string, JsonElement>? Parameters = null);

/// <param name="Sql">What ran: the checked tree, printed back.</param>
/// <param name="Rows">A JSON array of row arrays, UTF-8. Integers beyond 2^53 and decimals are strings, NaN and infinities null, times RFC 3339.</param>
/// <param name="DurationMs">In the engine, without waiting.</param>
/// <param name="Notes">What the reader should know, e.g. that a NaN became null.</param>
public sealed record QueryResult(string Sql, IReadOnlyList<Column> Columns, ReadOnlyMemory<byte> Rows, int RowCount, bool Truncated, int RowLimit, double DurationMs, IReadOnlyList<string> Notes);

/// <param name="Fraction">0 to 1.</param>
/// <param name="Rows">Read so far, where rows are what is counted.</param>
/// <param name="Numbers">Of a profile: what is known already.</param>
public sealed record WorkProgress(string Stage, double Fraction, long? Rows = null, FirstNumbers? Numbers = null);

/// <summary>The input was at fault or a limit was met; the code is in the catalogue of problems.</summary>
public sealed class EngineException(string code, string message, bool retryable = false) : Exception(message)
{
    /// <summary>Stable, e.g. <c>sql-not-select</c>, <c>sql-unknown-name</c>, <c>sql-function-refused</c>, <c>query-timeout</c>, <c>csv-unreadable</c>, <c>runner-crashed</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Trying the same again may succeed (the runner was killed from outside, no runner was free).</summary>
    public bool Retryable { get; } = retryable;
}
