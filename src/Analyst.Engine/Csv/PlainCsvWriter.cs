using System.Buffers;

namespace Analyst.Engine.Csv;

/// <summary>Writes CSV as RFC 4180 has it: comma, doubled quotes; a line ends with LF.</summary>
internal sealed class PlainCsvWriter(string path) : IDisposable
{
    private static readonly SearchValues<byte> Special = SearchValues.Create(",\"\r\n "u8);

    private readonly FileStream output = new(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
    private readonly byte[] buffer = new byte[1 << 20];
    private int used;

    /// <param name="quoted">An empty text is written as such, not as nothing.</param>
    public void PutCell(ReadOnlySpan<byte> text, bool quoted)
    {
        if (text.ContainsAny(Special) || quoted && text.IsEmpty)
            PutQuoted(text);
        else
            Put(text);
    }

    public void Put(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > buffer.Length - used)
        {
            Flush();
            if (bytes.Length > buffer.Length)
            {
                output.Write(bytes);
                return;
            }
        }
        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
    }

    public void Dispose()
    {
        Flush();
        output.Dispose();
    }

    private void PutQuoted(ReadOnlySpan<byte> text)
    {
        Put("\""u8);
        for (var quote = text.IndexOf((byte)'"'); quote >= 0; quote = text.IndexOf((byte)'"'))
        {
            Put(text[..(quote + 1)]);
            Put("\""u8);
            text = text[(quote + 1)..];
        }
        Put(text);
        Put("\""u8);
    }

    private void Flush()
    {
        output.Write(buffer.AsSpan(0, used));
        used = 0;
    }
}
