namespace Analyst.Agents.Questions;

/// <summary>Conditions joined by "or": they are alternatives, and "and" binds closer.</summary>
internal static class Alternatives
{
    public static void Join(Reading r)
    {
        var inOrder = r.Filters.Zip(r.FilterSpans).OrderBy(f => f.Second.From).ToList();
        var groups = new List<List<Filter>>();
        for (var i = 0; i < inOrder.Count; i++)
        {
            if (i == 0 || !OrBetween(r, inOrder[i - 1].Second.To, inOrder[i].Second.From)) { if (i == 0) groups.Add([]); }
            else groups.Add([]);
            groups[^1].Add(inOrder[i].First);
        }
        if (groups.Count < 2) return;
        if (groups.Any(g => g.Count > 1))
        {
            r.Assumptions.Add("“and” is taken to bind closer than “or”.");
            r.Doubtful(0.6);
        }
        r.Filters.Clear();
        r.FilterSpans.Clear();
        r.Require(0, 0, new Filter.AnyOf(groups[0][0].Column, [.. groups.Select(g => (IReadOnlyList<Filter>)g)]));
    }

    private static bool OrBetween(Reading r, int from, int to)
    {
        for (var i = from; i < to; i++)
            if (r.Word(i) == "or") return true;
        return false;
    }
}
