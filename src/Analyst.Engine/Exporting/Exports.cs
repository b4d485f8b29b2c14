namespace Analyst.Engine;

/// <summary>What a whole table can be written as.</summary>
public enum ExportFormat
{
    /// <summary>With a header; NULL is an empty cell, empty text is <c>""</c>.</summary>
    Csv,

    /// <summary>One JSON object a row, values as in the rows of a query.</summary>
    Ndjson,

    /// <summary>The stream format of Apache Arrow.</summary>
    Arrow,
}

/// <summary>Rows of a Parquet file in the order of the file.</summary>
/// <param name="Offset">Rows before the first.</param>
/// <param name="Limit">Rows at most.</param>
public sealed record PageWork(RunnerScope Scope, string ParquetPath, long Offset, int Limit);

public sealed record ExportWork(RunnerScope Scope, string ParquetPath, string OutputPath, ExportFormat Format);

public sealed record ExportResult(long RowCount, long Bytes);

/// <summary>Gives a column another type; the others stay.</summary>
/// <param name="Type">DuckDB's name, from the list of <see cref="Analyst.Domain.Datasets.ColumnTypes"/>.</param>
/// <param name="RejectsPath">Where the record of cells that do not fit goes, when there are any.</param>
public sealed record RetypeWork(RunnerScope Scope, string ParquetPath, string OutputPath, string RejectsPath, string Column, string Type);

/// <param name="Misfits">Cells that became NULL and stand in the file at <see cref="RetypeWork.RejectsPath"/>; without any there is no file.</param>
public sealed record RetypeResult(long RowCount, IReadOnlyList<Analyst.Domain.Datasets.Column> Columns, string Sha256, long Bytes, long Misfits);
