using System.Text.RegularExpressions;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling;

/// <summary>Guesses what a column is good for from its type, its name and how its values repeat.</summary>
internal static partial class Semantics
{
    private static readonly HashSet<string> TwoWords = new(StringComparer.OrdinalIgnoreCase) { "0|1", "no|yes", "n|y", "f|t", "false|true" };

    /// <summary>The column with its role and meaning.</summary>
    public static ColumnProfile Decide(ColumnProfile measured, ColumnSample sample, long rows)
    {
        var column = new ProfileColumn(measured.Name, measured.Type);
        var (role, confidence) = Role(column, measured, sample, rows);
        return measured with { Role = role, Confidence = confidence };
    }

    private static (ColumnRole Role, double Confidence) Role(ProfileColumn column, ColumnProfile measured, ColumnSample sample, long rows) => column.Kind switch
    {
        ProfileKind.Boolean => (ColumnRole.Boolean, 1),
        ProfileKind.Moment => (ColumnRole.Datetime, 1),
        ProfileKind.Other => Other(column.Type),
        _ when measured.Missing == rows => (ColumnRole.Other, 0.5),
        _ when IsTwoWords(measured) => (ColumnRole.Boolean, 0.8),
        ProfileKind.Number => Number(column, measured, rows),
        ProfileKind.Text => Text(column, measured, sample, rows),
        _ => (ColumnRole.Other, 0.5),
    };

    private static (ColumnRole, double) Other(string type) => type switch
    {
        "UUID" => (ColumnRole.Identifier, 1),
        _ when type.EndsWith(']') => (ColumnRole.List, 1),
        _ when type.StartsWith("ENUM", StringComparison.Ordinal) => (ColumnRole.Categorical, 1),
        _ => (ColumnRole.Other, 0.9),
    };

    private static (ColumnRole, double) Number(ProfileColumn column, ColumnProfile values, long rows)
    {
        var present = rows - values.Missing;
        var unique = values.Distinct == present && present >= 10;
        if (column.IsInteger && IdentifierName().IsMatch(column.Name))
            return unique ? (ColumnRole.Identifier, 0.95) : values.Distinct <= 20 ? (ColumnRole.Categorical, 0.6) : (ColumnRole.Identifier, 0.75);
        // 1, 2, 3 … without a gap is a row number whatever it is called.
        if (column.IsInteger && unique && Span(values) == present - 1)
            return (ColumnRole.Identifier, 0.8);
        if (column.IsInteger && values.Distinct <= 10 && present >= 20 * values.Distinct)
            return (ColumnRole.Categorical, 0.6);
        return (ColumnRole.Numeric, unique ? 0.85 : 0.9);
    }

    private static (ColumnRole, double) Text(ProfileColumn column, ColumnProfile values, ColumnSample sample, long rows)
    {
        var present = rows - values.Missing;
        var top = sample.Values.Select(v => v.Value).ToList();
        if (top.Count > 0 && top.Count(v => Url().IsMatch(v)) >= 0.9 * top.Count)
            return (ColumnRole.Url, 0.95);
        var distinctness = (double)values.Distinct / present;
        var codes = top.Count(v => Code().IsMatch(v)) >= 0.9 * top.Count;
        if (distinctness == 1 && present >= 10 && codes)
            return (ColumnRole.Identifier, 0.9);
        if (IdentifierName().IsMatch(column.Name) && (codes && values.Distinct > 20 || distinctness > 0.5))
            return (ColumnRole.Identifier, 0.8);
        var average = top.Count == 0 ? 0 : top.Average(v => v.Length);
        if (values.Distinct <= 50 && distinctness <= 0.5 || distinctness <= 0.05 && values.Distinct <= 10_000 || rows < 50 && distinctness <= 0.5)
            return (ColumnRole.Categorical, average <= 40 ? 0.9 : 0.6);
        return (ColumnRole.Text, average > 30 ? 0.9 : 0.7);
    }

    private static bool IsTwoWords(ColumnProfile values) =>
        values.Distinct == 2 && TwoWords.Contains(string.Join('|', values.TopValues.Select(v => v.Value.ToLowerInvariant()).Order(StringComparer.Ordinal)));

    private static Int128? Span(ColumnProfile values) =>
        Int128.TryParse(values.Max?.ToString(), out var high) && Int128.TryParse(values.Min?.ToString(), out var low) ? high - low : null;

    [GeneratedRegex(@"(?i:(^|[^a-z])(id|ids|key|uuid|guid|code|zip|zipcode|postcode|postal ?code|phone|ean|isbn|sku|ssn|iban)s?$|(^|[_\s])(no|nr|num|number)\.?$)|[a-z](Id|ID|Key|Code)$")]
    private static partial Regex IdentifierName();

    [GeneratedRegex(@"^(https?://|www\.)\S+$", RegexOptions.IgnoreCase)]
    private static partial Regex Url();

    [GeneratedRegex(@"^(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9._:/\-]{2,63}$")]
    private static partial Regex Code();
}
