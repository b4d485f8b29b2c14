using System.Globalization;
using System.Text.RegularExpressions;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Alerts;

/// <summary>Dates written in more than one form in one column.</summary>
internal static class DateFormAlerts
{
    /// <summary>The column is meant to hold dates.</summary>
    private const double MostlyDates = 0.8;

    private static readonly DateForm[] Forms =
    [
        new(@"^9999-99?-99?", @"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", "%Y-%m-%d"),
        new(@"^9999/99?/99?", @"^[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}", "%Y/%m/%d"),
        new(@"^99?\.99?\.9999", @"^[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}", "%d.%m.%Y"),
        new(@"^99?\.99?\.99", @"^[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2}", "%d.%m.%y"),
        new(@"^99?/99?/9999", @"^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}", "%d/%m/%Y", "%m/%d/%Y", '/'),
        new(@"^99?/99?/99", @"^[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}", "%d/%m/%y", "%m/%d/%y", '/'),
        new(@"^99?-99?-9999", @"^[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}", "%d-%m-%Y", "%m-%d-%Y", '-'),
        new(@"^99? Aaa,? 9999", @"^[0-9]{1,2} [A-Z][a-z]{2},? [0-9]{4}", "%d %b %Y"),
        new(@"^99?-Aaa-9999", @"^[0-9]{1,2}-[A-Z][a-z]{2}-[0-9]{4}", "%d-%b-%Y"),
        new(@"^Aaa 99?, 9999", @"^[A-Z][a-z]{2} [0-9]{1,2}, [0-9]{4}", "%b %d, %Y"),
        new(@"^99? Aa{3,8}\+?,? 9999", @"^[0-9]{1,2} [A-Z][a-z]{3,},? [0-9]{4}", "%d %B %Y"),
        new(@"^Aa{3,8}\+? 99?, 9999", @"^[A-Z][a-z]{3,} [0-9]{1,2}, [0-9]{4}", "%B %d, %Y"),
    ];

    public static IEnumerable<ProfileAlert> Of(AlertColumn column)
    {
        if (Found(column) is not { } found)
            yield break;
        var rest = found.Skip(1).Sum(f => f.Rows);
        yield return column.Alert(
            AlertKinds.MixedDates, AlertSeverity.Warning, rest,
            $"{column.Name} writes dates in {found.Count} forms: most as {found[0].Example}, but {Words.Part(rest, column.Present)} with a value otherwise, such as {found[1].Example}.",
            Evidence.Values(column, string.Join(" OR ", found.Skip(1).Select(f => Evidence.Matches(column, $"{f.Form.Value}{DateForm.End}")))),
            Parse(column, found));
    }

    /// <summary>Rows that are dates but not in the column's usual form.</summary>
    public static long Rows(AlertColumn column) => Found(column)?.Skip(1).Sum(f => f.Rows) ?? 0;

    private static List<FoundForm>? Found(AlertColumn column)
    {
        if (column.Profile.Texts is not { } texts)
            return null;
        var found = (
            from form in Forms
            let masks = texts.Masks.Where(m => form.Fits(m.Mask)).ToList()
            where masks.Count > 0
            select new FoundForm(form, masks.Sum(m => m.Count), masks[0].Mask, masks.All(m => form.IsWhole(m.Mask)))).OrderByDescending(f => f.Rows).ToList();
        return found.Count > 1 && found.Sum(f => f.Rows) >= MostlyDates * column.Filled ? found : null;
    }

    /// <summary>Only when every value is seen, none has a time of day, and days tell themselves from months.</summary>
    private static SuggestedOperation? Parse(AlertColumn column, List<FoundForm> found)
    {
        if (column.Markers > 0 || found.Sum(f => f.Rows) < column.Present || found.Any(f => !f.IsDay))
            return null;
        var formats = found.Select(f => f.Form.Format(column)).ToList();
        return formats.Contains(null) ? null : column.Operation(OperationKinds.ParseDate, new Dictionary<string, string> { ["formats"] = string.Join('|', formats) });
    }

    private sealed record FoundForm(DateForm Form, long Rows, string Mask, bool IsDay)
    {
        public string Example => Words.Quoted(Mask);
    }

    /// <param name="Mask">Pattern of the shapes.</param>
    /// <param name="Value">The same pattern of the values.</param>
    /// <param name="MonthFirst">Set when the same shape may also be read in this way.</param>
    private sealed record DateForm(string Mask, string Value, string DayFirst, string? MonthFirst = null, char Sign = ' ')
    {
        public const string End = @"(?:[T ,].*)?$";

        public bool Fits(string mask) => Regex.IsMatch(mask.Trim(), $"{Mask}{End}");

        public bool IsWhole(string mask) => Regex.IsMatch(mask, $"{Mask}$");

        public string? Format(AlertColumn column)
        {
            if (MonthFirst is null)
                return DayFirst;
            var parts = column.Profile.TopValues.Where(v => Regex.IsMatch(v.Value, $"{Value}$"))
                .Select(v => v.Value.Split(Sign)).Select(p => (First: int.Parse(p[0], CultureInfo.InvariantCulture), Second: int.Parse(p[1], CultureInfo.InvariantCulture))).ToList();
            var (day, month) = (parts.All(p => p.Second <= 12) && parts.Any(p => p.First > 12), parts.All(p => p.First <= 12) && parts.Any(p => p.Second > 12));
            return !column.IsVisible || day == month ? null : day ? DayFirst : MonthFirst;
        }
    }
}
