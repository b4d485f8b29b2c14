using Analyst.Domain.Datasets;

namespace Analyst.Agents.Profiling;

/// <summary>Lets pass what is plain text and repeats only numbers of the profile.</summary>
public sealed class SentenceFilter(TableProfile profile, string datasetName)
{
    private const int LongestSentence = 600;
    private const int MostSentences = 6;
    private const int MostSurprises = 6;

    private readonly ProfileNumbers numbers = new(profile, datasetName);

    /// <summary>What remains of a text and its surprises, and how many sentences were dropped.</summary>
    public (string Text, IReadOnlyList<string> Surprises, int Dropped) Keep(string text, IEnumerable<string> surprises)
    {
        var (kept, dropped) = Sift(text);
        var notes = new List<string>();
        foreach (var surprise in surprises)
        {
            var (sentences, wrong) = Sift(surprise);
            dropped += wrong;
            if (sentences.Count > 0)
                notes.Add(string.Join(' ', sentences));
        }
        return (string.Join(' ', kept.Take(MostSentences)), [.. notes.Distinct(StringComparer.Ordinal).Take(MostSurprises)], dropped);
    }

    /// <summary>Whether every number of a sentence stands in the profile: with the columns it names, or anywhere when it names none.</summary>
    public bool Holds(string sentence)
    {
        var (named, rest) = numbers.Mentions(sentence);
        return NumberCheck.Holds(rest, [numbers.Table, .. named.Count > 0 ? named : numbers.All], numbers.Rows);
    }

    private (List<string> Kept, int Dropped) Sift(string text)
    {
        var sentences = Sentences.Of(PlainText.Of(text)).ToList();
        var kept = sentences.Where(s => s.Length <= LongestSentence && Holds(s)).ToList();
        return (kept, sentences.Count - kept.Count);
    }
}
