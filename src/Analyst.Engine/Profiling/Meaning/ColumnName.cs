namespace Analyst.Engine.Profiling.Meaning;

/// <summary>The name of a column with what its words hint at.</summary>
internal sealed class ColumnName
{
    private readonly IReadOnlyList<string> words;
    private readonly NameHint hints;
    private readonly NameHint last;

    public ColumnName(string name)
    {
        words = NameWords.Split(name);
        foreach (var word in words)
            hints |= NameWords.HintOf(word);
        // "post code" and "code postal", in two words.
        if (Has("post") && Has("code"))
            hints |= NameHint.Postcode;
        last = words.LastOrDefault(w => !char.IsDigit(w[0])) is { } end ? NameWords.HintOf(end) : NameHint.None;
    }

    public bool Says(NameHint hint) => (hints & hint) != 0;

    /// <summary>The word that the others describe: the last one, or the one before "of".</summary>
    public bool IsAbout(NameHint hint) => (last & hint) != 0 || words.Count > 1 && (NameWords.HintOf(words[1]) & NameHint.Of) != 0 && (NameWords.HintOf(words[0]) & hint) != 0;

    /// <summary>An identifier: "customer id", "order number", but not "number of rooms".</summary>
    public bool IsIdentifier => (last & NameHint.Identifier) != 0 || (last & NameHint.Number) != 0 && !IsCount;

    public bool IsCount => IsAbout(NameHint.Count) || words.Count > 1 && (NameWords.HintOf(words[0]) & (NameHint.Number | NameHint.Count)) != 0 && (last & (NameHint.Identifier | NameHint.Code)) == 0 && !Says(NameHint.Class);

    /// <summary>A quantity that is measured, paid or shared out.</summary>
    public bool IsQuantity => IsAbout(NameHint.Money | NameHint.Percentage | NameHint.Measure | NameHint.Duration | NameHint.Latitude | NameHint.Longitude) || Says(NameHint.Percentage);

    /// <summary>A share of something by its name; a rate may also be paid by the hour.</summary>
    public bool IsPercentage => Says(NameHint.Percentage) && !(Word(NameHint.Percentage) == "rate" && (Has("hourly") || Has("daily") || Has("monthly") || Has("interest")));

    /// <summary>The word that hints at this, for evidence.</summary>
    public string Word(NameHint hint) => words.LastOrDefault(w => (NameWords.HintOf(w) & hint) != 0) ?? string.Join(' ', words);

    public bool Has(string word) => words.Contains(word);

    public string First => words.Count > 0 ? words[0] : "";
}
