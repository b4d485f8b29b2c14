namespace Analyst.Domain.Datasets;

/// <summary>A table that stands in the object store.</summary>
public sealed record TableFile(long RowCount, IReadOnlyList<Column> Columns, string ParquetKey, string ParquetHash, long ParquetBytes, string? Dialect = null, FileReading? File = null);

/// <summary>What reading a file as a table came to: exactly one of both.</summary>
public sealed record IngestOutcome(TableFile? Table, Refusal? Failure);

/// <summary>What giving a column another type came to: exactly one of table and failure.</summary>
/// <param name="Rejects">Cells that did not fit, when the table was cast; a table that was read again has them in its reading.</param>
public sealed record RetypeOutcome(TableFile? Table, RejectLog? Rejects, Refusal? Failure);
