using Analyst.Domain.Datasets;

namespace Analyst.Api.Features.Profiling.Pictures;

/// <summary>A square of correlations, by row and column; null where there is none.</summary>
public sealed record CorrelationPicture(string Method, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<double?>> Values, int Left)
{
    public const int MostColumns = 30;

    public static readonly IReadOnlyList<string> Methods = ["pearson", "spearman", "cramers-v"];

    /// <summary>The columns with the strongest correlations, in the order of the table; null when there are fewer than two.</summary>
    public static CorrelationPicture? Of(TableProfile table, string method)
    {
        var pairs = (table.Correlations ?? []).Where(c => c.Method == method && double.IsFinite(c.Value)).ToArray();
        var strongest = new HashSet<string>(StringComparer.Ordinal);
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in pairs.OrderByDescending(p => Math.Abs(p.Value)).ThenBy(p => p.A, StringComparer.Ordinal).ThenBy(p => p.B, StringComparer.Ordinal))
        {
            foreach (var name in new[] { pair.A, pair.B })
                if (all.Add(name) && strongest.Count < MostColumns)
                    strongest.Add(name);
        }
        if (strongest.Count < 2)
            return null;
        string[] columns = [.. table.Columns.Select(c => c.Name).Where(strongest.Contains)];
        var index = columns.Index().ToDictionary(c => c.Item, c => c.Index, StringComparer.Ordinal);
        var values = columns.Select((_, i) => columns.Select((_, j) => i == j ? 1 : (double?)null).ToArray()).ToArray();
        foreach (var pair in pairs)
            if (index.TryGetValue(pair.A, out var a) && index.TryGetValue(pair.B, out var b))
                values[a][b] = values[b][a] = pair.Value;
        return columns.Length < 2 ? null : new(method, columns, values, all.Count - strongest.Count);
    }
}
