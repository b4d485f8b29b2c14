namespace Analyst.Engine.Statements;

/// <summary>Allowed names, compared without case, and the nearest one for who mistyped.</summary>
internal sealed class SqlNames(IEnumerable<string> names)
{
    private const int Listed = 8;

    private readonly HashSet<string> names = new(names, StringComparer.OrdinalIgnoreCase);

    public bool Contains(string name) => names.Contains(name);

    /// <summary>A sentence that names the nearest, or a few of them under <paramref name="title"/>; empty when nothing is near.</summary>
    public string Suggest(string wrong, string? title)
    {
        var nearest = names
            .Select(name => (name, distance: Distance(name.ToLowerInvariant(), wrong.ToLowerInvariant())))
            .OrderBy(n => n.distance).ThenBy(n => n.name, StringComparer.Ordinal)
            .FirstOrDefault();
        if (nearest.name is not null && nearest.distance <= Math.Max(1, wrong.Length / 3))
            return $"Did you mean \"{nearest.name}\"?";
        return title is null ? "" : $"{title}: {string.Join(", ", names.Order(StringComparer.Ordinal).Take(Listed))}.";
    }

    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 8)
            return int.MaxValue;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[b.Length];
    }
}
