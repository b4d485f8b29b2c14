using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Runners;

/// <summary>Frames between parent and child: one byte of kind, four bytes of length (little endian), the payload.</summary>
internal static class RunnerProtocol
{
    public const int HeaderBytes = 5;

    public const byte Request = (byte)'q', Cancel = (byte)'c';
    public const byte Ready = (byte)'s', Progress = (byte)'p', Rows = (byte)'r', Done = (byte)'d', Failed = (byte)'e';

    /// <summary>A frame above this is not ours: the child is broken or taken over.</summary>
    public const int MaximumPayload = 256 * 1024 * 1024;

    public static byte[] Frame(byte kind, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[HeaderBytes + payload.Length];
        frame[0] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(1), payload.Length);
        payload.CopyTo(frame.AsSpan(HeaderBytes));
        return frame;
    }

    public static (byte Kind, int Length) ReadHeader(ReadOnlySpan<byte> header)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(header[1..]);
        return length is >= 0 and <= MaximumPayload
            ? (header[0], length)
            : throw new InvalidDataException("The runner sent a frame that makes no sense.");
    }

    public static byte[] Write(RunnerRequest request) => JsonSerializer.SerializeToUtf8Bytes(request, RunnerJson.Default.RunnerRequest);
}

internal enum RunnerTask { Query, Ingest, Profile, Preview, Clean, Page, Export, Retype }

/// <summary>One order to a child; exactly the member that the task names is set.</summary>
internal sealed record RunnerRequest(
    RunnerTask Task,
    RunnerLimits Limits,
    QueryWork? Query = null,
    IngestWork? Ingest = null,
    ProfileWork? Profile = null,
    CleanWork? Clean = null,
    PageWork? Page = null,
    ExportWork? Export = null,
    RetypeWork? Retype = null,
    string? OutputPath = null);

/// <summary>What the child holds itself to; the operating system enforces the memory and file limits from the first order on.</summary>
internal sealed record RunnerLimits(string TempFolder, int MemoryMb, int DataMb, int FileMb, int Threads, int MaximumResultBytes);

internal sealed record RunnerFailure(string Code, string Message, bool Retryable, bool Spent);

/// <summary>What a query yields besides its rows, which travel as bytes.</summary>
internal sealed record QueryDone(string Sql, IReadOnlyList<Column> Columns, int RowCount, bool Truncated, double DurationMs, IReadOnlyList<string> Notes);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunnerRequest))]
[JsonSerializable(typeof(RunnerFailure))]
[JsonSerializable(typeof(QueryDone))]
[JsonSerializable(typeof(WorkProgress))]
[JsonSerializable(typeof(IngestResult))]
[JsonSerializable(typeof(TableProfile))]
[JsonSerializable(typeof(CleanResult))]
[JsonSerializable(typeof(ExportResult))]
[JsonSerializable(typeof(RetypeResult))]
[JsonSerializable(typeof(IReadOnlyList<OperationEffect>))]
internal sealed partial class RunnerJson : JsonSerializerContext;
