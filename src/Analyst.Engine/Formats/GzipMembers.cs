using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Analyst.Engine.Formats;

/// <summary>Expands gzip member after member and checks each against its trailer. .NET's GZipStream takes a file that was cut, or that has something behind it, for a whole one.</summary>
internal static class GzipMembers
{
    private const int BufferBytes = 1 << 18;
    private const int TrailerBytes = 8;

    public static void Expand(FileStream file, Expansion into)
    {
        var buffer = new byte[BufferBytes];
        long at = 0;
        do
            at = Member(file, at, into, buffer);
        while (!IsEnd(file, at, buffer));
    }

    private static long Member(FileStream file, long at, Expansion into, byte[] buffer)
    {
        var feed = new Feed(file, BodyOf(file, at));
        using var inflater = new DeflateStream(feed, CompressionMode.Decompress, leaveOpen: true);
        var crc = new Crc32();
        uint length = 0;
        try
        {
            int read;
            while ((read = inflater.Read(buffer)) > 0)
            {
                crc.Append(buffer.AsSpan(0, read));
                length += (uint)read;
                into.Write(buffer.AsSpan(0, read));
            }
        }
        catch (InvalidDataException)
        {
            throw Damaged();
        }
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, crc.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], length);
        // The inflater reads ahead without telling how far, but never a second piece: the trailer begins within the last one.
        var window = buffer.AsSpan(0, (int)(feed.Position - feed.LastStart) + TrailerBytes);
        var found = window[..Read(file, feed.LastStart, window)].IndexOf(trailer);
        return found < 0 ? throw Damaged() : feed.LastStart + found + TrailerBytes;
    }

    /// <summary>Where the compressed bytes begin, behind the member's header.</summary>
    private static long BodyOf(FileStream file, long at)
    {
        file.Seek(at, SeekOrigin.Begin);
        Span<byte> header = stackalloc byte[10];
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
            throw Damaged();
        if (header is not [0x1F, 0x8B, 8, ..])
            throw FileIngest.Unreadable("Something that is not gzip stands behind the compressed data. Compress the file anew.");
        var flags = header[3];
        if ((flags & 4) != 0)
            file.Seek(Byte(file) | Byte(file) << 8, SeekOrigin.Current);
        if ((flags & 8) != 0)
            SkipText(file);
        if ((flags & 16) != 0)
            SkipText(file);
        if ((flags & 2) != 0)
            file.Seek(2, SeekOrigin.Current);
        return file.Position;
    }

    private static void SkipText(FileStream file)
    {
        while (Byte(file) != 0)
        {
        }
    }

    private static int Byte(FileStream file) => file.ReadByte() is var value and >= 0 ? value : throw Damaged();

    /// <summary>Nothing more, or zeros up to the end, with which tapes and some tools fill up.</summary>
    private static bool IsEnd(FileStream file, long at, byte[] buffer)
    {
        int read;
        while ((read = Read(file, at, buffer)) > 0)
        {
            if (buffer.AsSpan(0, read).ContainsAnyExcept((byte)0))
                return false;
            at += read;
        }
        return true;
    }

    private static int Read(FileStream file, long at, Span<byte> buffer)
    {
        file.Seek(at, SeekOrigin.Begin);
        return file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
    }

    private static EngineException Damaged() => FileIngest.Unreadable("The gzip file is damaged or was cut off. Upload it again, or compress it anew.");

    /// <summary>Hands out the file piece by piece and remembers where the last piece began.</summary>
    private sealed class Feed(FileStream file, long at) : ReadOnlyStream
    {
        private const int Piece = 8192;

        public long LastStart { get; private set; } = at;

        public override long Position { get; set; } = at;

        public override long Length => file.Length;

        public override int Read(Span<byte> buffer)
        {
            file.Seek(Position, SeekOrigin.Begin);
            var read = file.Read(buffer[..Math.Min(buffer.Length, Piece)]);
            if (read == 0)
                return 0;
            LastStart = Position;
            Position += read;
            return read;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));
    }
}
