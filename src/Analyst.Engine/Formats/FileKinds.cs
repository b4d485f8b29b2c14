namespace Analyst.Engine.Formats;

internal enum FileKind { Text, Gzip, Zstd, Zip, CompoundFile, Parquet, EncryptedParquet }

/// <summary>What a file is, by its first and last bytes.</summary>
internal static class FileKinds
{
    private const int Beginning = 4096;

    public static FileKind Of(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> buffer = stackalloc byte[Beginning];
        var head = buffer[..file.ReadAtLeast(buffer, Beginning, throwOnEndOfStream: false)];
        return head switch
        {
            [0x1F, 0x8B, ..] => FileKind.Gzip,
            [0x28, 0xB5, 0x2F, 0xFD, ..] => FileKind.Zstd,
            // A frame to skip, as pzstd writes it first.
            [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18, ..] => FileKind.Zstd,
            [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] or [(byte)'P', (byte)'K', 7, 8, ..] => FileKind.Zip,
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => FileKind.CompoundFile,
            _ when head.StartsWith("PARE"u8) && !IsText(head) => FileKind.EncryptedParquet,
            // Four letters at the beginning may be the name of a column.
            _ when head.StartsWith("PAR1"u8) && (EndsLikeParquet(file) || !IsText(head)) => FileKind.Parquet,
            _ => FileKind.Text,
        };
    }

    private static bool EndsLikeParquet(FileStream file)
    {
        Span<byte> tail = stackalloc byte[4];
        file.Seek(-4, SeekOrigin.End);
        file.ReadExactly(tail);
        return tail.SequenceEqual("PAR1"u8);
    }

    private static bool IsText(ReadOnlySpan<byte> head) => head.IndexOfAnyInRange((byte)0, (byte)8) < 0;
}
