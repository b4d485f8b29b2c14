using System.Text;
using System.Text.Unicode;

namespace Analyst.Engine.Csv;

/// <summary>Finds out how a file's text is encoded and makes a UTF-8 copy when it is not UTF-8.</summary>
internal static class CsvText
{
    private const int PrefixBytes = 4 << 20;

    /// <summary>The first megabytes, whole when the file is small.</summary>
    public static byte[] Prefix(string path)
    {
        using var file = File.OpenRead(path);
        var buffer = new byte[Math.Min(PrefixBytes, file.Length)];
        file.ReadExactly(buffer);
        return buffer;
    }

    /// <summary>What a file is that is no text, by its first bytes or its zero bytes; null for text.</summary>
    public static string? Foreign(ReadOnlySpan<byte> prefix)
    {
        if (prefix.StartsWith("PK\u0003\u0004"u8))
            return "an Excel or zip file";
        if (prefix.StartsWith<byte>([0x1F, 0x8B]))
            return "a gzip file";
        if (prefix.StartsWith("PAR1"u8))
            return "a Parquet file";
        if (prefix.StartsWith("%PDF"u8))
            return "a PDF";
        var marked = prefix.StartsWith<byte>([0xFF, 0xFE]) || prefix.StartsWith<byte>([0xFE, 0xFF]);
        // A single zero byte may stand in a cell; many of them are no text, unless every other one is (UTF-16).
        return !marked && ZeroBytes(prefix) is null && prefix.Count((byte)0) > Math.Max(8, prefix.Length / 1000) ? "a binary file" : null;
    }

    /// <summary>Judged by byte order mark, else by zero bytes, else UTF-8 when the beginning is valid, else Windows-1252.</summary>
    public static Encoding Detect(ReadOnlySpan<byte> prefix)
    {
        if (prefix.StartsWith<byte>([0xFF, 0xFE]))
            return Encoding.Unicode;
        if (prefix.StartsWith<byte>([0xFE, 0xFF]))
            return Encoding.BigEndianUnicode;
        if (ZeroBytes(prefix) is { } wide)
            return wide;
        return IsUtf8(prefix) ? Encoding.UTF8 : Windows1252;
    }

    /// <summary>The superset of Latin-1 that people's files really are in.</summary>
    public static Encoding Windows1252 => CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

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

    private static bool IsUtf8(ReadOnlySpan<byte> prefix)
    {
        // The cut may have split the last character.
        var end = prefix.Length;
        while (end > 0 && prefix.Length - end < 4 && (prefix[end - 1] & 0xC0) == 0x80)
            end--;
        if (end > 0 && prefix[end - 1] >= 0xC0)
            end--;
        return Utf8.IsValid(prefix[..end]) && (prefix.Length - end == 0 || Utf8.IsValid(prefix) || prefix.Length == PrefixBytes);
    }

    /// <summary>UTF-16 without a mark: in mostly Latin text every other byte is zero.</summary>
    private static UnicodeEncoding? ZeroBytes(ReadOnlySpan<byte> prefix)
    {
        var sample = prefix[..Math.Min(prefix.Length & ~1, 4096)];
        int even = 0, odd = 0;
        for (var i = 0; i < sample.Length; i += 2)
        {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }
        var many = sample.Length / 2 * 4 / 10;
        if (sample.Length < 4 || even <= many && odd <= many)
            return null;
        return new UnicodeEncoding(bigEndian: even > odd, byteOrderMark: false);
    }
}
