using System.Globalization;
using Analyst.Domain.Datasets;

namespace Analyst.Agents.Cleaning;

/// <summary>Finds the forms in which a text column writes dates, when they can be read in one way only.</summary>
internal static class DateTexts
{
    private static readonly (string Net, string Duck)[] Plain =
    [
        ("yyyy-M-d", "%Y-%m-%d"), ("yyyy/M/d", "%Y/%m/%d"), ("d.M.yyyy", "%d.%m.%Y"), ("d MMM yyyy", "%d %b %Y"), ("d-MMM-yyyy", "%d-%b-%Y"), ("d MMMM yyyy", "%d %B %Y"), ("MMM d, yyyy", "%b %d, %Y"), ("MMMM d, yyyy", "%B %d, %Y"),
    ];

    private static readonly (string Day, string Month, string DuckDay, string DuckMonth)[] Slashed =
    [
        ("d/M/yyyy", "M/d/yyyy", "%d/%m/%Y", "%m/%d/%Y"), ("d-M-yyyy", "M-d-yyyy", "%d-%m-%Y", "%m-%d-%Y"),
    ];

    /// <summary>DuckDB's forms that together read every value, or null.</summary>
    public static IReadOnlyList<string>? Read(IReadOnlyList<ValueCount> values)
    {
        if (values.Count == 0) return null;
        var rest = values.Select(v => v.Value.Trim()).ToList();
        var forms = new List<string>();
        foreach (var (net, duck) in Plain)
            if (rest.RemoveAll(v => Reads(v, net)) > 0) forms.Add(duck);
        foreach (var (day, month, duckDay, duckMonth) in Slashed)
        {
            var asDay = rest.Count(v => Reads(v, day));
            var asMonth = rest.Count(v => Reads(v, month));
            var either = rest.Count(v => Reads(v, day) || Reads(v, month));
            if (either == 0) continue;
            // 03/04/2024 is settled only by neighbours that read in one order and none in the other.
            var dayOnly = asDay == either && asMonth < either;
            var monthOnly = asMonth == either && asDay < either;
            if (!dayOnly && !monthOnly) return null;
            rest.RemoveAll(v => Reads(v, dayOnly ? day : month));
            forms.Add(dayOnly ? duckDay : duckMonth);
        }
        return rest.Count == 0 && forms.Count > 0 ? forms : null;
    }

    private static bool Reads(string value, string form) =>
        DateOnly.TryParseExact(value, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1000 and <= 2999;
}
