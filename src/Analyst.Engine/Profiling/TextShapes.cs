using System.Text;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling;

/// <summary>What the characters of text values look like.</summary>
internal static class TextShapes
{
    private const int MaximumMasks = 20;
    private const int MaximumVariants = 20;
    private const int MaximumMaskLength = 40;

    /// <summary>A run of the same character class longer than this is shortened: names differ in length, codes do not.</summary>
    private const int ShownRun = 8;

    /// <param name="present">Rows with a value; counts of a sample are scaled up to them.</param>
    public static TextStatistics Of(ColumnSample sample, double? lengths, long present)
    {
        var scale = sample.IsWhole || sample.Rows == 0 ? 1 : (double)present / sample.Rows;
        long Rows(Func<string, bool> has) => (long)Math.Round(sample.Values.Where(v => has(v.Value)).Sum(v => v.Count) * scale);
        var variants = Variants(sample.Values);
        return new TextStatistics(
            present == 0 ? 0 : (lengths ?? 0) / present,
            PaddedRows: Rows(v => v.Length > 0 && (char.IsWhiteSpace(v[0]) || char.IsWhiteSpace(v[^1]))),
            SpacedRows: Rows(HasRunOfSpaces),
            UpperRows: Rows(v => Cases(v) == (true, false)),
            LowerRows: Rows(v => Cases(v) == (false, true)),
            MixedRows: Rows(v => Cases(v) == (true, true)),
            NonAsciiRows: Rows(v => !Ascii.IsValid(v)),
            ZeroPaddedRows: Rows(v => v.Length > 1 && v[0] == '0' && v.All(char.IsAsciiDigit)),
            VariantRows: (long)Math.Round(variants.Sum(g => g.Skip(1).Sum(v => v.Count)) * scale),
            [.. variants.Take(MaximumVariants)],
            [.. sample.Values.GroupBy(v => Mask(v.Value), v => v.Count).Select(g => new MaskCount(g.Key, (long)Math.Round(g.Sum() * scale))).OrderByDescending(m => m.Count).ThenBy(m => m.Mask, StringComparer.Ordinal).Take(MaximumMasks)]);
    }

    /// <summary><c>A</c> for an upper-case letter, <c>a</c> for another one, <c>9</c> for a digit, everything else as it is.</summary>
    public static string Mask(string value)
    {
        var mask = new StringBuilder();
        for (var i = 0; i < value.Length;)
        {
            var c = ClassOf(value[i]);
            var run = 1;
            while (i + run < value.Length && ClassOf(value[i + run]) == c)
                run++;
            i += run;
            if (run > ShownRun)
                mask.Append(c).Append('+');
            else
                mask.Append(c, run);
            if (mask.Length > MaximumMaskLength)
                return mask.ToString(0, MaximumMaskLength) + "…";
        }
        return mask.ToString();
    }

    /// <summary>Groups of values that are the same word written otherwise, the most frequent first in each.</summary>
    private static List<IReadOnlyList<ValueCount>> Variants(IReadOnlyList<ValueCount> values) =>
    [
        .. values
            .Where(v => v.Value.Length is > 0 and <= 200)
            .GroupBy(v => Folded(v.Value))
            .Where(g => g.Key.Length > 0 && g.Skip(1).Any())
            .Select(IReadOnlyList<ValueCount> (g) => [.. g.OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal)])
            .OrderByDescending(g => g.Skip(1).Sum(v => v.Count))
            .ThenBy(g => g[0].Value, StringComparer.Ordinal),
    ];

    /// <summary>Without case and without white space beyond single blanks.</summary>
    private static string Folded(string value)
    {
        var folded = new StringBuilder();
        foreach (var c in value.Trim())
        {
            if (char.IsWhiteSpace(c))
            {
                if (folded.Length > 0 && folded[^1] != ' ')
                    folded.Append(' ');
            }
            else
            {
                folded.Append(char.ToLowerInvariant(c));
            }
        }
        return folded.ToString();
    }

    private static char ClassOf(char c) => char.IsUpper(c) ? 'A' : char.IsLetter(c) ? 'a' : char.IsDigit(c) ? '9' : c;

    private static (bool Upper, bool Lower) Cases(string value)
    {
        var (upper, lower) = (false, false);
        foreach (var c in value)
        {
            upper |= char.IsUpper(c);
            lower |= char.IsLower(c);
        }
        return (upper, lower);
    }

    private static bool HasRunOfSpaces(string value)
    {
        var inner = value.AsSpan().Trim();
        for (var i = 1; i < inner.Length; i++)
        {
            if (char.IsWhiteSpace(inner[i]) && char.IsWhiteSpace(inner[i - 1]))
                return true;
        }
        return false;
    }
}
