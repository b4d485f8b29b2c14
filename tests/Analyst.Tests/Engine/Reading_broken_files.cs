using System.Text;
using Analyst.Engine;

namespace Analyst.Tests.Engine;

/// <summary>Files broken at random, each from its seed: whatever is read, every line is accounted for, and whatever is refused is refused for a reason.</summary>
public sealed class Reading_broken_files(Runners runners)
{
    private static readonly string[] Refusals = ["csv-unreadable", "csv-empty"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 120)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task no_line_is_lost(int seed)
    {
        var random = new Random(seed);
        var table = CsvTable.From(seed) with { Encoding = new UTF8Encoding(false) };
        var bytes = table.Bytes();
        for (var i = random.Next(1, 12); i > 0; i--)
            bytes = Broken(bytes, random);
        try
        {
            var loaded = await runners.Load(bytes);

            var lines = loaded.Result.File.Lines!;
            Assert.Equal(lines.Total, lines.Rows + lines.Header + lines.Blank + lines.LeftOut + lines.Rejected);
            Assert.Equal(Lines(bytes), lines.Total);
            Assert.Equal(loaded.Result.Rejects.All, loaded.Rejects.Length);
            Assert.Equal(lines.Rejected, loaded.Rejects.Where(r => r.Kind == "row").Sum(r => r.Lines));
            Assert.Equal(lines.LeftOut, loaded.Rejects.Where(r => r.Kind == "line").Sum(r => r.Lines));
            Assert.Equal(loaded.Result.RowCount, (await loaded.Ask("SELECT count(*) FROM data"))[0][0].GetInt64());
            Assert.True(loaded.Result.RowCount <= lines.Rows, "More rows than lines of rows.");
        }
        catch (EngineException e)
        {
            Assert.True(Refusals.Contains(e.Code), e.ToString());
        }
    }

    private static byte[] Broken(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        var length = Math.Min(random.Next(1, 40), bytes.Length - at);
        return random.Next(9) switch
        {
            0 => [.. bytes[..at], (byte)'"', .. bytes[at..]],
            1 => [.. bytes[..at], (byte)",;\t|"[random.Next(4)], .. bytes[at..]],
            2 => [.. bytes[..at], .. bytes[(at + length)..]],
            3 => [.. bytes[..at], .. bytes[at..(at + length)], .. bytes[at..]],
            4 => [.. bytes[..at], .. "\r\n"u8.ToArray().AsSpan(0, random.Next(1, 3)), .. bytes[at..]],
            5 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
            6 => [.. bytes[..at], (byte)'\\', .. bytes[at..]],
            7 => [.. bytes[..at], (byte)'\n', (byte)'#', .. bytes[at..]],
            _ => bytes.Length > 20 ? bytes[..Math.Max(20, at)] : bytes,
        };
    }

    /// <summary>LF, CR and CR LF each end a line; what stands behind the last one is a line too.</summary>
    private static long Lines(byte[] bytes)
    {
        var body = bytes.AsSpan().StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? bytes.AsSpan(3) : bytes;
        var ends = 0L;
        for (var i = 0; i < body.Length; i++)
            ends += body[i] == '\n' || body[i] == '\r' && (i + 1 == body.Length || body[i + 1] != '\n') ? 1 : 0;
        return ends + (body.Length > 0 && body[^1] is not ((byte)'\n' or (byte)'\r') ? 1 : 0);
    }
}
