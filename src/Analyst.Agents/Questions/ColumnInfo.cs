using Analyst.Domain.Datasets;

namespace Analyst.Agents.Questions;

internal enum NumericKind { None, Native, Text }

internal enum DateKind { None, Native, Text }

/// <summary>The two values of a yes-or-no column as stored.</summary>
internal sealed record FlagValues(string Yes, string No);

/// <summary>A column with what its name and numbers tell an interpreter.</summary>
internal sealed class ColumnInfo
{
    public ColumnInfo(ColumnProfile profile, int index, long rows)
    {
        Profile = profile;
        Index = index;
        var (main, extra) = NameWords(profile.Name);
        Main = main;
        Extra = extra;
        IsDecimal = profile.Type.StartsWith("DECIMAL", StringComparison.Ordinal);
        IsText = profile.Type is "VARCHAR" || profile.Type.StartsWith("ENUM", StringComparison.Ordinal);
        var visible = profile.TopValues.Where(v => !string.IsNullOrWhiteSpace(v.Value) && !profile.MissingMarkers.ContainsKey(v.Value)).ToList();
        Numeric = IsNumberType(profile.Type) ? NumericKind.Native : IsText && Mostly(visible, v => Numbers.OfCell(v) is not null) ? NumericKind.Text : NumericKind.None;
        NumberSigns = Numeric != NumericKind.Text ? [] : [.. Signs.Where(s => visible.Any(v => v.Value.Trim().Contains(s, StringComparison.Ordinal)))];
        Date = profile.Type is "DATE" || profile.Type.StartsWith("TIMESTAMP", StringComparison.Ordinal) ? DateKind.Native
            : IsText && Mostly(visible, v => v.Length >= 10 && DateOnly.TryParseExact(v.Trim()[..Math.Min(10, v.Trim().Length)], "yyyy-MM-dd", out _)) ? DateKind.Text : DateKind.None;
        Unique = rows > 0 && profile.Distinct >= 0.95 * Math.Max(1, rows - profile.Missing);
        Flag = Flags(profile);
    }

    private static readonly string[] Signs = [",", "$", "€", "£", "¥", "%", " "];

    public ColumnProfile Profile { get; }
    public string Name => Profile.Name;
    public int Index { get; }
    /// <summary>The words of the name, without what stands in brackets.</summary>
    public IReadOnlyList<Token> Main { get; }
    /// <summary>Words in brackets: units and remarks.</summary>
    public IReadOnlyList<Token> Extra { get; }
    public bool IsDecimal { get; }
    public bool IsText { get; }
    public NumericKind Numeric { get; }
    public IReadOnlyList<string> NumberSigns { get; }
    public DateKind Date { get; }
    public bool Unique { get; }
    public FlagValues? Flag { get; }
    /// <summary>Its values name things; a short table's numbers are known by the name alone.</summary>
    public bool IsIdentifier => Profile.Role == ColumnRole.Identifier || (Main.Count > 0 && (Main.Any(w => w.Stem is "id" or "uuid" or "guid") || (Unique && Main.Count > 1 && Main[^1].Stem is "key" or "code" or "number" or "no" or "nr")));
    public bool IsNumber => Numeric != NumericKind.None;
    /// <summary>A number one can add up: no identifier, year, rank or rate.</summary>
    public bool IsQuantity => IsNumber && !IsIdentifier && !Main.Any(w => Lexicon.Labels.Contains(w.Stem));
    public bool AllValuesVisible => Profile.Distinct <= Profile.TopValues.Count;

    public bool Says(IReadOnlySet<string> stems) => Main.Any(w => stems.Contains(w.Stem));

    private static (IReadOnlyList<Token>, IReadOnlyList<Token>) NameWords(string name)
    {
        var open = name.IndexOfAny(['(', '[']);
        var words = Words.Tokenise(name.Length > 200 ? name[..200] : name.Replace('_', ' ')).Where(t => t.Kind != TokenKind.Symbol).ToList();
        if (open <= 0) return (words, []);
        var main = words.Where(w => w.Start < open).ToList();
        return main.Count == 0 ? (words, []) : (main, words.Where(w => w.Start >= open).ToList());
    }

    private static bool Mostly(List<ValueCount> values, Func<string, bool> holds) =>
        values.Count > 0 && values.Where(v => holds(v.Value)).Sum(v => v.Count) >= 0.8 * values.Sum(v => v.Count);

    private static bool IsNumberType(string type) =>
        type is "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "UHUGEINT" or "FLOAT" or "DOUBLE" or "REAL"
        || type.StartsWith("DECIMAL", StringComparison.Ordinal);

    private static FlagValues? Flags(ColumnProfile profile)
    {
        if (profile.Type == "BOOLEAN") return new FlagValues("true", "false");
        if (profile.Distinct is 0 or > 2 || profile.TopValues.Count == 0) return null;
        foreach (var (yes, no) in Lexicon.YesNo)
        {
            if (!profile.TopValues.All(v => Same(v.Value, yes) || Same(v.Value, no))) continue;
            return new FlagValues(Stored(yes), Stored(no));
        }
        return null;

        static bool Same(string value, string word) => string.Equals(value.Trim(), word, StringComparison.OrdinalIgnoreCase);
        string Stored(string word) => profile.TopValues.FirstOrDefault(v => Same(v.Value, word))?.Value ?? word;
    }
}
