using System.Text;
using Analyst.Domain.Datasets;

namespace Analyst.Agents.Questions;

/// <summary>The columns of a profile and an index of their visible values.</summary>
internal sealed class Schema
{
    private readonly Dictionary<string, List<ValueGuess>> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ValueGuess>> byStem = new(StringComparer.Ordinal);

    public Schema(TableProfile profile)
    {
        Rows = profile.RowCount;
        Columns = [.. profile.Columns.Select((c, i) => new ColumnInfo(c, i, profile.RowCount))];
        foreach (var column in Columns.Where(c => c.Profile.Type != "BOOLEAN" && (c.IsText || c.Numeric == NumericKind.None) && c.Date != DateKind.Native))
            foreach (var group in column.Profile.TopValues.GroupBy(v => Words.ValueKey(v.Value), StringComparer.Ordinal).Where(g => g.Key.Length > 0))
            {
                var guess = new ValueGuess(column, [.. group.Select(v => v.Value)]);
                Add(values, group.Key, guess);
                var words = group.Key.Length > 60 ? [] : Words.Tokenise(guess.Stored[0]);
                if (words.Count is > 0 and <= 4 && words.All(w => w.Kind == TokenKind.Word)) Add(byStem, StemKey(words), guess);
            }
        foreach (var column in Columns.Where(c => c.IsText && c.AllValuesVisible && c.Profile.TopValues.Count > 0 && c.Profile.TopValues.All(v => v.Value.Trim().ToLowerInvariant() is "male" or "female" or "m" or "f")))
            foreach (var value in column.Profile.TopValues)
                foreach (var word in value.Value.Trim()[0] is 'm' or 'M' ? Men : Women) Add(byStem, word, new ValueGuess(column, [value.Value]));
        foreach (var stem in Columns.SelectMany(c => c.Main.Select(w => w.Stem).Distinct(StringComparer.Ordinal)))
            stemCounts[stem] = stemCounts.GetValueOrDefault(stem) + 1;
    }

    private static readonly string[] Men = ["man", "boy", "gentleman"];
    private static readonly string[] Women = ["woman", "girl", "ladi"];

    public static string StemKey(IEnumerable<Token> words) => string.Join(' ', words.Select(w => w.Stem));

    private readonly Dictionary<string, int> stemCounts = new(StringComparer.Ordinal);

    public long Rows { get; }
    public IReadOnlyList<ColumnInfo> Columns { get; }

    public IReadOnlyList<ValueGuess> Values(string key) => key.Length > 0 && values.TryGetValue(key, out var found) ? found : [];

    public IReadOnlyList<ValueGuess> ValuesByStem(string stem) => byStem.TryGetValue(stem, out var found) ? found : [];

    /// <summary>In how many column names a word stands.</summary>
    public int ColumnsSaying(string stem) => stemCounts.GetValueOrDefault(stem);

    public string ColumnList()
    {
        var list = new StringBuilder().AppendJoin(", ", Columns.Take(12).Select(c => c.Name.Length > 60 ? c.Name[..60] + "…" : c.Name));
        if (Columns.Count > 12) list.Append(System.Globalization.CultureInfo.InvariantCulture, $" and {Columns.Count - 12} more");
        return list.ToString();
    }

    private static void Add(Dictionary<string, List<ValueGuess>> index, string key, ValueGuess guess)
    {
        if (!index.TryGetValue(key, out var list)) index[key] = list = [];
        list.Add(guess);
    }
}
