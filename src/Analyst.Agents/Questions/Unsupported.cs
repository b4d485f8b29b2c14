using System.Collections.Frozen;

namespace Analyst.Agents.Questions;

/// <summary>What must be refused, because leaving it out would answer another question than the one that was asked.</summary>
internal static class Unsupported
{
    /// <summary>The word behind "per", "by" or "across" when nothing in the data is called so; rows themselves may be meant ("per record").</summary>
    public static string? Group(Reading r)
    {
        for (var i = 0; i < r.Count; i++)
        {
            if (r.Used[i] || r.Word(i) is not ("per" or "by" or "across")) continue;
            var at = i + 1;
            while (r.Word(at) is "each" or "every" or "the" or "all" or "different" or "a") at++;
            if (at < r.Count && !r.Used[at] && r.Items[at].IsToken && r.Items[at].Token is { Kind: not TokenKind.Symbol } noun && !Lexicon.Stop.Contains(noun.Fold)
                && noun.Stem is not ("row" or "record" or "entry" or "line" or "case" or "observation")) return noun.Text;
        }
        return null;
    }

    /// <summary>A word that changes what is asked and was not understood: leaving it out answers something else.</summary>
    public static string? Essential(IReadOnlyList<string> unread) => unread.FirstOrDefault(word => EssentialWords.Contains(word.ToLowerInvariant()));

    private static readonly FrozenSet<string> EssentialWords = "ratio growth difference variance deviation last past previous next days weeks months years hours minutes second third".Split(' ').ToFrozenSet();

    /// <summary>A correlation as a number, not as a picture.</summary>
    public static bool Coefficient(Reading r)
    {
        var words = r.Tokens.Select(t => t.Fold).ToHashSet();
        return words.Overlaps(["correlation", "correlated", "correlate", "correlates"]) && !words.Overlaps(["chart", "plot", "scatter", "graph", "draw", "visualize", "visualise", "diagram", "points"]);
    }
}
