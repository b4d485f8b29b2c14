using System.Text;
using Analyst.Domain.Datasets;

namespace Analyst.Agents.Cleaning;

/// <summary>What the visible values of a text column look like before and after the earlier steps of a plan.</summary>
internal static class CleaningTexts
{
    /// <summary>Both ends free of white space, runs inside collapsed.</summary>
    public static string Trimmed(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value)
            if (!char.IsWhiteSpace(c)) text.Append(c);
            else if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
        return text.ToString().TrimEnd(' ');
    }

    /// <summary>The values as trimming and missing markers leave them, with their counts added up, most frequent first.</summary>
    public static List<ValueCount> Visible(ColumnProfile column, bool trims, IReadOnlySet<string> missing) =>
        [.. column.TopValues.Select(v => new ValueCount(trims ? Trimmed(v.Value) : v.Value, v.Count))
            .Where(v => !missing.Contains(v.Value) && v.Value.Trim().Length > 0)
            .GroupBy(v => v.Value, StringComparer.Ordinal).Select(g => new ValueCount(g.Key, g.Sum(v => v.Count)))
            .OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal)];

    /// <summary>A value without case, white space and punctuation; null when what remains is too little to tell values apart.</summary>
    public static string? Folded(string value)
    {
        var key = new StringBuilder(value.Length);
        foreach (var c in value)
            if (char.IsLetterOrDigit(c)) key.Append(char.ToLowerInvariant(c));
            // Signs that make another value of the same letters: C and C++, 5 and -5, 1.5 and 15.
            else if (c is '+' or '#' or '-' or '.' or ',' or '%' or '/' or '<' or '>' or '=' && !Harmless(value, c)) key.Append(c);
        return key.Length >= 2 && key.ToString().Any(char.IsLetter) ? key.ToString() : null;
    }

    // Between letters these only join words; next to digits or at an end they carry meaning.
    private static bool Harmless(string value, char sign)
    {
        if (sign is '+' or '#' or '%' or '<' or '>' or '=') return false;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != sign) continue;
            var before = i > 0 ? value[i - 1] : ' ';
            var after = i + 1 < value.Length ? value[i + 1] : ' ';
            if (char.IsDigit(before) || char.IsDigit(after) || (sign is '-' or '/' && i == 0)) return false;
        }
        return true;
    }
}
