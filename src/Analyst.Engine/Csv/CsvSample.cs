namespace Analyst.Engine.Csv;

/// <summary>Pieces of a text from all over it, each beginning and ending with a line.</summary>
/// <param name="Head">From the very beginning, without the byte order mark.</param>
/// <param name="HeadIsWhole">The file ends where the head does.</param>
/// <param name="Tail">Up to the very end; empty when the last line is longer than a piece.</param>
internal sealed record CsvSample(byte[] Head, bool HeadIsWhole, IReadOnlyList<byte[]> Further, byte[] Tail)
{
    private const int HeadBytes = 256 << 10;
    private const int FurtherBytes = 64 << 10;
    private const int LongestLine = 16 << 20;

    public IEnumerable<byte[]> All => [Head, .. Further, Tail];

    public static CsvSample Of(string path, long begin)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var length = RandomAccess.GetLength(file);
        var size = (long)HeadBytes;
        var head = Piece(file, begin, size, length);
        // A line may be longer than that; the first few have to be seen whole.
        while (head.Length < length - begin && size < LongestLine && LinesIn(head) < 4)
            head = Piece(file, begin, size *= 4, length);
        var whole = head.Length >= length - begin;
        if (whole)
            return new CsvSample(head, true, [], head[..0]);
        byte[][] further = [.. new[] { 0.25, 0.5, 0.75, 1 }.Select(part => Lines(Piece(file, Math.Max(begin + head.Length, (long)(begin + (length - begin) * part) - FurtherBytes), FurtherBytes, length)))];
        return new CsvSample(Cut(head), false, [.. further[..^1].Select(Cut)], further[^1]);
    }

    private static byte[] Lines(byte[] piece)
    {
        var first = piece.AsSpan().IndexOfAny((byte)'\n', (byte)'\r') + 1;
        return first == 0 ? [] : piece[first..];
    }

    private static byte[] Piece(Microsoft.Win32.SafeHandles.SafeFileHandle file, long at, long size, long length)
    {
        var bytes = new byte[Math.Max(0, Math.Min(size, length - at))];
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(read), at + read) is var got and > 0)
            read += got;
        return read == bytes.Length ? bytes : bytes[..read];
    }

    private static int LinesIn(byte[] bytes) => bytes.AsSpan().Count((byte)'\n') + bytes.AsSpan().Count((byte)'\r');

    private static byte[] Cut(byte[] bytes)
    {
        var end = bytes.AsSpan().LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
        return end == 0 ? bytes : bytes[..end];
    }
}
