using System.Text.Unicode;
using Microsoft.Win32.SafeHandles;

namespace Analyst.Engine.Csv;

/// <summary>Told of each record.</summary>
/// <param name="block">The bytes that the positions of <see cref="RowReader.Record"/> are in.</param>
/// <returns>False to stop.</returns>
internal delegate bool RowVisitor(RowKind kind, RowReader rows, ReadOnlySpan<byte> block);

/// <summary>Reads records from a part of a file, block by block.</summary>
internal sealed class RowWalk(SafeFileHandle file, RowReader rows)
{
    /// <summary>A quoted cell may run on so far; beyond it, its quote is taken as text.</summary>
    public const int LongestRecord = 16 << 20;

    private const int Slack = 256 << 10;

    private byte[] buffer = new byte[1 << 20];

    /// <summary>Some of the bytes that were read last are not UTF-8.</summary>
    public bool NotUtf8 { get; private set; }

    /// <summary>Visits every record that begins in [<paramref name="from"/>, <paramref name="until"/>), reading no further than <paramref name="end"/>.</summary>
    /// <returns>Where the first record behind them begins.</returns>
    public long Run(long from, long until, long end, RowVisitor visit, CancellationToken ct)
    {
        NotUtf8 = false;
        var at = from;
        var want = until - from + Slack;
        while (at < until)
        {
            ct.ThrowIfCancellationRequested();
            var bytes = Fill(at, Math.Min(end - at, Math.Clamp(want, Slack, LongestRecord + (4 << 20))));
            var last = at + bytes.Length >= end;
            rows.Open(bytes);
            while (true)
            {
                var kind = rows.Read(bytes, last);
                if (kind is null)
                {
                    if (rows.Next > 0 || bytes.Length < LongestRecord)
                        break;
                    if (bytes.IndexOfAny((byte)'\n', (byte)'\r') < 0)
                        throw new EngineException("csv-unreadable", "A line is longer than 16 MB. Check the line ends and the quotes of the file.");
                    kind = rows.ReadLine(bytes);
                }
                if (at + rows.Begin >= until)
                    return at + Checked(bytes[..rows.Begin]);
                if (!visit(kind.Value, rows, bytes))
                    return at + Checked(bytes[..rows.Next]);
            }
            Checked(bytes[..rows.Next]);
            want = rows.Next == 0 ? bytes.Length * 4L : until - at - rows.Next + Slack;
            at += rows.Next;
            if (last)
                return end;
        }
        return at;
    }

    private int Checked(ReadOnlySpan<byte> done)
    {
        NotUtf8 |= !Utf8.IsValid(done);
        return done.Length;
    }

    private ReadOnlySpan<byte> Fill(long at, long count)
    {
        if (buffer.Length < count)
            buffer = new byte[count];
        var read = 0;
        while (read < count && RandomAccess.Read(file, buffer.AsSpan(read, (int)count - read), at + read) is var got and > 0)
            read += got;
        return buffer.AsSpan(0, read);
    }
}
