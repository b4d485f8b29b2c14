using Analyst.Api.Storage;

namespace Analyst.Api.Tests.Storage;

public sealed class Local_blob_store : Blob_store, IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("analyst-blobs-");
    private readonly LocalBlobStore store;

    public Local_blob_store() => store = new LocalBlobStore(new LocalBlobOptions(root.FullName), TimeProvider.System);

    protected override IBlobStore Store => store;

    private string Begun => Path.Combine(root.FullName, "begun");

    [Fact]
    public async Task hands_out_its_own_file()
    {
        Assert.Null(store.TryGetPath(Prefix + "original"));
        await store.Write(Prefix + "original", new MemoryStream([1, 2]), NoLimit, Ct);

        Assert.Equal([1, 2], await File.ReadAllBytesAsync(store.TryGetPath(Prefix + "original")!, Ct));
    }

    [Fact]
    public async Task removes_at_start_what_was_left_begun_an_hour_ago()
    {
        var old = Path.Combine(Begun, "old");
        var young = Path.Combine(Begun, "young");
        await File.WriteAllTextAsync(old, "half", Ct);
        await File.WriteAllTextAsync(young, "half", Ct);
        File.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-61));

        _ = new LocalBlobStore(new LocalBlobOptions(root.FullName), TimeProvider.System);

        Assert.Equal([young], Directory.GetFiles(Begun));
    }

    [Fact]
    public async Task leaves_no_empty_folder_after_an_erasure()
    {
        await store.Write(Prefix + "revisions/a.parquet", new MemoryStream([1]), NoLimit, Ct);

        await store.DeleteAll(Prefix, Ct);

        Assert.Empty(Directory.GetDirectories(Path.Combine(root.FullName, "objects")));
    }

    [Fact]
    public async Task survives_writing_beside_erasing()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            await store.Write($"{Prefix}results/{i}.json", new MemoryStream([1]), NoLimit, Ct);
            await store.DeleteAll($"{Prefix}results/{i}.json", Ct);
        })));

        Assert.Empty(await List(Prefix));
    }

    [Fact]
    public async Task erases_what_was_written_before_however_many_erase_beside()
    {
        for (var round = 0; round < 300; round++)
        {
            foreach (var name in (string[])["original", "revisions/a", "profiles/a", "plans/a", "results/a"])
                await store.Write(Prefix + name, new MemoryStream([1]), NoLimit, Ct);
            var beside = Task.Run(() => store.DeleteAll(Prefix, Ct), Ct);
            await store.Write(Prefix + "profiles/late", new MemoryStream([1]), NoLimit, Ct);

            await store.DeleteAll(Prefix, Ct);

            await beside;
            Assert.Empty(await List(Prefix));
        }
    }

    public void Dispose() => root.Delete(recursive: true);

    protected override void Begin() => File.WriteAllText(Path.Combine(Begun, "half"), "half");

    protected override IReadOnlyList<string> Leftovers() => Directory.GetFiles(Begun);
}
