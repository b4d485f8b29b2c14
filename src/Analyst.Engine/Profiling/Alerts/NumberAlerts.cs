using System.Globalization;
using System.Text.Json;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Alerts;

/// <summary>Numbers far off, lopsided, mostly zero or not numbers at all.</summary>
internal static class NumberAlerts
{
    /// <summary>More rows beyond the outer fences than this are the shape of the data, not slips.</summary>
    private const double FewOutliers = 0.01;

    /// <summary>Interquartile ranges beyond a quartile at which a value is more likely a slip (a wrong unit, a lost point) than rare.</summary>
    private const double FarOff = 30;

    /// <summary>Incomes and prices reach 5 without any fault.</summary>
    private const double Skewed = 10;

    /// <summary>Skewness of fewer rows hangs on a single one.</summary>
    private const int EnoughForSkew = 100;

    /// <summary>From there on the median is zero.</summary>
    private const double ManyZeros = 0.5;

    private const double NearlyAllZeros = 0.9;

    /// <summary>Fewer different numbers are rather answers or grades.</summary>
    private const int FewNumbers = 10;

    private static readonly HashSet<string> NotMeasured = [SemanticTypes.Year, SemanticTypes.Latitude, SemanticTypes.Longitude, SemanticTypes.Category, SemanticTypes.Ordinal, SemanticTypes.Boolean];

    public static IEnumerable<ProfileAlert> Of(AlertColumn column)
    {
        if (column.Profile.Numbers is not { } numbers)
            yield break;
        if (numbers.Infinite + numbers.NotNumbers is > 0 and var strange)
            yield return NotFinite(column, numbers, strange);
        if (column.IsName || column.Profile.Role != ColumnRole.Numeric || NotMeasured.Contains(column.Profile.SemanticType ?? "") || column.Present < AlertColumn.FewRows)
            yield break;
        if (Spread(column, numbers) is { } spread)
            yield return spread;
        if (column.Profile.Distinct >= FewNumbers && numbers.Zeros >= ManyZeros * column.Present)
            yield return Zeros(column, numbers.Zeros);
    }

    private static ProfileAlert NotFinite(AlertColumn column, NumberStatistics numbers, long strange)
    {
        var marks = new Dictionary<string, string>(StringComparer.Ordinal);
        if (numbers.NotNumbers > 0)
            marks["NaN"] = "";
        if (numbers.Infinite > 0)
            (marks["Infinity"], marks["-Infinity"]) = ("", "");
        return column.Alert(
            AlertKinds.NotFinite, AlertSeverity.Error, strange,
            $"{column.Name} is infinite or no number in {Words.Part(strange, column.Rows)}, which spoils every sum and mean.",
            Evidence.Rows($"NOT isfinite({column.Sql})"),
            column.Operation(OperationKinds.MapMissing, marks));
    }

    // A single slip makes a column lopsided, and a lopsided column has far values: one of the two is told.
    private static ProfileAlert? Spread(AlertColumn column, NumberStatistics numbers)
    {
        var outliers = Outliers(column, numbers);
        var skewed = column.Present >= EnoughForSkew && Math.Abs(numbers.Skewness ?? 0) >= Skewed;
        return outliers ?? (skewed ? IsSkewed(column, numbers.Skewness!.Value) : null);
    }

    private static ProfileAlert? Outliers(AlertColumn column, NumberStatistics numbers)
    {
        if (numbers is not { Fences: { InterquartileRange: > 0 } fences, Outliers: { } outliers })
            return null;
        var extreme = outliers.ExtremeLow + outliers.ExtremeHigh;
        var far = Distance(column.Profile, fences) >= FarOff;
        if (extreme == 0 || extreme > FewOutliers * column.Present)
            return null;
        return column.Alert(
            AlertKinds.Outliers, far ? AlertSeverity.Warning : AlertSeverity.Info, extreme,
            $"{column.Name} lies more than three interquartile ranges beyond the middle half in {Words.Part(extreme, column.Present)}: it is usually {Words.Number(fences.LowerInner)} to {Words.Number(fences.UpperInner)}, and reaches from {column.Profile.Min} to {column.Profile.Max}.",
            Evidence.Rows(
                $"{Evidence.Finite(column)} AND ({column.Sql} < {Sql.Number(fences.LowerOuter)} OR {column.Sql} > {Sql.Number(fences.UpperOuter)})",
                $"abs(CAST({column.Sql} AS DOUBLE) - {Sql.Number(column.Profile.Median ?? 0)}) DESC"));
    }

    /// <summary>Of the farthest value, in interquartile ranges beyond the quartile.</summary>
    private static double Distance(ColumnProfile profile, Fences fences)
    {
        var range = fences.InterquartileRange;
        var low = Number(profile.Min) is { } min ? (fences.LowerInner - min) / range : 0;
        var high = Number(profile.Max) is { } max ? (max - fences.UpperInner) / range : 0;
        return Math.Max(low, high) + 1.5;
    }

    private static double? Number(JsonElement? value) => double.TryParse(value?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static ProfileAlert IsSkewed(AlertColumn column, double skewness) => column.Alert(
        AlertKinds.Skewed, AlertSeverity.Info, column.Present,
        $"{column.Name} is lopsided (skewness {Words.Number(skewness)}) in {Words.Rows(column.Present)}: its mean {Words.Number(column.Profile.Mean ?? 0)} is far from its median {Words.Number(column.Profile.Median ?? 0)}.",
        Evidence.Rows(Evidence.Finite(column), $"{column.Sql}{(skewness > 0 ? " DESC" : "")}"));

    private static ProfileAlert Zeros(AlertColumn column, long zeros) => column.Alert(
        AlertKinds.ManyZeros, zeros >= NearlyAllZeros * column.Present ? AlertSeverity.Warning : AlertSeverity.Info, zeros,
        $"{column.Name} is zero in {Words.Part(zeros, column.Present)} with a value.",
        Evidence.Rows($"{column.Sql} = 0"));
}
