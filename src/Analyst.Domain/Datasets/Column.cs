namespace Analyst.Domain.Datasets;

/// <summary>A column of a revision: its name as addressed in SQL and DuckDB's name of its type.</summary>
public sealed record Column(string Name, string Type);
