using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling;

/// <summary>Different values of a column with the rows that hold each, to be looked at one by one.</summary>
/// <param name="IsWhole">These are all values of the column; else they were drawn at random.</param>
/// <param name="Rows">Rows that hold one of these values.</param>
internal sealed record ColumnSample(IReadOnlyList<ValueCount> Values, bool IsWhole, long Rows);
