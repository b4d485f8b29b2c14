using System.Globalization;
using System.Text;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Csv;

/// <summary>Finds how a text is laid out, from pieces all over it; what the uploader declared is not questioned.</summary>
internal sealed class LayoutFinder(CsvSource source, ReadingChoices choices)
{
    private const int MostBelow = 20;

    private readonly CsvSample sample = CsvSample.Of(source.Path, source.Begin);
    private readonly List<string> notes = [];

    /// <summary>Layouts by plausibility, the best first.</summary>
    public IReadOnlyList<CsvLayout> Find()
    {
        var delimiter = Byte(choices.Delimiter, "delimiter");
        var skip = choices.Skip;
        if (delimiter is null && skip is null && Excel(sample.Head) is { } said)
        {
            (delimiter, skip) = (said, 1);
            notes.Add("the first line names the delimiter");
        }
        var quote = choices.Quote is "none" ? null : Byte(choices.Quote, "quote");
        if (delimiter is { } d && d == (choices.Quote is "none" ? null : quote ?? (byte)'"'))
            throw new EngineException("choice-invalid", "The delimiter cannot be the quote as well; declare another quote, or 'none'.");
        var guesses = DialectFinder.Find(sample, delimiter, quote, choices.Quote is "none", Byte(choices.Escape, "escape"));
        return [.. guesses.Select(g => Layout(g, skip))];
    }

    /// <summary>The layout when the dialect is this one.</summary>
    public CsvLayout With(CsvDialect dialect, int columns) => Layout(new DialectGuess(dialect, columns, 0), choices.Skip);

    private CsvLayout Layout(DialectGuess guess, int? skip)
    {
        var none = choices.Comment is "none";
        var declared = none ? null : Byte(choices.Comment, "comment");
        var frame = new FrameFinder(sample.Head, guess.Dialect, guess.Columns).Find(choices.Header, skip, declared, none);
        var layout = new CsvLayout(source, guess.Dialect, frame, source.Begin + frame.HeaderBegin, source.Begin + frame.DataBegin, source.Length, declared ?? frame.Comment, declared is not null, [.. notes, .. frame.Notes]);
        return layout with { DataEnd = Math.Max(layout.DataBegin, End(layout)) };
    }

    /// <summary>Where lines of a single cell follow the last record of a table of at least three columns.</summary>
    private long End(CsvLayout layout)
    {
        if (layout.Columns < 3)
            return source.Length;
        var tail = sample.HeadIsWhole ? sample.Head : sample.Tail;
        var begin = source.Length - tail.Length;
        var rows = layout.Rows();
        rows.Open(tail);
        var below = new List<int>();
        var full = 0;
        while (rows.Read(tail, last: true) is { } kind)
        {
            if (begin + rows.Begin < layout.DataBegin || kind is RowKind.Blank or RowKind.Comment)
                continue;
            if (kind == RowKind.Row && rows.Record.Count == 1)
            {
                below.Add(rows.Begin);
                continue;
            }
            below.Clear();
            full += rows.Record.Count == layout.Columns ? 1 : 0;
        }
        return below.Count is > 0 and <= MostBelow && full > 0 ? begin + below[0] : source.Length;
    }

    /// <summary>Excel's own way to say it: sep=;</summary>
    private static byte? Excel(ReadOnlySpan<byte> head) =>
        head.Length > 5 && Ascii.EqualsIgnoreCase(head[..4], "sep="u8) && head[5] is (byte)'\r' or (byte)'\n' ? head[4] : null;

    private static byte? Byte(string? choice, string name) => choice switch
    {
        null => null,
        "tab" or "\\t" => (byte)'\t',
        { Length: 1 } when char.IsAscii(choice[0]) && choice[0] is not ('\r' or '\n') => (byte)choice[0],
        _ => throw new EngineException("choice-invalid", string.Create(CultureInfo.InvariantCulture, $"The {name} is one ASCII character, 'tab' or 'none'.")),
    };
}
