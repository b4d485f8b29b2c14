using Analyst.Domain.Datasets;

namespace Analyst.Agents.Profiling;

/// <summary>Everything that a sentence about a profile may repeat: of the table, and of each column.</summary>
internal sealed class ProfileNumbers
{
    private readonly List<(string Raw, NumberPool Pool)> columns;
    private readonly List<(ColumnName Name, IReadOnlyList<NumberPool> Pools)> names;

    public ProfileNumbers(TableProfile profile, string datasetName)
    {
        Rows = profile.RowCount;
        columns = [.. profile.Columns.Select(c => (c.Name, ColumnNumbers.Of(c, profile.RowCount)))];
        // Names that look the same in a sentence are the same there. Longer ones first: "net amount" is not a mention of "amount".
        names =
        [
            .. columns.GroupBy(c => PlainText.Name(c.Raw), StringComparer.OrdinalIgnoreCase)
                .Select(g => (new ColumnName([.. g.Select(c => c.Raw).Append(g.Key).Distinct(StringComparer.Ordinal)]), (IReadOnlyList<NumberPool>)[.. g.Select(c => c.Pool)]))
                .OrderByDescending(n => n.Item1.Length),
        ];
        Table.Text(datasetName);
        Table.Count(profile.RowCount, profile.DuplicateRows, profile.RowCount - profile.DuplicateRows);
        Table.Value(profile.Columns.Count, profile.Columns.Count(c => c.Missing > 0), profile.Alerts?.Count, profile.CandidateKeys?.Count, profile.Correlations?.Count, profile.Dependencies?.Count);
        Table.Value(profile.Columns.GroupBy(c => c.Role).Select(g => (double?)g.Count()));
        Scored(profile);
        Found(profile);
    }

    public long Rows { get; }

    public NumberPool Table { get; } = new();

    /// <summary>The columns that a sentence names, and the sentence with those names blanked out.</summary>
    public (IReadOnlyList<NumberPool> Named, string Blanked) Mentions(string sentence)
    {
        var named = new List<NumberPool>();
        foreach (var (name, pools) in names)
        {
            if (name.BlankIn(sentence) is not { } rest)
                continue;
            named.AddRange(pools);
            sentence = rest;
        }
        return (named, sentence);
    }

    /// <summary>Of every column, for a sentence that names none.</summary>
    public IReadOnlyList<NumberPool> All => [.. columns.Select(c => c.Pool)];

    private void Scored(TableProfile profile)
    {
        if (profile.Quality is not { } quality)
            return;
        Table.Value(quality.Score);
        Table.Percentages.Add(quality.Score);
        Table.Percentages.AddRange((quality.Parts ?? []).Select(p => p.Share * 100));
    }

    private void Found(TableProfile profile)
    {
        foreach (var alert in profile.Alerts ?? [])
            Pools(alert.Column).ForEach(p => p.Count(alert.Rows));
        foreach (var found in profile.Correlations ?? [])
            Pools(found.A, found.B).ForEach(p => { p.Value(found.Value, Math.Abs(found.Value)); p.Count(found.Rows); });
        foreach (var found in profile.Dependencies ?? [])
            Pools(found.From, found.To).ForEach(p => p.Count(found.BrokenRows, found.Groups));
        foreach (var found in profile.Together ?? [])
            Pools(found.A, found.B).ForEach(p => p.Value(found.Factor, found.Offset));
        foreach (var found in profile.ForeignKeys ?? [])
            Pools(found.Column).ForEach(p => { p.Count(found.Matched, found.Values); p.Text(found.DatasetName); p.Text(found.References); });
    }

    private List<NumberPool> Pools(params string?[] of) =>
        of.All(n => n is null) ? [Table] : [.. columns.Where(c => of.Contains(c.Raw, StringComparer.OrdinalIgnoreCase)).Select(c => c.Pool)];
}
