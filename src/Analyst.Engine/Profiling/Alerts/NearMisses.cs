using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Alerts;

/// <summary>Rare words one slip away from a frequent one: a letter too much, too few, other or swapped.</summary>
internal static class NearMisses
{
    /// <summary>Shorter words are too often one letter apart: Iran and Iraq, red and rod.</summary>
    private const int ShortestWord = 5;

    private const int LongestWord = 60;

    /// <summary>Times as frequent must the right word be: north and forth may both be meant.</summary>
    private const int TimesAsFrequent = 20;

    /// <summary>In these one letter makes another person or place.</summary>
    private static readonly HashSet<string> OwnNames = [SemanticTypes.PersonName, SemanticTypes.City, SemanticTypes.Address];

    public static IEnumerable<Respelling> Of(AlertColumn column)
    {
        if (OwnNames.Contains(column.Profile.SemanticType ?? ""))
            return [];
        var words = Candidates(column.Profile).Where(v => IsWord(v.Value)).DistinctBy(v => v.Value, StringComparer.Ordinal).ToList();
        return
            from rare in words
            let often = words.Where(w => w.Count >= TimesAsFrequent * rare.Count && IsOneSlip(rare.Value, w.Value)).MaxBy(w => w.Count)
            where often is not null
            select new Respelling(rare, often);
    }

    private static IEnumerable<ValueCount> Candidates(ColumnProfile profile) => profile.Frequencies is { } frequencies
        ? profile.TopValues.Concat(frequencies.Antimodes.Select(v => new ValueCount(v, frequencies.AntimodeCount)))
        : profile.TopValues;

    private static bool IsWord(string value) => value.Length is >= ShortestWord and <= LongestWord && value.All(c => char.IsLetter(c) || c is ' ' or '-' or '\'');

    private static string Joined(string value) => value.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Whether one letter was added, left out, replaced or swapped with its neighbour.</summary>
    public static bool IsOneSlip(string a, string b)
    {
        // Blanks and case have alerts of their own.
        if (Math.Abs(a.Length - b.Length) > 1 || string.Equals(Joined(a), Joined(b), StringComparison.OrdinalIgnoreCase))
            return false;
        var (shorter, longer) = a.Length <= b.Length ? (a.ToLowerInvariant(), b.ToLowerInvariant()) : (b.ToLowerInvariant(), a.ToLowerInvariant());
        var at = 0;
        while (at < shorter.Length && shorter[at] == longer[at])
            at++;
        if (shorter.Length < longer.Length)
            return shorter.AsSpan(at).SequenceEqual(longer.AsSpan(at + 1));
        if (shorter.AsSpan(at + 1).SequenceEqual(longer.AsSpan(at + 1)))
            return true;
        return at + 1 < shorter.Length && shorter[at] == longer[at + 1] && shorter[at + 1] == longer[at] && shorter.AsSpan(at + 2).SequenceEqual(longer.AsSpan(at + 2));
    }
}
