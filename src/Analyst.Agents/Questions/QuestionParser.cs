namespace Analyst.Agents.Questions;

/// <summary>What a question was read as: a plan with how sure it is, or the doubts and gaps that stand in the way.</summary>
internal sealed record Parsed(QueryPlan? Plan, Reading Reading, Intent Intent, double Coverage, IReadOnlyList<string> Unread);

/// <summary>Reads a question against a schema, step by step: links, conditions, groups, figures, superlatives, the rest.</summary>
internal static class QuestionParser
{
    public static Parsed Parse(string question, Schema schema)
    {
        var tokens = Words.Tokenise(question);
        var r = new Reading(question, tokens, SchemaLink.Link(question, tokens, schema), schema);
        var intent = new Intent();
        DateFilters.Read(r);
        NumberFilters.Read(r);
        ValueFilters.Read(r);
        TextFilters.Read(r);
        HiddenValues.Read(r);
        intent.Check = Checks.Read(r);
        Grouping.Read(r, intent);
        Aggregates.Read(r, intent);
        Superlatives.Read(r, intent);
        intent.Exists = AsksWhether(r);
        var first = FirstFree(r);
        TextFilters.ReadFlags(r, i => intent.Keys.Any(k => r.Items[i].Columns.Any(c => c.Column == k.Column)) || Asked(r, i) || (!intent.CountsRows && !intent.Exists && intent.Measures.Count == 0 && i == first && !Listing(r, i)));
        Alternatives.Join(r);
        var plan = PlanBuilder.Build(r, intent);
        var unread = Unread(r, intent);
        var content = 0;
        for (var i = 0; i < r.Count; i++)
            if (!r.Items[i].IsToken || r.Used[i] || Content(r.Items[i])) content += r.Items[i].To - r.Items[i].From;
        return new Parsed(plan, r, intent, content == 0 ? 0 : 1 - ((double)unread.Count / content), unread);
    }

    private static int FirstFree(Reading r)
    {
        for (var i = 0; i < r.Count; i++)
            if (r.IsFreeColumn(i)) return i;
        return -1;
    }

    // "what is the status", "proportion of members"
    private static bool Asked(Reading r, int i)
    {
        for (var at = i - 1; at >= Math.Max(0, i - 4); at--)
        {
            if (r.Word(at) is "what" or "which" or "proportion" or "distribution" or "relationship" or "correlation" or "between") return true;
            if (r.Word(at) is not ("is" or "was" or "are" or "were" or "the" or "of" or "a" or "about" or "and")) return false;
        }
        return false;
    }

    // "list the passengers who survived": something else than the column is listed.
    private static bool Listing(Reading r, int i) => r.Word(i - 1) is "who" or "that" or "which" or "not" && i > 2;

    private static bool AsksWhether(Reading r) =>
        r.Word(0) is "is" or "are" or "was" or "were" or "do" or "does" or "did" or "has" or "have" or "any"
        && r.Filters.Count > 0 && !Enumerable.Range(0, r.Count).Any(i => r.Word(i) is "average" or "mean" or "total" or "median" or "sum" or "most" or "least" or "highest" or "lowest" or "more" or "less");

    private static List<string> Unread(Reading r, Intent intent)
    {
        var unread = new List<string>();
        for (var i = 0; i < r.Count; i++)
            if (!r.Used[i] && r.Items[i].IsToken && Content(r.Items[i]) && !(intent.CountsRows && Lexicon.Entities.Contains(r.Items[i].Token.Stem))) unread.Add(r.Items[i].Token.Text);
        return unread;
    }

    private static bool Content(Item item) => item.Token.Kind != TokenKind.Symbol && !Lexicon.Stop.Contains(item.Token.Fold) && !Lexicon.Entities.Contains(item.Token.Stem) && item.Token.Fold.Length > 1;
}
