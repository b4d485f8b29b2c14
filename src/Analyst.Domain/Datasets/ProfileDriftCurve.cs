namespace Analyst.Domain.Datasets;

/// <summary>What a profile tells of the shares of rows below values: bounds that surely hold, and the likeliest curve between them.</summary>
internal sealed class ProfileDriftCurve
{
    /// <summary>A bin's edge is only as exact as the arithmetic that counted into it.</summary>
    private const double EdgeTolerance = 1e-9;

    private readonly double[] _below;
    private readonly double[] _upTo;
    private readonly Share[] _belowBounds;
    private readonly Share[] _upToBounds;

    private ProfileDriftCurve(double[] places, double[] below, double[] upTo, Share[] belowBounds, Share[] upToBounds, long rows) =>
        (Places, _below, _upTo, _belowBounds, _upToBounds, Rows) = (places, below, upTo, belowBounds, upToBounds, rows);

    /// <summary>Values at which something is known, ascending.</summary>
    public double[] Places { get; }

    /// <summary>That have a finite value.</summary>
    public long Rows { get; }

    /// <summary>Null when the profile has neither bins nor all values.</summary>
    public static ProfileDriftCurve? Of(ColumnProfile column, DriftKind kind)
    {
        var bins = column.Histogram ?? [];
        var rows = bins.Sum(b => b.Count);
        var atoms = new SortedDictionary<double, long>();
        if (!column.Estimates.ContainsKey("topValues"))
            foreach (var value in column.TopValues ?? [])
                if (ProfileDriftKinds.Place(kind, value.Value) is { } place)
                    atoms[place] = atoms.GetValueOrDefault(place) + value.Count;
        if (rows == 0 || atoms.Values.Sum() == rows)
            return OfAll(column, atoms);
        return atoms.Values.Sum() > rows || !double.IsFinite(bins[^1].To - bins[0].From) ? null : OfBins(column, bins, rows, atoms);
    }

    /// <summary>The share below <paramref name="place"/>, or up to and including it.</summary>
    public Share Bounds(double place, bool including)
    {
        var i = Array.BinarySearch(Places, place);
        return i >= 0 ? (including ? _upToBounds : _belowBounds)[i] : Between(~i);
    }

    /// <summary>The share below any value strictly between a place and the next one that is asked about.</summary>
    public Share BoundsAfter(double place)
    {
        var i = Array.BinarySearch(Places, place);
        return Between(i >= 0 ? i + 1 : ~i);
    }

    public double Likely(double place, bool including)
    {
        var i = Array.BinarySearch(Places, place);
        if (i >= 0)
            return (including ? _upTo : _below)[i];
        var next = ~i;
        if (next == 0 || next == Places.Length)
            return next == 0 ? 0 : 1;
        return _upTo[next - 1] + (_below[next] - _upTo[next - 1]) * ((place - Places[next - 1]) / (Places[next] - Places[next - 1]));
    }

    private Share Between(int next) => new(next == 0 ? 0 : _upToBounds[next - 1].Least, next == Places.Length ? 1 : _belowBounds[next].Most);

    private static ProfileDriftCurve? OfAll(ColumnProfile column, SortedDictionary<double, long> atoms)
    {
        var rows = atoms.Values.Sum();
        // Without bins these may be a few of many values; NaN and infinities stand in the list but nowhere else.
        if (rows == 0 || (column.Histogram is not { Count: > 0 } && column.TopValues.Count < column.Distinct))
            return null;
        var counts = atoms.Values.ToArray();
        long passed = 0;
        var upTo = counts.Select(n => (double)(passed += n) / rows).ToArray();
        double[] below = [0, .. upTo[..^1]];
        return new([.. atoms.Keys], below, upTo, [.. below.Select(s => new Share(s, s))], [.. upTo.Select(s => new Share(s, s))], rows);
    }

    private static ProfileDriftCurve OfBins(ColumnProfile column, IReadOnlyList<HistogramBin> bins, long rows, SortedDictionary<double, long> atoms)
    {
        var edges = Edges(column, bins, rows, atoms);
        var quartiles = column.Quartiles is { } q && !column.Estimates.ContainsKey("quartiles") ? new[] { (q.Q1, 0.25), (q.Q2, 0.5), (q.Q3, 0.75) } : [];
        double[] places = [.. edges.Keys.Concat(atoms.Keys).Concat(quartiles.Select(p => p.Item1)).Distinct().Order()];
        var masses = places.Select(p => (double)atoms.GetValueOrDefault(p) / rows).ToArray();
        var below = Enumerable.Repeat(new Share(0, 1), places.Length).ToArray();
        var upTo = below.ToArray();
        foreach (var (edge, share) in edges)
            below[Array.BinarySearch(places, edge)] = share;
        foreach (var (value, part) in quartiles)
        {
            var (i, rank) = (Array.BinarySearch(places, value), part * (rows - 1));
            below[i] = below[i].And(new(0, Math.Ceiling(rank) / rows));
            upTo[i] = upTo[i].And(new((Math.Floor(rank) + 1) / rows, 1));
        }
        upTo[^1] = new(1, 1);
        Spread(below, upTo, masses);
        var guess = ProfileDriftGuess.Of(places, masses, edges, below, upTo);
        return new(places, guess.Below, guess.UpTo, below, upTo, rows);
    }

    // What is known at one place holds for all beyond it.
    private static void Spread(Share[] below, Share[] upTo, double[] masses)
    {
        for (var i = 0; i < below.Length; i++)
        {
            below[i] = below[i].AtLeast(i == 0 ? 0 : upTo[i - 1].Least);
            upTo[i] = upTo[i].AtLeast(below[i].Least + masses[i]);
        }
        for (var i = below.Length - 1; i >= 0; i--)
        {
            upTo[i] = upTo[i].AtMost(i == below.Length - 1 ? 1 : below[i + 1].Most);
            below[i] = below[i].AtMost(upTo[i].Most - masses[i]);
        }
    }

    private static SortedDictionary<double, Share> Edges(ColumnProfile column, IReadOnlyList<HistogramBin> bins, long rows, SortedDictionary<double, long> atoms)
    {
        var near = EdgeTolerance * (bins[^1].To - bins[0].From);
        // A value that is not in the list has no more rows than the last one there.
        var unknown = atoms.Count == 0 ? 0 : atoms.Values.Min();
        var blur = column.Estimates.GetValueOrDefault("histogram")?.Error ?? 0;
        var edges = new SortedDictionary<double, Share> { [bins[0].From] = new(0, 0) };
        long passed = 0;
        foreach (var bin in bins.SkipLast(1))
        {
            passed += bin.Count;
            var loose = (double)(unknown + atoms.Where(a => Math.Abs(a.Key - bin.To) <= near).Sum(a => a.Value)) / rows + blur;
            edges[bin.To] = new(Math.Max(0, (double)passed / rows - loose), Math.Min(1, (double)passed / rows + loose));
        }
        edges[bins[^1].To] = new(Math.Max(0, (double)passed / rows - blur), 1);
        return edges;
    }
}

/// <summary>A share of rows that is not below <paramref name="Least"/> and not above <paramref name="Most"/>.</summary>
internal readonly record struct Share(double Least, double Most)
{
    public Share And(Share other) => new(Math.Max(Least, other.Least), Math.Min(Most, other.Most));

    public Share AtLeast(double least) => least <= Least ? this : new(least, Math.Max(least, Most));

    public Share AtMost(double most) => most >= Most ? this : new(Math.Min(Least, most), most);
}
