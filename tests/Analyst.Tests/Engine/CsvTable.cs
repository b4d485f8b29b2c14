using System.Globalization;
using System.Text;

namespace Analyst.Tests.Engine;

/// <summary>A table of known cells, null for a missing one, and how it is written: all of it from one seed.</summary>
public sealed record CsvTable(string[] Header, string?[][] Rows, char Delimiter, char Quote, bool Backslash, bool QuoteAll, string LineEnd, Encoding Encoding, bool LastLineEnds)
{
    private static readonly string[] Words = ["apple", "pear", "Käse", "two words", "x", "a,b", "semi;colon", "tab\there", "pipe|line", "say \"hi\"", "it's", "back\\slash", "line\nbreak", "Łódź", "100%", "#1", "-", " padded "];
    private static readonly string[] Latin = ["apple", "pear", "Käse", "two words", "x", "naïve", "Ærø", "100%"];
    private static readonly Func<Random, string[], string>[] Kinds =
    [
        (random, _) => random.Next(-1000, 100_000).ToString(CultureInfo.InvariantCulture),
        (random, _) => (random.Next(-100_000, 100_000) / 100m).ToString("F2", CultureInfo.InvariantCulture),
        (random, _) => new DateOnly(2000, 1, 1).AddDays(random.Next(9_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (random, _) => random.Next(2) == 0 ? "true" : "false",
        (random, _) => random.Next(10_000).ToString("D5", CultureInfo.InvariantCulture),
        (random, words) => words[random.Next(words.Length)],
        (random, words) => $"{words[random.Next(words.Length)]} {random.Next(100)}",
    ];

    public static CsvTable From(int seed)
    {
        var random = new Random(seed);
        Encoding encoding = (seed % 5) switch { 0 => new UTF8Encoding(true), 1 => new UnicodeEncoding(false, true), 2 => Encoding.Latin1, 3 => new UnicodeEncoding(true, true), _ => new UTF8Encoding(false) };
        var words = encoding == Encoding.Latin1 ? Latin : Words;
        var kinds = Enumerable.Range(0, random.Next(2, 9)).Select(i => i == 0 ? Kinds[0] : Kinds[random.Next(Kinds.Length)]).ToArray();
        var rows = Enumerable.Range(0, random.Next(5, 60)).Select(_ => kinds.Select((kind, i) => i > 0 && random.Next(10) == 0 ? null : kind(random, words)).ToArray()).ToArray();
        return new CsvTable(
            [.. kinds.Select((_, i) => $"name {i}")], rows, ",;\t|"[random.Next(4)], '"',
            // Without a quote in any cell nothing tells an escape from an ordinary backslash.
            Backslash: random.Next(2) == 0 && rows.Any(row => row.Any(cell => cell?.Contains('"', StringComparison.Ordinal) == true)), QuoteAll: random.Next(3) == 0,
            random.Next(2) == 0 ? "\n" : "\r\n", encoding, random.Next(3) != 0);
    }

    public byte[] Bytes()
    {
        var text = string.Join(LineEnd, Rows.Prepend(Header).Select(row => string.Join(Delimiter, row.Select(Written))));
        return [.. Encoding.GetPreamble(), .. Encoding.GetBytes(LastLineEnds ? text + LineEnd : text)];
    }

    private string Written(string? cell)
    {
        if (cell is null)
            return "";
        var quote = Quote.ToString();
        if (!QuoteAll && cell.Trim() == cell && cell.IndexOfAny([Delimiter, Quote, '\n', '\r', '\\']) < 0)
            return cell;
        var escaped = Backslash
            ? cell.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(quote, $"\\{quote}", StringComparison.Ordinal)
            : cell.Replace(quote, quote + quote, StringComparison.Ordinal);
        return quote + escaped + quote;
    }
}
