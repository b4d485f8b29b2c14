using System.Text;
using Analyst.Domain.Datasets;
using Analyst.Engine;

namespace Analyst.Tests.Engine;

/// <summary>Files of any format through the engine, with the record of what was refused.</summary>
public abstract class Reading(Runners runners)
{
    protected const string Csv = "id,name\n1,Ann\n2,Bob\n";
    protected const string Rows = """[[1,"Ann"],[2,"Bob"]]""";

    protected Runners Runners { get; } = runners;

    /// <summary>Where the last file's record is, when there is one.</summary>
    protected string Rejects { get; private set; } = "";

    protected async Task<Loaded> Load(byte[] file, ReadingChoices? choices = null, long expanded = 20L << 30)
    {
        var output = Runners.NewFile("parquet");
        Rejects = Runners.NewFile("ndjson");
        var result = await Runners.Pool.Ingest(new IngestWork(Engine.Runners.Anyone, Runners.Write(file), output, Rejects, choices, expanded), Engine.Runners.Unheard, Engine.Runners.Ct);
        return new Loaded(Runners, output, Rejects, result);
    }

    protected Task<Loaded> Load(string text, ReadingChoices? choices = null) => Load(Files.Utf8(text), choices);

    protected async Task<EngineException> Refusal(byte[] file, ReadingChoices? choices = null, long expanded = 20L << 30)
    {
        var refusal = await Assert.ThrowsAsync<EngineException>(() => Load(file, choices, expanded));
        Assert.DoesNotContain(Runners.Folder, refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Rejects));
        return refusal;
    }

    protected Task<EngineException> Refusal(string text, ReadingChoices? choices = null) => Refusal(Files.Utf8(text), choices);

    /// <summary>A workbook with one sheet.</summary>
    protected static byte[] Book(string rows, params string[] shared) => Files.Workbook([("Sheet1", "visible", rows)], shared);

    /// <summary>A table that does not shrink.</summary>
    protected static byte[] Noise()
    {
        var random = new Random(7);
        var text = new StringBuilder("a,b\n");
        for (var i = 0; i < 20_000; i++)
            text.Append(random.Next()).Append(',').Append(random.Next()).Append('\n');
        return Files.Utf8(text.ToString());
    }
}
