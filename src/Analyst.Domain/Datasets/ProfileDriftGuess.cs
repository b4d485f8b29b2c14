namespace Analyst.Domain.Datasets;

/// <summary>The likeliest shares between bounds: known values where they stand, the others spread evenly over their bin.</summary>
internal static class ProfileDriftGuess
{
    public static (double[] Below, double[] UpTo) Of(double[] places, double[] masses, SortedDictionary<double, Share> edges, Share[] belowBounds, Share[] upToBounds)
    {
        var (below, upTo) = (new double[places.Length], new double[places.Length]);
        var anchors = places.Select((p, i) => (Index: i, Place: p)).Where(p => edges.ContainsKey(p.Place)).ToArray();
        for (var a = 0; a + 1 < anchors.Length; a++)
        {
            var (from, to) = (anchors[a], anchors[a + 1]);
            var last = a + 2 == anchors.Length;
            var low = Middle(edges[from.Place]);
            var high = last ? 1 : Middle(edges[to.Place]);
            // The last bin is closed: what stands on its end belongs to it.
            var known = masses[from.Index..(last ? to.Index + 1 : to.Index)].Sum();
            var rest = Math.Max(0, high - low - known);
            var passed = low;
            for (var i = from.Index; i <= to.Index; i++)
            {
                var even = rest * ((places[i] - from.Place) / (to.Place - from.Place));
                below[i] = passed + even;
                passed += masses[i];
                upTo[i] = passed + even;
            }
        }
        return ([.. below.Select((s, i) => Within(s, belowBounds[i]))], [.. upTo.Select((s, i) => Within(s, upToBounds[i]))]);
    }

    private static double Middle(Share share) => (share.Least + share.Most) / 2;

    private static double Within(double share, Share bounds) => Math.Max(bounds.Least, Math.Min(bounds.Most, share));
}
