using ZstdSharp;

namespace Analyst.Engine.Formats;

/// <summary>Expands zstd frame after frame; each must be whole.</summary>
internal static class ZstdFrames
{
    public static void Expand(FileStream file, Expansion into)
    {
        var buffer = new byte[1 << 18];
        try
        {
            using var frames = new DecompressionStream(file, bufferSize: 1 << 17, checkEndOfStream: true, leaveOpen: true);
            int read;
            while ((read = frames.Read(buffer, 0, buffer.Length)) > 0)
                into.Write(buffer.AsSpan(0, read));
        }
        catch (Exception e) when (e is ZstdException or EndOfStreamException)
        {
            throw FileIngest.Unreadable("The zstd file is damaged, was cut off, has something behind it or needs a window above 128 MiB. Compress it anew, without --long.");
        }
    }
}
