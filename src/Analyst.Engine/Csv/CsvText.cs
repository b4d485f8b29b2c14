using System.Buffers;
using System.Text;

namespace Analyst.Engine.Csv;

/// <summary>How a file's text is encoded, and a copy in UTF-8 when it is not UTF-8.</summary>
internal static class CsvText
{
    private const int PrefixBytes = 64 << 10;

    /// <summary>The superset of Latin-1 that people's files really are in.</summary>
    public static Encoding Windows1252 => CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    // Programs, pictures, archives, office files before 2007, databases.
    private static readonly byte[][] Binaries =
    [
        [0x7F, (byte)'E', (byte)'L', (byte)'F'], [(byte)'M', (byte)'Z', 0x90], [0x89, (byte)'P', (byte)'N', (byte)'G'], [0xFF, 0xD8, 0xFF], [(byte)'G', (byte)'I', (byte)'F', (byte)'8'],
        [(byte)'B', (byte)'Z', (byte)'h'], [0xFD, (byte)'7', (byte)'z'], [(byte)'7', (byte)'z', 0xBC, 0xAF], [(byte)'R', (byte)'a', (byte)'r', (byte)'!'], [0xD0, 0xCF, 0x11, 0xE0], [.. "SQLite format 3"u8], [.. "PAR1"u8],
    ];

    public static byte[] Prefix(string path)
    {
        using var file = File.OpenRead(path);
        var buffer = new byte[Math.Min(PrefixBytes, file.Length)];
        file.ReadExactly(buffer);
        return buffer;
    }

    /// <summary>What a file is that is no text; null for text.</summary>
    public static string? Foreign(ReadOnlySpan<byte> prefix)
    {
        if (prefix.StartsWith("PK\u0003\u0004"u8))
            return "a zip file";
        if (prefix.StartsWith("%PDF"u8))
            return "a PDF";
        foreach (var begin in Binaries)
            if (prefix.StartsWith(begin))
                return "a binary file";
        var marked = prefix.StartsWith<byte>([0xFF, 0xFE]) || prefix.StartsWith<byte>([0xFE, 0xFF]);
        // A single zero byte may stand in a cell; many of them are no text, unless every other one is (UTF-16).
        return !marked && Wide(prefix) is null && prefix.Count((byte)0) > Math.Max(8, prefix.Length / 1000) ? "a binary file" : null;
    }

    /// <summary>UTF-16 or UTF-32 by byte order mark or by zero bytes; null for what has one byte for an ASCII letter.</summary>
    public static Encoding? Wide(ReadOnlySpan<byte> prefix)
    {
        if (prefix.StartsWith<byte>([0xFF, 0xFE, 0, 0]))
            return Encoding.UTF32;
        if (prefix.StartsWith<byte>([0xFF, 0xFE]))
            return Encoding.Unicode;
        if (prefix.StartsWith<byte>([0xFE, 0xFF]))
            return Encoding.BigEndianUnicode;
        var sample = prefix[..Math.Min(prefix.Length & ~1, 4096)];
        int even = 0, odd = 0;
        for (var i = 0; i < sample.Length; i += 2)
        {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }
        // In mostly Latin text every other byte is zero.
        var many = sample.Length / 2 * 4 / 10;
        return sample.Length < 4 || even <= many && odd <= many ? null : new UnicodeEncoding(bigEndian: even > odd, byteOrderMark: false);
    }

    /// <exception cref="EngineException">There is no such encoding.</exception>
    public static Encoding Named(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            throw new EngineException("choice-invalid", $"There is no encoding '{name}'. Name one as the IANA does, such as utf-8, windows-1252 or shift_jis.");
        }
    }

    /// <summary>Counts letters beyond ASCII that are UTF-8, and bytes that are not.</summary>
    public static (long Letters, long Damaged) Measure(string path, CancellationToken ct)
    {
        long letters = 0, damaged = 0;
        EachBlock(path, (ref ReadOnlySpan<byte> bytes, bool last) =>
        {
            while (!bytes.IsEmpty)
            {
                var plain = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
                if (plain < 0)
                {
                    bytes = [];
                    return;
                }
                bytes = bytes[plain..];
                var status = Rune.DecodeFromUtf8(bytes, out _, out var taken);
                if (status == OperationStatus.NeedMoreData && !last)
                    return;
                if (status == OperationStatus.Done)
                    letters++;
                else
                    damaged++;
                bytes = bytes[(status == OperationStatus.Done ? taken : 1)..];
            }
        }, ct);
        return (letters, damaged);
    }

    /// <summary>A copy in UTF-8 in which each byte that is not UTF-8 stands as the Windows-1252 letter it would be.</summary>
    /// <returns>How many there were and the line of the first.</returns>
    public static (long Bytes, long FirstLine) Mend(string from, string to, CancellationToken ct)
    {
        long mended = 0, line = 1, first = 0;
        using var output = new FileStream(to, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        EachBlock(from, (ref ReadOnlySpan<byte> bytes, bool last) =>
        {
            Span<byte> letter = stackalloc byte[4];
            while (!bytes.IsEmpty)
            {
                var plain = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
                plain = plain < 0 ? bytes.Length : plain;
                output.Write(bytes[..plain]);
                line += bytes[..plain].Count((byte)'\n');
                bytes = bytes[plain..];
                if (bytes.IsEmpty)
                    return;
                var status = Rune.DecodeFromUtf8(bytes, out _, out var taken);
                if (status == OperationStatus.NeedMoreData && !last)
                    return;
                if (status == OperationStatus.Done)
                {
                    output.Write(bytes[..taken]);
                    bytes = bytes[taken..];
                    continue;
                }
                if (mended++ == 0)
                    first = line;
                var read = Windows1252.GetString(bytes[..1]);
                output.Write(letter[..Encoding.UTF8.GetBytes(read, letter)]);
                bytes = bytes[1..];
            }
        }, ct);
        return (mended, first);
    }

    /// <summary>A copy in UTF-8 without byte order mark.</summary>
    public static void Transcode(string from, Encoding encoding, string to, CancellationToken ct)
    {
        using var reader = new StreamReader(from, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 20);
        using var writer = new StreamWriter(to, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 20);
        var buffer = new char[1 << 18];
        int read;
        while ((read = reader.Read(buffer, 0, buffer.Length)) > 0)
        {
            ct.ThrowIfCancellationRequested();
            writer.Write(buffer, 0, read);
        }
    }

    internal delegate void Taker(ref ReadOnlySpan<byte> bytes, bool last);

    /// <summary>What is left over of a block comes again with more behind it.</summary>
    internal static void EachBlock(string path, Taker take, CancellationToken ct)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var buffer = new byte[1 << 20];
        long at = 0;
        var kept = 0;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var read = RandomAccess.Read(file, buffer.AsSpan(kept), at);
            at += read;
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, kept + read);
            take(ref bytes, last: read == 0);
            if (read == 0)
                return;
            kept = bytes.Length;
            bytes.CopyTo(buffer);
        }
    }
}
