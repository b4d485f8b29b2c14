using System.Globalization;
using System.Text.RegularExpressions;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Alerts;

/// <summary>Numbers that stand in a column of text.</summary>
internal static partial class FormAlerts
{
    /// <summary>Nearly all: what is left is a slip.</summary>
    private const double NearlyAll = 0.95;

    /// <summary>Fewer numbers among words are titles or names, as in "1984".</summary>
    private const double SomeNumbers = 0.1;

    /// <summary>Numbers and words together make up the column; else its values are something third, as street addresses are.</summary>
    private const double NothingElse = 0.9;

    private const string Word = @"\p{L}";
    private const string Digit = @"[\p{Nd}]";

    private static readonly HashSet<string> NotNumbers = [SemanticTypes.Date, SemanticTypes.Time, SemanticTypes.Duration, SemanticTypes.Address, SemanticTypes.PersonName, SemanticTypes.Year];

    public static IEnumerable<ProfileAlert> Of(AlertColumn column)
    {
        if (column.Profile.Texts is not { } texts)
            yield break;
        if (texts.ZeroPaddedRows > 0)
            yield return ZeroPadded(column, texts);
        if (column.IsName || NotNumbers.Contains(column.Profile.SemanticType ?? ""))
            yield break;
        var (numbers, words) = Kinds(column, texts);
        if (Mixed(column, numbers, words) is > 0 and var rows)
            yield return MixedTypes(column, numbers, words, rows);
        else if (texts.ZeroPaddedRows == 0 && words == 0 && numbers >= NearlyAll * column.Filled)
            yield return NumbersAsText(column, texts, numbers);
    }

    /// <summary>Rows of the rarer kind, in a column that holds numbers and words and little else.</summary>
    public static long MixedRows(AlertColumn column)
    {
        if (column.Profile.Texts is not { } texts || column.IsName || NotNumbers.Contains(column.Profile.SemanticType ?? ""))
            return 0;
        var (numbers, words) = Kinds(column, texts);
        return Mixed(column, numbers, words);
    }

    /// <summary>Zeros in front that some numbers have and others of the same column do not.</summary>
    public static bool IsRagged(AlertColumn column, TextStatistics texts) =>
        texts.ZeroPaddedRows < column.Filled && texts.Masks.Count(m => m.Mask.All(c => c == '9')) > 1;

    private static (long Numbers, long Words) Kinds(AlertColumn column, TextStatistics texts)
    {
        var gaps = column.Profile.MissingMarkers.GroupBy(m => TextShapes.Mask(m.Key), m => m.Value).ToDictionary(g => g.Key, g => g.Sum());
        long Rows(MaskCount mask) => Math.Max(0, mask.Count - gaps.GetValueOrDefault(mask.Mask));
        return (texts.Masks.Where(m => NumberMask().IsMatch(m.Mask)).Sum(Rows), texts.Masks.Where(m => WordMask().IsMatch(m.Mask)).Sum(Rows));
    }

    private static long Mixed(AlertColumn column, long numbers, long words) =>
        words > 0 && numbers + words >= NothingElse * column.Filled && numbers >= SomeNumbers * column.Filled && !column.IsFreeText ? Math.Min(numbers, words) : 0;

    private static ProfileAlert ZeroPadded(AlertColumn column, TextStatistics texts)
    {
        var ragged = IsRagged(column, texts);
        return column.Alert(
            AlertKinds.ZeroPadded, ragged ? AlertSeverity.Warning : AlertSeverity.Info, texts.ZeroPaddedRows,
            ragged
                ? $"{column.Name} begins with zeros in {Words.Part(texts.ZeroPaddedRows, column.Present)} with a value, but its numbers differ in length, so the same one may be written with and without them."
                : $"{column.Name} begins with zeros in {Words.Part(texts.ZeroPaddedRows, column.Present)} with a value, which reading it as a number would lose.",
            Evidence.Values(column, Evidence.Matches(column, $"^0{Digit}+$")));
    }

    private static ProfileAlert MixedTypes(AlertColumn column, long numbers, long words, long rows)
    {
        var wordy = $"{Evidence.Matches(column, Word)} AND NOT {Evidence.Matches(column, Digit)} AND {column.FilledSql}";
        return column.Alert(
            AlertKinds.MixedTypes, AlertSeverity.Warning, rows,
            $"{column.Name} holds numbers in {Words.Part(numbers, column.Present)} with a value and words in {words}, so it can be neither summed nor grouped.",
            Evidence.Values(column, words <= numbers ? wordy : $"{Evidence.Matches(column, Digit)} AND NOT {Evidence.Matches(column, Word)} AND {column.FilledSql}"));
    }

    private static ProfileAlert NumbersAsText(AlertColumn column, TextStatistics texts, long rows) => column.Alert(
        AlertKinds.NumbersAsText, AlertSeverity.Warning, rows,
        $"{column.Name} holds numbers written as text in {Words.Part(rows, column.Present)} with a value.",
        Evidence.Values(column, $"{Evidence.Matches(column, Digit)} AND NOT {Evidence.Matches(column, Word)}"),
        Parse(column, texts));

    /// <summary>Only when every value is seen to be a number and one sign divides the fraction: the operation must lose no value.</summary>
    private static SuggestedOperation? Parse(AlertColumn column, TextStatistics texts)
    {
        var masks = texts.Masks.Select(m => NumberMask().Match(m.Mask.Trim())).ToList();
        var percent = texts.Masks.Count(m => m.Mask.Contains('%', StringComparison.Ordinal));
        if (column.Markers > 0 || texts.Masks.Sum(m => m.Count) < column.Present || masks.Any(m => !m.Success) || percent > 0 && percent < masks.Count)
            return null;
        var whole = masks.Max(m => m.Groups["whole"].Value.Count(c => c == '9'));
        if (whole > 15 || texts.Masks.Any(m => m.Mask.Contains("9+", StringComparison.Ordinal)))
            return null;
        var point = masks.Select(m => m.Groups["point"].Value).Where(p => p.Length > 0).Distinct().ToList();
        var groups = masks.SelectMany(m => m.Groups["group"].Captures).Select(c => c.Value).Distinct().ToList();
        if (point.Count > 1 || point.Count == 1 && groups.Contains(point[0]) || groups.Contains(".") && groups.Contains(","))
            return null;
        // "1.234" alone is one thousand to some and a little over one to others.
        if (point.Count == 1 && groups.Count == 0 && masks.All(m => m.Groups["fraction"].Length is 0 or 3) || point.Count == 0 && groups.Any(g => g is "." or ",") && !masks.Any(m => m.Groups["group"].Captures.Count > 1))
            return null;
        var scale = masks.Max(m => m.Groups["fraction"].Length);
        var sign = point.Count == 1 ? point[0] : groups.Contains(".") ? "," : ".";
        return column.Operation(OperationKinds.ParseNumber, new Dictionary<string, string>
        {
            ["decimal"] = sign,
            ["type"] = scale == 0 ? "BIGINT" : whole + scale <= 18 ? string.Create(CultureInfo.InvariantCulture, $"DECIMAL(18,{scale})") : "DOUBLE",
        });
    }

    [GeneratedRegex(@"^[-+−]?\s?[$€£¥₹]?\s?(?<whole>(?:9{1,8}|9\+)(?:(?<group>[.,'’ ])999)*)?(?:(?<point>[.,])(?<fraction>9{1,8}|9\+))?\s?[%$€£¥₹]?(?<=[9+].*)$")]
    private static partial Regex NumberMask();

    [GeneratedRegex("^[^9]*[Aa][^9]*$")]
    private static partial Regex WordMask();
}
