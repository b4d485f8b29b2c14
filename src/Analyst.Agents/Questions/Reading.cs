namespace Analyst.Agents.Questions;

/// <summary>A question while it is read: what each item was taken for so far.</summary>
internal sealed class Reading(string question, IReadOnlyList<Token> tokens, List<Item> items, Schema schema)
{
    public string Question { get; } = question;
    public IReadOnlyList<Token> Tokens { get; } = tokens;
    public List<Item> Items { get; } = items;
    public Schema Schema { get; } = schema;
    public bool[] Used { get; } = new bool[items.Count];
    public List<Filter> Filters { get; } = [];
    /// <summary>Where each filter stood: first item and behind the last.</summary>
    public List<(int From, int To)> FilterSpans { get; } = [];
    /// <summary>A condition on how many rows a group has.</summary>
    public Having? Having { get; set; }
    public List<string> Assumptions { get; } = [];
    public List<string> Evidence { get; } = [];
    public List<Doubt> Doubts { get; } = [];
    /// <summary>The weakest link between a word and a column so far.</summary>
    public double Certainty { get; private set; } = 1;

    public int Count => Items.Count;

    /// <summary>The folded word of an item that names no column and no value.</summary>
    public string Word(int i) => i >= 0 && i < Count && Items[i].IsToken ? Items[i].Token.Fold : "";

    /// <summary>The folded first word of any item.</summary>
    public string AnyWord(int i) => i >= 0 && i < Count ? Items[i].Token.Fold : "";

    public bool Phrase(int i, params ReadOnlySpan<string> words)
    {
        for (var k = 0; k < words.Length; k++)
            if (Word(i + k) != words[k]) return false;
        return true;
    }

    public bool IsFreeColumn(int i) => i >= 0 && i < Count && Items[i].IsColumn && !Used[i];

    public void Use(int from, int to)
    {
        for (var i = Math.Max(0, from); i < Math.Min(Count, to); i++) Used[i] = true;
    }

    public void Require(int from, int to, Filter filter)
    {
        Filters.Add(filter);
        FilterSpans.Add((from, to));
    }

    public void Link(int i, ColumnInfo column)
    {
        Used[i] = true;
        var score = Items[i].Columns.FirstOrDefault(g => g.Column == column)?.Score ?? 0.6;
        Certainty = Math.Min(Certainty, score);
        var words = Text(i);
        if (!string.Equals(words, column.Name, StringComparison.OrdinalIgnoreCase)) Evidence.Add($"“{words}” is read as the column {column.Name}.");
    }

    /// <summary>The best column of a mention that fits; says so when another fits as well.</summary>
    public ColumnInfo? Pick(int i, Func<ColumnInfo, bool> fits)
    {
        if (i < 0 || i >= Count) return null;
        var fitting = Items[i].Columns.Where(g => fits(g.Column)).ToList();
        if (fitting.Count == 0) return null;
        var rivals = fitting.Where(g => g.Score > fitting[0].Score - 0.03 && g.Score < 0.98).ToList();
        if (rivals.Count > 1)
        {
            // Another word of one rival's name elsewhere in the question settles it ("votes … kennedy").
            var support = rivals.Select(g => g.Column.Main.Count(w => Tokens.Where((t, k) => k < Items[i].From || k >= Items[i].To).Any(t => t.Stem == w.Stem))).ToList();
            var most = support.Max();
            if (most > 0 && support.Count(n => n == most) == 1) return rivals[support.IndexOf(most)].Column;
        }
        if (rivals.Count > 1 && !Doubts.Any(d => d.Item == i))
            Doubts.Add(new Doubt(i, Text(i), [.. rivals.Take(5).Select(g => g.Column.Name)], $"“{Text(i)}” may be {string.Join(" or ", rivals.Take(5).Select(g => g.Column.Name))}. Which one is meant?"));
        return fitting[0].Column;
    }

    public string Text(int i) => Question[Tokens[Items[i].From].Start..Tokens[Items[i].To - 1].End];

    public string Span(int from, int to) => from >= to ? "" : Question[Tokens[Items[from].From].Start..Tokens[Items[to - 1].To - 1].End];

    public void Doubtful(double certainty) => Certainty = Math.Min(Certainty, certainty);

    private static int? Ordinal(string stem) =>
        stem.Length is > 2 and < 6 && stem[^2..] is "st" or "nd" or "rd" or "th" && int.TryParse(stem[..^2], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var place) ? place : null;

    /// <summary>A number at an item, with words such as million behind it.</summary>
    public bool NumberAt(int i, out double number, out int next)
    {
        number = 0;
        next = i + 1;
        if (i < 0 || i >= Count || Items[i].IsColumn || Items[i].To - Items[i].From != 1) return false;
        var token = Items[i].Token;
        if (token.Kind == TokenKind.Number) number = token.Number;
        else if (Items[i].IsToken && Lexicon.SmallNumbers.TryGetValue(token.Fold, out var small)) number = small;
        else if (Ordinal(token.Stem) is { } place && next < Count && IsFreeColumn(next) && Items[next].Columns.Any(c => c.Column.IsNumber)) number = place;
        else return false;
        var scale = Word(next) switch { "hundred" => 1e2, "thousand" => 1e3, "million" or "mio" => 1e6, "billion" => 1e9, _ => 1 };
        if (scale > 1) { number *= scale; next++; }
        return true;
    }
}

/// <summary>Words with two close readings.</summary>
/// <param name="Options">What may stand in the place of the words, each unmistakable.</param>
internal sealed record Doubt(int Item, string Words, IReadOnlyList<string> Options, string Prompt);
