using System.Globalization;
using System.Text;

namespace Analyst.Domain.Datasets;

/// <summary>How alike two names of columns are, whatever their case, accents and separators.</summary>
public static class ColumnLikeness
{
    private const double Abbreviated = 0.75;
    private const int ShortestAbbreviation = 3;
    private const int LongestRead = 64;

    /// <summary>0 for nothing in common, 1 for the same letters.</summary>
    public static double Of(string one, string other)
    {
        var (a, b) = (Parts(one), Parts(other));
        var (x, y) = (string.Concat(a), string.Concat(b));
        if (x.Length == 0 || y.Length == 0)
            return 0;
        if (x == y)
            return 1;
        // The sales of 2023 and of 2024 are two columns, however alike their names.
        if (!Digits(x).SequenceEqual(Digits(y)))
            return 0;
        return Math.Max(Math.Max(Letters(x, y), Words(a, b)), IsShortFor(x, y) || IsShortFor(y, x) ? Abbreviated : 0);
    }

    /// <summary>Lower-case words: letters without accents, and digits; a capital after a small letter begins a word.</summary>
    private static List<string> Parts(string name)
    {
        var parts = new List<string>();
        var word = new StringBuilder();
        var wasSmall = false;
        foreach (var c in name[..Math.Min(name.Length, LongestRead)].Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
        {
            if (!char.IsLetterOrDigit(c) || (wasSmall && char.IsUpper(c)))
                End();
            if (char.IsLetterOrDigit(c))
                word.Append(char.ToLowerInvariant(c));
            wasSmall = char.IsLower(c);
        }
        End();
        return parts;

        void End()
        {
            if (word.Length > 0)
                parts.Add(word.ToString());
            word.Clear();
        }
    }

    private static IEnumerable<char> Digits(string text) => text.Where(char.IsDigit);

    /// <summary>One less the share of letters that must change, Levenshtein's way.</summary>
    private static double Letters(string x, string y)
    {
        var row = Enumerable.Range(0, y.Length + 1).ToArray();
        for (var i = 1; i <= x.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= y.Length; j++)
            {
                var change = diagonal + (x[i - 1] == y[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return 1 - (double)row[y.Length] / Math.Max(x.Length, y.Length);
    }

    /// <summary>The share of words that both have.</summary>
    private static double Words(List<string> a, List<string> b) => 2.0 * a.Intersect(b).Count() / (a.Count + b.Count);

    /// <summary>The short name begins like the long one and drops letters of it, as qty of quantity.</summary>
    private static bool IsShortFor(string brief, string full)
    {
        if (brief.Length < ShortestAbbreviation || brief.Length >= full.Length || brief.Length * 3 < full.Length || brief[0] != full[0])
            return false;
        var at = 0;
        foreach (var c in full)
            if (at < brief.Length && brief[at] == c)
                at++;
        return at == brief.Length;
    }
}
