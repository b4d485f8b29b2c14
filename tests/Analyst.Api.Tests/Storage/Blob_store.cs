using System.Security.Cryptography;
using Analyst.Api.Storage;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests.Storage;

/// <summary>What every store promises, whatever it is made of.</summary>
public abstract class Blob_store
{
    private const int Part = 8 << 20;

    protected const long NoLimit = long.MaxValue;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected string Prefix { get; } = BlobKeys.Dataset("acme & söhne/ltd@x", Guid.CreateVersion7());

    protected abstract IBlobStore Store { get; }

    /// <summary>Files of objects that were begun and never finished.</summary>
    protected abstract IReadOnlyList<string> Leftovers();

    /// <summary>Leaves a write as a process does that is killed in the middle of it.</summary>
    protected abstract void Begin();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Part - 1)]
    [InlineData(Part)]
    [InlineData(Part + 1)]
    [InlineData(20_000_000)]
    public async Task gives_back_the_same_bytes_and_tells_their_hash(int size)
    {
        var content = RandomNumberGenerator.GetBytes(size);

        var info = await Store.Write(Prefix + "original", new TrickleStream(content), NoLimit, Ct);

        Assert.Equal(new BlobInfo(Prefix + "original", size, Hex(content)), info);
        Assert.Equal(content, await Read(Prefix + "original"));
        Assert.Empty(Leftovers());
    }

    [Fact]
    public async Task takes_over_a_file_of_this_machine()
    {
        var content = RandomNumberGenerator.GetBytes(Part + 7);
        var path = Path.Combine(Directory.CreateTempSubdirectory("analyst-taken-").FullName, "file");
        await File.WriteAllBytesAsync(path, content, Ct);

        await Store.TakeOver(Prefix + "original", path, Hex(content), Ct);

        Assert.Equal(content, await Read(Prefix + "original"));
        Assert.Empty(Leftovers());
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Theory]
    [InlineData(1000, 999)]
    [InlineData(Part + 1, Part)]
    [InlineData((2 * Part) + 1, Part + 5)]
    public async Task refuses_more_than_allowed_and_keeps_nothing(int size, int maximum)
    {
        var refused = await Assert.ThrowsAsync<BlobTooLargeException>(() => Store.Write(Prefix + "original", new MemoryStream(new byte[size]), maximum, Ct));

        Assert.Equal(maximum, refused.MaximumBytes);
        Assert.Null(await Store.OpenRead(Prefix + "original", Ct));
        Assert.Empty(Leftovers());
    }

    [Fact]
    public async Task takes_exactly_the_maximum() =>
        Assert.Equal(1000, (await Store.Write(Prefix + "original", new MemoryStream(new byte[1000]), 1000, Ct)).Bytes);

    [Theory]
    [InlineData(500)]
    [InlineData(Part + (Part / 2))]
    [InlineData(2 * Part)]
    public async Task keeps_nothing_of_a_source_that_breaks(int after)
    {
        var source = new TrickleStream(new byte[after], then: new IOException("The client went away."));

        await Assert.ThrowsAsync<IOException>(() => Store.Write(Prefix + "original", source, NoLimit, Ct));

        Assert.Null(await Store.OpenRead(Prefix + "original", Ct));
        Assert.Empty(Leftovers());
    }

    [Fact]
    public async Task keeps_the_old_object_when_its_replacement_breaks()
    {
        await Store.Write(Prefix + "original", new MemoryStream([1, 2, 3]), NoLimit, Ct);

        await Assert.ThrowsAsync<IOException>(() => Store.Write(Prefix + "original", new TrickleStream(new byte[Part + 1], then: new IOException("gone")), NoLimit, Ct));

        Assert.Equal([1, 2, 3], await Read(Prefix + "original"));
    }

    [Fact]
    public async Task keeps_nothing_of_a_cancelled_write()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var source = new TrickleStream(new byte[Part + 1000], whenDone: cancel.Cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.Write(Prefix + "original", source, NoLimit, cancel.Token));

        Assert.Null(await Store.OpenRead(Prefix + "original", Ct));
        // A server notices a moment later that its client has gone.
        await Wait.For("what was begun to go", () => Task.FromResult(Leftovers().Count == 0 ? "gone" : null));
    }

    [Fact]
    public async Task shows_a_reader_one_whole_object_while_two_write_its_key()
    {
        byte[][] contents = [.. new[] { 100_000, Part + 300_000 }.Select(RandomNumberGenerator.GetBytes)];
        var hashes = contents.Select(Hex).ToHashSet();
        await Store.Write(Prefix + "original", new MemoryStream(contents[0]), NoLimit, Ct);
        var writers = Task.WhenAll(contents.Select(async content =>
        {
            for (var round = 0; round < 5; round++)
                await Store.Write(Prefix + "original", new MemoryStream(content), NoLimit, Ct);
        }));

        var reads = 0;
        do
        {
            Assert.Contains(Hex((await Read(Prefix + "original"))!), hashes);
            reads++;
        }
        while (!writers.IsCompleted);

        await writers;
        Assert.True(reads > 1);
    }

    [Fact]
    public async Task lists_and_erases_one_dataset_and_no_other()
    {
        var other = BlobKeys.Dataset("acme", Guid.CreateVersion7());
        string[] mine = [Prefix + "original", Prefix + "revisions/a.parquet", Prefix + "revisions/b.parquet", Prefix + "results/c.json"];
        foreach (var key in mine.Append(other + "original"))
            await Store.Write(key, new MemoryStream([7]), NoLimit, Ct);
        Assert.Equal(mine.Order(), (await List(Prefix)).Order());
        Assert.Equal([Prefix + "revisions/a.parquet"], await List(Prefix + "revisions/a"));

        await Store.DeleteAll(Prefix, Ct);

        Assert.Empty(await List(Prefix));
        Assert.Null(await Store.OpenRead(mine[0], Ct));
        Assert.Equal([other + "original"], await List(other));
        await Store.DeleteAll(Prefix, Ct);
    }

    [Fact]
    public async Task tells_the_folders_below_a_place()
    {
        var (tenant, one, other) = ($"t{Guid.CreateVersion7():N}", Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var key in new[] { BlobKeys.Original(tenant, one), BlobKeys.Revision(tenant, one, "aa"), BlobKeys.Profile(tenant, other, "bb"), BlobKeys.Piece(tenant, one, 7, other) })
            await Store.Write(key, new MemoryStream([7]), NoLimit, Ct);

        Assert.Contains($"{tenant}/", await Folders(""));
        Assert.Equal(new[] { $"{tenant}/{one:N}/", $"{tenant}/{other:N}/", $"{tenant}/uploads/" }.Order(), (await Folders($"{tenant}/")).Order());
        Assert.Equal([BlobKeys.Upload(tenant, one)], await Folders(BlobKeys.Uploads(tenant)));
        Assert.Empty(await Folders(BlobKeys.Upload(tenant, one)));
        Assert.Empty(await Folders("nobody/"));
        await Assert.ThrowsAsync<ArgumentException>(() => Folders("../"));
    }

    [Fact]
    public async Task forgets_writes_that_were_never_finished()
    {
        Begin();

        Assert.Equal(0, await Store.DropUnfinished(TimeProvider.System.GetUtcNow().AddHours(-1), Ct));
        Assert.Single(Leftovers());
        Assert.Equal(1, await Store.DropUnfinished(TimeProvider.System.GetUtcNow().AddMinutes(1), Ct));
        Assert.Empty(Leftovers());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../secret")]
    [InlineData("a/../../secret")]
    [InlineData("a/./b")]
    [InlineData("a//b")]
    [InlineData("a/b\0")]
    [InlineData("a\\b")]
    [InlineData("a/*")]
    [InlineData("a/b@c")]
    public async Task refuses_keys_that_could_lead_elsewhere(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Write(key, new MemoryStream([1]), NoLimit, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenRead(key, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAll(key, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => List(key));
    }

    [Fact]
    public async Task refuses_a_key_without_end() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenRead("a/" + new string('b', 5000), Ct));

    [Fact]
    public async Task answers_the_check_when_it_can_be_reached() =>
        Assert.Null(await Record.ExceptionAsync(() => Store.Check(Ct)));

    internal static string Hex(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    protected async Task<byte[]?> Read(string key)
    {
        await using var source = await Store.OpenRead(key, Ct);
        if (source is null)
            return null;
        using var copy = new MemoryStream();
        await source.CopyToAsync(copy, Ct);
        return copy.ToArray();
    }

    private async Task<List<string>> Folders(string below)
    {
        var folders = new List<string>();
        await foreach (var folder in Store.Folders(below, Ct))
            folders.Add(folder);
        return folders;
    }

    protected async Task<List<string>> List(string prefix)
    {
        var keys = new List<string>();
        await foreach (var key in Store.List(prefix, Ct))
            keys.Add(key);
        return keys;
    }
}
