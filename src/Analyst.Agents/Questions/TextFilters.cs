namespace Analyst.Agents.Questions;

/// <summary>Conditions on missing cells, on yes-or-no columns, on parts of texts, and on texts that no visible value equals.</summary>
internal static class TextFilters
{
    public static void Read(Reading r)
    {
        for (var i = 0; i < r.Count; i++)
        {
            if (!r.IsFreeColumn(i)) continue;
            if (Parts(r, i) || Missing(r, i)) continue;
            Unseen(r, i);
        }
    }

    /// <summary>"survived", "not self-made": a yes-or-no column named without a value.</summary>
    public static void ReadFlags(Reading r, Func<int, bool> asked)
    {
        for (var i = 0; i < r.Count; i++)
        {
            if (!r.IsFreeColumn(i) || asked(i) || r.Items[i].Columns[0].Score < 0.7) continue;
            if (r.Pick(i, c => c.Flag is not null) is not { } flag || flag != r.Items[i].Column) continue;
            var word = r.Word(i + 1) is "is" or "was" or "=" or "are" or "of" or ":" ? r.Word(i + 2) : r.Word(i + 1);
            var said = word switch { "true" or "yes" => true, "false" or "no" => false, _ => (bool?)null };
            var negated = false;
            for (var at = i - 1; at >= Math.Max(0, i - 3); at--) negated |= Lexicon.Negations.Contains(r.Word(at));
            if (r.Word(i - 1) is "as" || (r.Word(i - 2) is "as" && r.Word(i - 1) is "the"))
                for (var at = i - 2; at >= Math.Max(0, i - 4); at--) said ??= r.Word(at) switch { "yes" or "true" => true, "no" or "false" => false, _ => null };
            r.Require(i, i + 1, new Filter.Flag(flag, said is { } yes ? !yes : negated));
            r.Link(i, flag);
        }
    }

    private static bool Missing(Reading r, int i)
    {
        var before = i - 1;
        while (r.Word(before) is "a" or "an" or "any" or "the" or "recorded" or "known") before--;
        var behind = r.Word(i + 1) is "is" or "are" or "was" or "were" or "has" or "have" or "values" or "value" ? i + 2 : i + 1;
        var negatedBehind = r.Word(behind) == "not";
        if (negatedBehind) behind++;
        var says = r.Word(behind) is "missing" or "null" or "empty" or "blank" or "unknown" or "na";
        var without = r.Word(before) is "without" or "missing" or "lacking" or "lack" or "no" or "empty" or "unknown" || (r.Word(before) is "have" && r.Word(before - 1) is "not" or "don't");
        var any = before < i - 1 && r.Word(i - 1) is "a" or "an" or "any" && r.Word(before) is "have" or "has" or "had" or "with" && (i + 1 >= r.Count || r.Word(i + 1) is "" or "?" or "." or "and" or "or") && !(i + 1 < r.Count && r.Items[i + 1].IsValue);
        if (any && r.Pick(i, _ => true) is { Flag: null } present && (present.Profile.Missing > 0 || present.Profile.Empty > 0 || present.Profile.MissingMarkers.Count > 0))
        {
            r.Require(i, i + 1, new Filter.Missing(present, true));
            r.Link(i, present);
            r.Use(before, i);
            return true;
        }
        if (!says && !without) return false;
        if (r.Pick(i, _ => true) is not { } column || (without && column.Flag is not null)) return false;
        if (without && r.Word(before) is "no" or "without" && column.IsNumber && column.Profile.Min is { ValueKind: System.Text.Json.JsonValueKind.Number } min && min.GetDouble() == 0 && column.Profile.Missing == 0)
        {
            r.Require(i, i + 1, new Filter.Number(column, Comparison.Equal, 0));
            r.Assumptions.Add($"None is taken as {column.Name} = 0.");
        }
        else r.Require(i, i + 1, new Filter.Missing(column, negatedBehind));
        r.Link(i, column);
        if (says) r.Use(i, behind + 1);
        else r.Use(before, i);
        return true;
    }

    private static bool Parts(Reading r, int i)
    {
        var at = i + 1;
        var negated = false;
        while (r.Word(at) is "does" or "do" or "did" or "that" or "which" or "is" or "not" or "doesn't" or "don't" or "name" or "names") negated |= r.Word(at++) is "not" or "doesn't" or "don't";
        TextMatch? match = r.Word(at) switch
        {
            "contains" or "containing" or "contain" or "includes" or "including" or "include" or "like" => TextMatch.Contains,
            "starts" or "starting" or "start" or "begins" or "beginning" or "begin" => TextMatch.StartsWith,
            "ends" or "ending" or "end" => TextMatch.EndsWith,
            _ => null,
        };
        if (match is not { } how || r.Pick(i, c => c.IsText) is not { } column) return false;
        at++;
        while (r.Word(at) is "with" or "the" or "letter" or "letters" or "word" or "words" or "text" or "a" or "string" or "in" or "phrase" && !(at < r.Count && r.Items[at].Token.Quoted)) at++;
        if (Rest(r, at, out var text) is not { } end) return false;
        r.Require(i, end, new Filter.Text(column, text, how, negated));
        r.Link(i, column);
        r.Use(i, end);
        return true;
    }

    // "status is shipped": the words are taken as they stand when no visible value explains them.
    private static void Unseen(Reading r, int i)
    {
        var at = i + 1;
        var negated = false;
        if (r.Word(at) is "is" or "was" or "=" or "equals" or "are" or "were" or "named" or "called" or "of" or "!=" or "<>") negated = r.Word(at++) is "!=" or "<>";
        else if (at >= r.Count || !r.Items[at].Token.Quoted) return;
        if (r.Word(at) == "not") { negated = true; at++; }
        if (at >= r.Count) return;
        var introduced = r.Items[at].Token.Quoted || (r.Word(i - 1) is "where" or "whose" or "when" or "with" or "if" && r.Word(i + 1) is not "of") || (r.Word(i - 2) is "where" or "whose" or "when" or "with" or "if" && r.Word(i - 1) is "the" or "a" or "an");
        if (!introduced || !r.Items[at].IsToken || r.Pick(i, c => c.IsText) is not { } column) return;
        if (Rest(r, at, out var text) is not { } end) return;
        r.Require(i, end, new Filter.Text(column, text, TextMatch.Equals, negated));
        r.Assumptions.Add(column.AllValuesVisible ? $"No value of {column.Name} equals “{text}”." : $"“{text}” is compared with {column.Name} without regard to case.");
        r.Doubtful(0.6);
        r.Link(i, column);
        r.Use(i, end);
    }

    /// <summary>The quoted words at an item, or those up to the next clause.</summary>
    private static int? Rest(Reading r, int at, out string text)
    {
        text = "";
        if (at >= r.Count) return null;
        var end = at;
        var quoted = r.Items[at].Token.Quoted;
        while (end < r.Count && (quoted ? r.Items[end].Token.Quoted : r.Items[end].IsToken && end < at + 6 && r.Word(end) is not ("and" or "or" or "," or "per" or "by" or "for" or "with" or "where" or "in" or "that" or "have" or "has" or "?" or "." or "show" or "visualize" or "return" or "give" or "draw" or "plot"))) end++;
        if (end == at) return null;
        text = r.Span(at, end);
        return end;
    }
}
