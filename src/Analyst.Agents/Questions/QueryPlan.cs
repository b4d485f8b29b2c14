namespace Analyst.Agents.Questions;

internal enum Aggregate { Count, CountDistinct, Sum, Average, Median, Deviation, Minimum, Maximum, Share }

internal enum TimeBucket { None, Year, Quarter, Month, Week, Day, Weekday, MonthOfYear }

internal enum Comparison { Equal, NotEqual, Less, AtMost, Greater, AtLeast }

internal enum TextMatch { Contains, StartsWith, EndsWith, Equals }

/// <summary>One SELECT over <c>data</c>, before it is text.</summary>
/// <param name="Fields">Plain columns or group keys, in the order of the result.</param>
/// <param name="Top">Keep only the groups that come first in the order, ties included.</param>
/// <param name="Check">Answer only whether this figure compares so.</param>
/// <param name="Extreme">Keep only the rows whose value is the largest or smallest among the filtered ones, ties included.</param>
internal sealed record QueryPlan(
    IReadOnlyList<Field> Fields,
    IReadOnlyList<Measure> Measures,
    IReadOnlyList<Filter> Filters,
    bool Grouped = false,
    bool Distinct = false,
    bool Exists = false,
    Extreme? Extreme = null,
    Having? Having = null,
    Having? Check = null,
    Order? Order = null,
    int? Limit = null,
    bool Top = false);

internal sealed record Field(ColumnInfo Column, TimeBucket Bucket = TimeBucket.None);

/// <param name="Condition">What a share counts; only of <see cref="Aggregate.Share"/>.</param>
internal sealed record Measure(Aggregate Function, ColumnInfo? Column, IReadOnlyList<Filter>? Condition = null);

internal sealed record Extreme(ColumnInfo Column, bool Largest);

internal sealed record Having(Measure Measure, Comparison Operator, double Number);

/// <summary>Sorts by a measure, or else by a field.</summary>
internal sealed record Order(Measure? Measure, Field? Field, bool Descending);

internal abstract record Filter(ColumnInfo Column)
{
    /// <summary>One of the values exactly as stored.</summary>
    public sealed record OneOf(ColumnInfo Column, IReadOnlyList<string> Values, bool Negated) : Filter(Column);

    /// <summary>A text compared without regard to case.</summary>
    public sealed record Text(ColumnInfo Column, string Value, TextMatch Match, bool Negated) : Filter(Column);

    public sealed record Number(ColumnInfo Column, Comparison Operator, double Value) : Filter(Column);

    public sealed record Between(ColumnInfo Column, double Low, double High, bool Negated) : Filter(Column);

    /// <param name="From">First day, or null for no bound.</param>
    /// <param name="Until">The day after the last, or null for no bound.</param>
    public sealed record Period(ColumnInfo Column, DateOnly? From, DateOnly? Until, bool Negated) : Filter(Column);

    public sealed record Month(ColumnInfo Column, int OfYear) : Filter(Column);

    public sealed record Missing(ColumnInfo Column, bool Negated) : Filter(Column);

    /// <summary>At least one of the groups of conditions holds.</summary>
    public sealed record AnyOf(ColumnInfo Column, IReadOnlyList<IReadOnlyList<Filter>> Groups) : Filter(Column);

    /// <summary>A yes-or-no column says yes.</summary>
    public sealed record Flag(ColumnInfo Column, bool Negated) : Filter(Column);
}
