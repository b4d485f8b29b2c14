namespace Analyst.Agents.Questions;

/// <summary>Words that compare: "more than", "at least", "before" and their kin.</summary>
internal static class Comparators
{
    private static readonly (string[] Words, Comparison Operator)[] Known =
    [
        .. Phrases(Comparison.AtLeast, "greater than or equal to|more than or equal to|larger than or equal to|higher than or equal to|no less than|not less than|no fewer than|not fewer than|at least|a minimum of|minimum of|>=|≥|not below|not under|starting from|since"),
        .. Phrases(Comparison.AtMost, "less than or equal to|fewer than or equal to|smaller than or equal to|lower than or equal to|no more than|not more than|at most|a maximum of|maximum of|up to|<=|≤|not above|not over|no later than|until|till"),
        .. Phrases(Comparison.Greater, "more than|greater than|larger than|higher than|bigger than|better than|later than|over|above|exceeding|exceeds|exceed|exceeded|after|>|in excess of"),
        .. Phrases(Comparison.Less, "less than|fewer than|lower than|smaller than|earlier than|worse than|under|below|before|prior to|<"),
        .. Phrases(Comparison.NotEqual, "not equal to|different from|other than|!=|<>|is not|was not|isn't|are not|not"),
        .. Phrases(Comparison.Equal, "equal to|equals|exactly|="),
    ];

    /// <summary>Reads a comparator at an item.</summary>
    /// <param name="adjective">What it speaks of when the comparator is an adjective ("older than").</param>
    public static bool Read(Reading r, int at, out Comparison op, out int next, out Lexicon.Adjective? adjective)
    {
        adjective = null;
        foreach (var (words, found) in Known)
        {
            if (!Stands(r, at, words)) continue;
            op = found;
            next = at + words.Length;
            return true;
        }
        var more = r.Word(at) is "more" or "less";
        var word = r.Word(more ? at + 1 : at);
        if (Lexicon.Adjectives.TryGetValue(word, out adjective) && r.Word(at + (more ? 2 : 1)) == "than")
        {
            op = adjective.Largest != (r.Word(at) == "less") ? Comparison.Greater : Comparison.Less;
            next = at + (more ? 3 : 2);
            return true;
        }
        op = Comparison.Equal;
        next = at;
        return false;
    }

    /// <summary>"5 or more", "18+", "10 and under": what stands behind a number.</summary>
    public static bool ReadAfter(Reading r, int at, out Comparison op, out int next)
    {
        op = Comparison.Equal;
        next = at;
        if (r.Word(at) == "+") { op = Comparison.AtLeast; next = at + 1; return true; }
        if (r.Word(at) is not ("or" or "and")) return false;
        Comparison? found = r.Word(at + 1) switch
        {
            "more" or "higher" or "above" or "greater" or "over" or "older" or "up" or "longer" or "later" or "after" or "larger" or "better" => Comparison.AtLeast,
            "less" or "fewer" or "below" or "lower" or "under" or "younger" or "shorter" or "before" or "earlier" or "smaller" => Comparison.AtMost,
            _ => null,
        };
        if (found is not { } some || (r.Word(at + 2) == "than")) return false;
        op = some;
        next = at + 2;
        return true;
    }

    public static Comparison Negate(Comparison op) => op switch
    {
        Comparison.Equal => Comparison.NotEqual,
        Comparison.NotEqual => Comparison.Equal,
        Comparison.Less => Comparison.AtLeast,
        Comparison.AtMost => Comparison.Greater,
        Comparison.Greater => Comparison.AtMost,
        _ => Comparison.Less,
    };

    private static bool Stands(Reading r, int at, string[] words)
    {
        for (var k = 0; k < words.Length; k++)
            if (r.Word(at + k) != words[k]) return false;
        return true;
    }

    private static IEnumerable<(string[], Comparison)> Phrases(Comparison op, string list) => list.Split('|').Select(p => (p.Split(' '), op));
}
