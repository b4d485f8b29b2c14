using Amazon.S3;
using Analyst.Api.Storage;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests.Storage;

public sealed class S3_blob_store(S3Server server) : Blob_store, IClassFixture<S3Server>, IAsyncLifetime
{
    private readonly S3BlobStore store = new(server.Options("analyst"));

    protected override IBlobStore Store => store;

    public async ValueTask InitializeAsync() => await store.Check(Ct);

    [Fact]
    public async Task lists_and_erases_more_than_one_page()
    {
        // Put behind the server's back: a thousand uploads would take many seconds.
        var folder = Directory.CreateDirectory(Path.Combine(server.Folder, "data", "analyst", Prefix, "results"));
        for (var i = 0; i < 1005; i++)
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{i}.json._S3rver_object"), [1], Ct);
        Assert.Equal(1005, (await List(Prefix)).Distinct().Count());

        await store.DeleteAll(Prefix, Ct);

        Assert.Empty(await List(Prefix));
    }

    [Fact]
    public async Task does_not_pass_off_an_absent_bucket_as_an_absent_object()
    {
        using var elsewhere = new S3BlobStore(server.Options("not-made"));

        await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => elsewhere.OpenRead(Prefix + "original", Ct));
    }

    [Fact]
    public async Task fails_the_check_when_nobody_answers()
    {
        using var nobody = new S3BlobStore(server.Options("analyst") with { ServiceUrl = $"http://127.0.0.1:{FreePort.Next()}" });

        Assert.NotNull(await Record.ExceptionAsync(() => nobody.Check(Ct)));
    }

    public ValueTask DisposeAsync()
    {
        store.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override void Begin()
    {
        var upload = Directory.CreateDirectory(Path.Combine(server.Folder, "data", "analyst", "._S3rver_uploads", $"{Guid.CreateVersion7():N}"));
        File.WriteAllText(Path.Combine(upload.FullName, "key"), Prefix + "original");
    }

    protected override IReadOnlyList<string> Leftovers()
    {
        var uploads = Path.Combine(server.Folder, "data", "analyst", "._S3rver_uploads");
        return [.. Directory.Exists(uploads) ? Directory.GetDirectories(uploads) : [], .. Directory.GetFiles(Path.Combine(server.Folder, "begun"))];
    }
}
