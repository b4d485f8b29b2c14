using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Killing_the_server(Running running)
{
    [Fact]
    public async Task while_it_reads_a_file_loses_nothing_and_ends_the_job_once()
    {
        var (database, folder) = (await running.Cluster.NewDatabase(), running.Cluster.NewFolder("killed"));
        var crashed = await AnalystProcess.Start(database, folder);
        await using (crashed)
        {
            using var ann = crashed.As("ann");
            var csv = Samples.Large(60 << 20);
            var rows = csv.Count(b => b == '\n') - 1;
            var uploaded = await ann.Upload(csv);
            var id = (Guid)uploaded.Json["id"]!;
            await crashed.Until(id, "job_attempted");
            await crashed.Kill();
            Assert.DoesNotContain("dataset_ingested", (await crashed.Facts(id)).Select(f => f.Type));

            await using var restarted = await AnalystProcess.Start(database, folder);
            using var again = restarted.As("ann");
            var job = await again.Ended((string)uploaded.Json["jobId"]!);

            Assert.Equal("succeeded", (string?)job["state"]);
            Assert.Equal(2, (int)job["attempts"]!);
            await restarted.Until(id, "dataset_profiled");
            var facts = (await restarted.Facts(id)).Select(f => f.Type).ToArray();
            Assert.Single(facts, "dataset_ingested");
            Assert.DoesNotContain("ingest_failed", facts);
            Assert.Equal(rows, (int)(await again.Get($"/datasets/{id}")).Json["rowCount"]!);
            var objects = Directory.GetFiles(Path.Combine(folder, "objects"), "*", SearchOption.AllDirectories).Where(f => f.Contains($"{id:N}", StringComparison.Ordinal)).Select(Path.GetExtension);
            Assert.Equal(["", ".json", ".parquet"], objects.Order());
            Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(folder, "scratch")));
        }
    }
}
