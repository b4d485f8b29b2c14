using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>What is known of a column of text. Shares are of rows.</summary>
internal sealed class TextFacts
{
    private const int MostValues = 5000;

    private readonly List<ValueCount> some;
    private readonly double weight;

    public TextFacts(ColumnFacts facts)
    {
        Facts = facts;
        some = [.. facts.Values.Take(MostValues)];
        weight = some.Sum(v => (double)v.Count);
        AverageWords = Average(Words);
        AverageLength = Average(v => v.Value.Length);
        IsOneWidth = some.Count > 1 && some.TrueForAll(v => v.Value.Length == some[0].Value.Length);
    }

    public ColumnFacts Facts { get; }

    public ColumnName Name => Facts.Name;

    public FormTally Forms => Facts.Forms;

    public long Distinct => Facts.Distinct;

    public long Present => Facts.Present;

    public double AverageWords { get; }

    public double AverageLength { get; }

    /// <summary>All values are of the same length, and there are several.</summary>
    public bool IsOneWidth { get; }

    public IReadOnlyList<ValueCount> Some => some;

    /// <summary>The rows whose value passes, as a share.</summary>
    public double Share(Func<string, bool> passes) => weight == 0 ? 0 : some.Where(v => passes(v.Value)).Sum(v => (double)v.Count) / weight;

    public static string SaysShare(double share, string what) => $"{ColumnFacts.Number(Math.Round(100 * share))} % of the values {what}";

    /// <summary>The role of labels: categories when they repeat, else names of rows.</summary>
    public ColumnRole LabelRole => Facts.IsUnique && Present >= 10 ? ColumnRole.Identifier : Facts.Repeats >= 1.5 ? ColumnRole.Categorical : ColumnRole.Text;

    /// <summary>How sure it is that rows are grouped by this; 0 when they are not.</summary>
    public double CategorySureness()
    {
        var ratio = 1 / Math.Max(1, Facts.Repeats);
        if (Distinct <= 50 && ratio <= 0.5)
            return AverageLength <= 40 ? 0.9 : 0.6;
        if (Distinct > 10_000)
            return 0;
        if (ratio <= 0.05)
            return AverageLength <= 60 ? 0.85 : 0.6;
        if (ratio <= 0.25 && AverageWords <= 5)
            return 0.75;
        return ratio <= 0.75 && AverageWords <= 3 && AverageLength <= 30 && Present >= 30 ? 0.55 : 0;
    }

    private double Average(Func<ValueCount, double> measure) => weight == 0 ? 0 : some.Sum(v => measure(v) * v.Count) / weight;

    private static double Words(ValueCount v)
    {
        var (words, inside) = (0, false);
        foreach (var c in v.Value)
        {
            var blank = char.IsWhiteSpace(c);
            if (!blank && !inside)
                words++;
            inside = !blank;
        }
        return words;
    }
}
