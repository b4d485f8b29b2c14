namespace Analyst.Domain.Datasets;

/// <summary>What happened to the columns between two revisions.</summary>
/// <param name="Retyped">By the name they have now, also when they were renamed.</param>
public sealed record SchemaDifference(IReadOnlyList<Column> Added, IReadOnlyList<Column> Dropped, IReadOnlyList<RenamedColumn> Renamed, IReadOnlyList<RetypedColumn> Retyped)
{
    /// <summary>Below this a pair of names is not taken for one column.</summary>
    private const double Enough = 0.6;

    /// <summary>Names say most; type and place only help.</summary>
    private const double WeightOfName = 0.7, WeightOfType = 0.15, WeightOfPlace = 0.15;

    /// <summary>However well type and place agree, names as different as this are two columns.</summary>
    private const double LeastLikeness = 0.45;

    /// <summary>With more pairs than this only columns in the same place are compared by likeness.</summary>
    private const int MostPairs = 100_000;

    /// <summary>Compares by name as SQL sees it, then by likeness: best pairs first, each column once.</summary>
    public static SchemaDifference Of(IReadOnlyList<Column> before, IReadOnlyList<Column> after)
    {
        var left = Indexed(before);
        var right = Indexed(after);
        var pairs = SameNames(left, right);
        var renamed = new List<(Place Before, Place After, double Likeness)>();
        var (leftFree, rightFree) = (left.Except(pairs.Select(p => p.Before)).ToList(), right.Except(pairs.Select(p => p.After)).ToList());
        foreach (var (b, a, likeness, _) in Likely(leftFree, rightFree, pairs).OrderByDescending(p => p.Score).ThenBy(p => p.Before.Index).ThenBy(p => p.After.Index))
        {
            if (!leftFree.Contains(b) || !rightFree.Contains(a))
                continue;
            leftFree.Remove(b);
            rightFree.Remove(a);
            renamed.Add((b, a, likeness));
        }
        // Names that differ in case only are one in SQL, but a reader of the file sees another name.
        renamed.AddRange(pairs.Where(p => p.Before.Column.Name != p.After.Column.Name).Select(p => (p.Before, p.After, 1.0)));
        return new SchemaDifference(
            [.. rightFree.Select(p => p.Column)],
            [.. leftFree.Select(p => p.Column)],
            [.. renamed.OrderBy(r => r.After.Index).Select(r => new RenamedColumn(r.Before.Column.Name, r.After.Column.Name, Math.Round(r.Likeness, 2)))],
            [.. pairs.Concat(renamed.Select(r => (r.Before, r.After))).Distinct().Where(p => p.Before.Column.Type != p.After.Column.Type).OrderBy(p => p.After.Index).Select(p => new RetypedColumn(p.After.Column.Name, p.Before.Column.Type, p.After.Column.Type))]);
    }

    /// <summary>The name that a column had before, by the name that it has now; null when it was not there.</summary>
    public string? NameBefore(string name) =>
        Renamed.FirstOrDefault(r => r.To == name)?.From ?? (Added.Any(a => a.Name == name) ? null : name);

    private static List<Place> Indexed(IReadOnlyList<Column> columns) => [.. columns.Select((c, i) => new Place(i, c))];

    private static List<(Place Before, Place After)> SameNames(List<Place> left, List<Place> right)
    {
        var byName = new Dictionary<string, Place>(StringComparer.OrdinalIgnoreCase);
        foreach (var place in right)
            byName.TryAdd(place.Column.Name, place);
        return [.. left.Where(l => byName.ContainsKey(l.Column.Name)).Select(l => (l, byName[l.Column.Name])).DistinctBy(p => p.Item2)];
    }

    private static IEnumerable<(Place Before, Place After, double Likeness, double Score)> Likely(List<Place> left, List<Place> right, List<(Place Before, Place After)> pairs)
    {
        // What stands left of a column and stayed is its place, so that an added column further left does not move it.
        var (slotsLeft, slotsRight) = (Slots(pairs.Select(p => p.Before)), Slots(pairs.Select(p => p.After)));
        var tooMany = (long)left.Count * right.Count > MostPairs;
        foreach (var b in left)
        {
            foreach (var a in right)
            {
                var samePlace = b.Index == a.Index || slotsLeft(b) == slotsRight(a);
                if (tooMany && b.Index != a.Index)
                    continue;
                var likeness = ColumnLikeness.Of(b.Column.Name, a.Column.Name);
                var score = WeightOfName * likeness + (b.Column.Type == a.Column.Type ? WeightOfType : 0) + (samePlace ? WeightOfPlace : 0);
                if (likeness >= LeastLikeness && score >= Enough)
                    yield return (b, a, likeness, score);
            }
        }
    }

    private static Func<Place, int> Slots(IEnumerable<Place> stayed)
    {
        var indexes = stayed.Select(p => p.Index).Order().ToArray();
        return place => ~Array.BinarySearch(indexes, place.Index);
    }

    private sealed record Place(int Index, Column Column);
}

/// <param name="Likeness">Of the two names, 0 to 1.</param>
public sealed record RenamedColumn(string From, string To, double Likeness);

/// <summary>A column that has another type now.</summary>
public sealed record RetypedColumn(string Name, string From, string To);
