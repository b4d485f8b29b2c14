using System.Globalization;
using System.Text.Json;

namespace Analyst.Agents.Profiling;

/// <summary>Numbers, dates and texts that a sentence may repeat.</summary>
internal sealed class NumberPool
{
    public List<double> Values { get; } = [];

    /// <summary>Of rows; these may also be said as a percentage of all rows.</summary>
    public List<double> Counts { get; } = [];

    /// <summary>Ready percentages, such as shares of a score.</summary>
    public List<double> Percentages { get; } = [];

    /// <summary>As the profile writes them, ISO 8601.</summary>
    public HashSet<string> Dates { get; } = new(StringComparer.Ordinal);

    /// <summary>That may stand in a sentence between quotes, whatever they say.</summary>
    public HashSet<string> Texts { get; } = new(StringComparer.OrdinalIgnoreCase);

    public void Count(params IEnumerable<long?> counts) => Counts.AddRange(counts.OfType<long>().Select(c => (double)c));

    public void Value(params IEnumerable<double?> values) => Values.AddRange(values.OfType<double>().Where(double.IsFinite));

    public void Number(JsonElement? value)
    {
        if (NumberOf(value) is { } number)
            Values.Add(number);
    }

    public void Date(string? date)
    {
        if (string.IsNullOrWhiteSpace(date))
            return;
        Dates.Add(date.Trim());
        Dates.Add(date.Trim().Split(' ', 'T')[0]);
    }

    public void Text(string? text)
    {
        if (text is null)
            return;
        Texts.Add(text);
        Texts.Add(PlainText.Name(text));
    }

    public static double? NumberOf(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { ValueKind: JsonValueKind.String } text when double.TryParse(text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => null,
    };
}
