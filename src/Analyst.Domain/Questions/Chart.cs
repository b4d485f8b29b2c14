namespace Analyst.Domain.Questions;

public enum ChartKind { Bar, Line, Point, Number }

/// <summary>Which columns of the result go where. <c>Number</c> is a single figure and needs no picture.</summary>
/// <param name="XType">Vega-Lite's measurement type of x: <c>nominal</c>, <c>ordinal</c>, <c>quantitative</c> or <c>temporal</c>.</param>
/// <param name="Series">A second grouping column, drawn as colour.</param>
public sealed record Chart(ChartKind Kind, string? X, string Y, string? XType, string? Series, string Title);
