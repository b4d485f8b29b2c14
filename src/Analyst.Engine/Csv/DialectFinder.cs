using System.Text;

namespace Analyst.Engine.Csv;

/// <summary>A dialect and how well it cuts the sample into a table.</summary>
/// <param name="Columns">The usual number of cells.</param>
internal sealed record DialectGuess(CsvDialect Dialect, int Columns, double Score);

/// <summary>Tries delimiters, quotes and escapes on the sample: the best cuts most records into the same number of cells, with sensible cells.</summary>
internal static class DialectFinder
{
    private const int MostCells = 4_000;
    private const string Common = ",;\t|";

    // Letters, digits, and what stands in numbers and names are no delimiters.
    private const string Others = "^~@#&*!$:/\u0001\u001e\u001f ";

    /// <summary>The plausible dialects, best first; a single column when nothing divides the lines. What is declared is not questioned.</summary>
    public static IReadOnlyList<DialectGuess> Find(CsvSample sample, byte? delimiter, byte? quote, bool noQuote, byte? escape)
    {
        var guesses = new List<DialectGuess>();
        foreach (var d in delimiter is { } only ? [only] : Delimiters(sample).Where(d => d != quote))
            foreach (var q in noQuote ? [null] : quote is { } declared ? [declared] : Quotes(sample, d))
                foreach (var e in escape is { } known ? [known == q ? null : known] : Escapes(sample, q))
                    if (Guess(sample, new CsvDialect(d, q, e), delimiter is not null) is { } guess)
                        guesses.Add(guess);
        guesses.Sort((a, b) => b.Score.CompareTo(a.Score));
        if (guesses.Count == 0)
            guesses.Add(new DialectGuess(new CsvDialect(delimiter ?? (byte)',', noQuote ? null : quote ?? (byte)'"', escape), 1, 0));
        return guesses;
    }

    private static IEnumerable<byte> Delimiters(CsvSample sample)
    {
        foreach (var c in Common)
            if (sample.All.Any(p => p.AsSpan().Contains((byte)c)))
                yield return (byte)c;
        var lines = sample.All.Sum(p => p.AsSpan().Count((byte)'\n') + 1);
        foreach (var c in Others)
            if (sample.All.Sum(p => p.AsSpan().Count((byte)c)) >= lines * 0.6)
                yield return (byte)c;
    }

    private static IEnumerable<byte?> Quotes(CsvSample sample, byte delimiter)
    {
        yield return (byte)'"';
        // Apostrophes stand in words; as quotes they open cells and close them.
        var opening = sample.All.Sum(p => Count(p, delimiter, (byte)'\''));
        if (opening >= 2 && opening * 4 >= sample.All.Sum(p => p.AsSpan().Count((byte)'\'')) && opening > sample.All.Sum(p => Count(p, delimiter, (byte)'"')))
            yield return (byte)'\'';
    }

    private static int Count(byte[] piece, byte delimiter, byte quote) =>
        piece.AsSpan().Count([delimiter, quote]) + piece.AsSpan().Count([(byte)'\n', quote]) + piece.AsSpan().Count([quote, delimiter]) + piece.AsSpan().Count([quote, (byte)'\n']) + piece.AsSpan().Count([quote, (byte)'\r']);

    private static IEnumerable<byte?> Escapes(CsvSample sample, byte? quote)
    {
        yield return null;
        if (quote is { } q && sample.All.Any(p => p.AsSpan().IndexOf([(byte)'\\', q]) >= 0))
            yield return (byte)'\\';
    }

    private static DialectGuess? Guess(CsvSample sample, CsvDialect dialect, bool declared)
    {
        var counts = new Dictionary<int, int>();
        int records = 0, trouble = 0, cells = 0, sensible = 0, first = 0;
        var parser = new RecordParser(dialect);
        foreach (var piece in sample.All)
        {
            parser.Open(piece);
            while (parser.Read(piece, last: true))
            {
                if (parser.Count == 1 && !parser.Cells[0].Quoted && parser.Cells[0].Length == 0)
                    continue;
                if (records++ == 0)
                    first = parser.Count;
                counts[parser.Count] = counts.GetValueOrDefault(parser.Count) + 1;
                if ((parser.Traits & (RecordTraits.Torn | RecordTraits.Stray | RecordTraits.Unclosed)) != 0)
                    trouble++;
                if (cells >= MostCells)
                    continue;
                foreach (var cell in parser.Cells)
                {
                    cells++;
                    sensible += cell.Quoted || IsSensible(piece.AsSpan(cell.Begin, cell.Length)) ? 1 : 0;
                }
            }
        }
        if (records == 0)
            return null;
        var (columns, usual) = counts.OrderByDescending(c => c.Value).ThenByDescending(c => c.Key).First();
        if (columns == 1 && counts.Keys.Max() is var most and > 1 && counts.Where(c => c.Key > 1).Sum(c => c.Value) * 2 >= records)
            (columns, usual) = (most, counts[most]);
        var share = (double)usual / records;
        if (!declared && (columns == 1 || !IsLikely(sample, dialect, columns, share, first)))
            return null;
        var weight = Common.Contains((char)dialect.Delimiter) ? 1 : dialect.Delimiter is (byte)' ' or (byte)':' or (byte)'/' ? 0.6 : 0.85;
        var score = share * share * (columns - 0.999) / columns * (0.2 + 0.8 * sensible / Math.Max(cells, 1)) * (1 - 0.5 * trouble / records) * weight;
        return new DialectGuess(Spaced(sample, dialect, columns), columns, score);
    }

    /// <summary>Blanks, colons and the like stand in ordinary text, so they have to prove more.</summary>
    private static bool IsLikely(CsvSample sample, CsvDialect dialect, int columns, double share, int first)
    {
        if (Common.Contains((char)dialect.Delimiter))
            return share >= 0.3;
        if (dialect.Delimiter is not ((byte)' ' or (byte)':' or (byte)'/'))
            return share >= 0.6;
        return share >= 0.95 && first == columns && (columns >= 3 || HasNumbers(sample, dialect, columns)) && !SplitsTimes(sample, dialect);
    }

    private static bool HasNumbers(CsvSample sample, CsvDialect dialect, int columns)
    {
        var scans = Enumerable.Range(0, columns).Select(_ => new ColumnScan()).ToArray();
        var parser = new RecordParser(dialect);
        parser.Open(sample.Head);
        parser.Read(sample.Head, last: true);
        while (parser.Read(sample.Head, last: true))
            for (var i = 0; i < columns && i < parser.Count; i++)
                scans[i].Take(sample.Head.AsSpan(parser.Cells[i].Begin, parser.Cells[i].Length), parser.Cells[i].Quoted, parser.Cells[i].Escaped);
        return scans.Any(s => !s.IsText && s.Values > 0);
    }

    /// <summary>Cut at the colon or the blank, dates and times look like a table of their own.</summary>
    private static bool SplitsTimes(CsvSample sample, CsvDialect dialect)
    {
        var whole = new RecordParser(dialect with { Delimiter = (byte)'\n' });
        whole.Open(sample.Head);
        int lines = 0, times = 0;
        while (whole.Read(sample.Head, last: true) && lines < 100)
        {
            lines++;
            times += TemporalCells.TryRead(sample.Head.AsSpan(whole.Begin, whole.End - whole.Begin).Trim((byte)' '), out _) ? 1 : 0;
        }
        return times * 2 > lines;
    }

    private static CsvDialect Spaced(CsvSample sample, CsvDialect dialect, int columns)
    {
        if (dialect.Delimiter == ' ' || columns == 1)
            return dialect;
        int behind = 0, spaced = 0;
        var parser = new RecordParser(dialect);
        parser.Open(sample.Head);
        while (parser.Read(sample.Head, last: true))
        {
            for (var i = 1; i < parser.Count; i++)
            {
                var begin = parser.Cells[i].Quoted ? parser.Cells[i].Begin - 2 : parser.Cells[i].Begin;
                if (parser.Cells[i].Length == 0)
                    continue;
                behind++;
                spaced += sample.Head[begin] == ' ' ? 1 : 0;
            }
        }
        return behind > 0 && spaced >= behind * 0.95 ? dialect with { Spaced = true } : dialect;
    }

    /// <summary>Empty, a number, a time, or words without what delimits cells elsewhere.</summary>
    private static bool IsSensible(ReadOnlySpan<byte> text) =>
        text.IsEmpty || !(text.Length > 1 && text[0] == '\'' && text[^1] == '\'') && !text.ContainsAny(";|\t\""u8) && (text.IndexOf((byte)',') < 0 || NumberCells.TryRead(text.Trim((byte)' ') is { IsEmpty: false } t ? t : "x"u8, out _) || Encoding.UTF8.GetCharCount(text) > 20);
}
