using Microsoft.Net.Http.Headers;

namespace Analyst.Api.Hosting;

/// <summary>Chooses what to answer with by <c>Accept</c>.</summary>
public static class Accepted
{
    /// <summary>The offered media type that the caller likes best, the first offered when all are equal; null when none will do.</summary>
    public static string? Best(HttpRequest request, params ReadOnlySpan<string> offered)
    {
        var wanted = request.GetTypedHeaders().Accept;
        if (wanted.Count == 0)
            return offered[0];
        string? best = null;
        var most = 0.0;
        foreach (var type in offered)
        {
            var quality = Quality(wanted, type);
            if (quality > most)
                (best, most) = (type, quality);
        }
        return best;
    }

    /// <summary>The most exact range that covers the type decides, so that <c>text/csv;q=0, */*</c> means anything but CSV.</summary>
    private static double Quality(IList<MediaTypeHeaderValue> wanted, string type)
    {
        var (exactness, quality) = (-1, 0.0);
        foreach (var range in wanted)
        {
            var (covers, exact) = Covers(range, type);
            if (covers && exact > exactness)
                (exactness, quality) = (exact, range.Quality ?? 1);
        }
        return quality;
    }

    private static (bool Covers, int Exactness) Covers(MediaTypeHeaderValue range, string type) => range switch
    {
        { MatchesAllTypes: true } => (true, 0),
        { MatchesAllSubTypes: true } => (type.StartsWith($"{range.Type}/", StringComparison.OrdinalIgnoreCase), 1),
        _ => (range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase), 2),
    };
}
