using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Analyst.Engine.Runners;

/// <summary>Frames to the parent, from whichever thread.</summary>
internal sealed class RunnerOutput(Stream stream) : IDisposable
{
    private readonly BufferedStream buffer = new(stream, 64 * 1024);
    private readonly Lock gate = new();

    public void Send<T>(byte kind, T value, JsonTypeInfo<T> type)
    {
        var frame = RunnerProtocol.Frame(kind, JsonSerializer.SerializeToUtf8Bytes(value, type));
        lock (gate)
        {
            buffer.Write(frame);
            buffer.Flush();
        }
    }

    /// <summary>Bytes of rows; they may wait for the frame that ends the reply.</summary>
    public void SendRows(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
            buffer.Write(RunnerProtocol.Frame(RunnerProtocol.Rows, bytes));
    }

    public void Dispose() => buffer.Dispose();
}
