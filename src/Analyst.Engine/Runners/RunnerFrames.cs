using System.Text.Json;

namespace Analyst.Engine.Runners;

/// <summary>Reads a child's frames up to the one that ends its reply.</summary>
internal static class RunnerFrames
{
    public static async Task<RunnerReply> Read(Stream output, IProgress<WorkProgress>? progress, Func<RunnerFailure, Exception> failed)
    {
        var rows = new List<byte[]>();
        var header = new byte[RunnerProtocol.HeaderBytes];
        long received = 0;
        while (true)
        {
            // The token is not given to the reads: a cancelled child still sends a last frame, or dies and ends the stream.
            await output.ReadExactlyAsync(header, CancellationToken.None);
            var (kind, length) = RunnerProtocol.ReadHeader(header);
            received += length;
            if (received > RunnerProtocol.MaximumPayload)
                throw new InvalidDataException("The runner sent more than any result holds.");
            var payload = new byte[length];
            await output.ReadExactlyAsync(payload, CancellationToken.None);
            switch (kind)
            {
                case RunnerProtocol.Ready:
                    break;
                case RunnerProtocol.Progress:
                    received -= length;
                    progress?.Report(JsonSerializer.Deserialize(payload, RunnerJson.Default.WorkProgress)!);
                    break;
                case RunnerProtocol.Rows:
                    rows.Add(payload);
                    break;
                case RunnerProtocol.Done:
                    return new RunnerReply(payload, Join(rows));
                case RunnerProtocol.Failed:
                    throw failed(JsonSerializer.Deserialize(payload, RunnerJson.Default.RunnerFailure)!);
                default:
                    throw new InvalidDataException("The runner sent a frame that makes no sense.");
            }
        }
    }

    private static byte[] Join(List<byte[]> parts)
    {
        if (parts.Count == 1)
            return parts[0];
        var all = new byte[parts.Sum(p => p.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(all, at);
            at += part.Length;
        }
        return all;
    }
}

/// <param name="Done">JSON of the task's result.</param>
internal sealed record RunnerReply(byte[] Done, byte[] Rows);

/// <summary>A process serves one scope and has one set of tables open.</summary>
internal sealed record RunnerKey(RunnerScope Scope, string Tables);
