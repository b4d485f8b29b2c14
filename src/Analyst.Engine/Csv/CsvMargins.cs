namespace Analyst.Engine.Csv;

/// <summary>Counts the lines above and below a table's records and records those that are left out.</summary>
internal static class CsvMargins
{
    public const string Above = "above-the-table";
    public const string Below = "below-the-table";
    public const string Comment = "comment";

    /// <param name="All">Lines down to the first record.</param>
    /// <param name="Header">Lines of the header.</param>
    /// <param name="Above">Lines before the header.</param>
    internal readonly record struct Counts(long All, long LeftOut, long Header, long Blank, long Above);

    public static Counts OfHead(CsvLayout layout, CsvRejects? rejects)
    {
        var above = Lines(layout, layout.Source.Begin, layout.HeaderBegin, 1, Above, rejects);
        if (layout.DataBegin == layout.HeaderBegin)
            return above;
        var bytes = Read(layout.Source.Path, layout.HeaderBegin, layout.DataBegin);
        var parser = new RecordParser(layout.Dialect);
        parser.Open(bytes);
        long line = above.All + 1, leftOut = 0, header = 0, blank = 0;
        while (parser.Read(bytes, last: true))
        {
            if (parser.Count == 1 && bytes.AsSpan(parser.Begin, parser.End - parser.Begin).Trim(" \t"u8).IsEmpty)
            {
                blank++;
            }
            else if (layout.Comment is { } comment && bytes[parser.Begin] == comment && (layout.AllComments || parser.Count != layout.Columns))
            {
                parser.ReadLine(bytes, plain: true);
                leftOut++;
                rejects?.Line(line, 1, Comment, bytes.AsSpan(parser.Begin, parser.End - parser.Begin));
            }
            else
            {
                header += parser.Lines;
            }
            line += parser.Lines;
        }
        return new Counts(line - 1, above.LeftOut + leftOut, header, above.Blank + blank, above.All);
    }

    /// <param name="line">The number of the first line below.</param>
    public static Counts OfFoot(CsvLayout layout, long line, CsvRejects? rejects) => Lines(layout, layout.DataEnd, layout.Source.Length, line, Below, rejects);

    private static Counts Lines(CsvLayout layout, long from, long to, long line, string reason, CsvRejects? rejects)
    {
        var bytes = Read(layout.Source.Path, from, to);
        long leftOut = 0, blank = 0, all = 0;
        for (var rest = (ReadOnlySpan<byte>)bytes; !rest.IsEmpty; all++)
        {
            var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
            var text = end < 0 ? rest : rest[..end];
            if (text.Trim(" \t"u8).IsEmpty)
            {
                blank++;
            }
            else
            {
                leftOut++;
                rejects?.Line(line + all, 1, layout.Comment is { } c && text[0] == c ? Comment : reason, text);
            }
            rest = end < 0 ? [] : rest[(end + (rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n' ? 2 : 1))..];
        }
        return new Counts(all, leftOut, 0, blank, all);
    }

    private static byte[] Read(string path, long from, long to)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var bytes = new byte[to - from];
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(read), from + read) is var got and > 0)
            read += got;
        return bytes;
    }
}
