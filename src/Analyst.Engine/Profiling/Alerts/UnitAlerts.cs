using System.Text.RegularExpressions;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Alerts;

/// <summary>Numbers with their unit behind them, as in "12 oz".</summary>
internal static partial class UnitAlerts
{
    /// <summary>The rest may lack the unit or hold a slip.</summary>
    private const double Most = 0.8;

    /// <summary>Letters behind a number are mostly codes; these are units. Each is written in one way here.</summary>
    private static readonly Dictionary<string, string> Units = new[]
    {
        "oz ounce ounces ozs fl.oz", "lb lbs pound pounds", "kg kgs kilo kilos kilogram kilograms", "g gr gram grams", "mg", "t ton tons tonnes", "l liter liters litre litres ltr", "ml", "cl", "gal gallon gallons",
        "km kilometer kilometers kilometre kilometres", "m meter meters metre metres", "cm", "mm", "mi mile miles", "ft foot feet", "in inch inches", "yd yard yards", "km/h kmh kph", "mph", "m²", "km²", "sqft sqm ha acre acres",
        "h hr hrs hour hours", "min mins minute minutes", "s sec secs second seconds", "ms", "day days d", "week weeks wk", "month months mo", "year years yr yrs", "°c ℃", "°f ℉",
        "b byte bytes", "kb", "mb", "gb", "tb", "hz", "khz", "mhz", "ghz", "v volt volts", "w watt watts", "kw", "kwh", "mw", "hp", "cal", "kcal", "kj", "pcs pc pieces", "pt pts points", "px pixels", "bpm", "ppm", "rpm", "mah",
    }.SelectMany(line => line.Split(' ').Select(unit => (unit, line.Split(' ')[0]))).ToDictionary(u => u.unit, u => u.Item2, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<ProfileAlert> Of(AlertColumn column)
    {
        if (!column.IsText || column.IsName)
            yield break;
        var found = Measured(column).ToList();
        var rows = found.Sum(f => f.Count);
        if (rows == 0 || rows < Most * column.FilledValues.Sum(v => v.Count))
            yield break;
        var units = found.Select(f => f.Unit).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var written = found.Select(f => f.Written).Distinct(StringComparer.Ordinal).Count();
        yield return column.Alert(
            AlertKinds.UnitsInNumbers, AlertSeverity.Warning, rows,
            $"{column.Name} holds numbers with their unit ({string.Join(", ", units.Take(5))}{(written > units.Count ? ", written in several ways" : "")}) in {(column.IsVisible ? "" : "at least ")}{Words.Part(rows, column.Present)} with a value.",
            Evidence.Values(column, Evidence.Matches(column, $@"^{Evidence.Blank}*[-+]?[0-9][0-9.,]*{Evidence.Blank}*[\p{{L}}°℃℉][\p{{L}}.²/]*{Evidence.Blank}*$")),
            units.Count == 1 && column.IsVisible ? column.Operation(OperationKinds.MapValues, found.ToDictionary(f => f.Value, f => f.Number, StringComparer.Ordinal)) : null);
    }

    /// <summary>Rows among the top values whose number carries a unit, when most do.</summary>
    public static long Rows(AlertColumn column)
    {
        var rows = column.IsText && !column.IsName ? Measured(column).Sum(m => m.Count) : 0;
        return rows >= Most * column.FilledValues.Sum(v => v.Count) ? rows : 0;
    }

    private static IEnumerable<(string Value, string Number, string Unit, string Written, long Count)> Measured(AlertColumn column) =>
        from value in column.FilledValues
        let match = Quantity().Match(value.Value)
        where match.Success
        let written = match.Groups["unit"].Value
        let unit = Units.GetValueOrDefault(written) ?? Units.GetValueOrDefault(written.TrimEnd('.'))
        where unit is not null
        select (value.Value, match.Groups["number"].Value, unit, written, value.Count);

    [GeneratedRegex(@"^\s*(?<number>[-+]?[0-9]+(?:[.,][0-9]+)*)\s*(?<unit>[\p{L}°℃℉][\p{L}.²/]*)\s*$")]
    private static partial Regex Quantity();
}
