using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Uploading_in_pieces_to_several_processes(Running running) : IAsyncLifetime
{
    private readonly S3Server s3 = new();
    private readonly List<AnalystProcess> started = [];

    [Fact]
    public async Task works_with_one_bucket_and_one_database_between_them()
    {
        var (database, settings) = (await running.Cluster.NewDatabase(), OnS3("pieces"));
        var (one, other) = (await Start(database, settings), await Start(database, settings));
        using var ann = one.As("ann");
        using var sameAnn = other.As("ann");
        var (here, there) = (new TusClient(ann), new TusClient(sameAnn));
        var csv = Samples.Large(24 << 20);
        var half = csv.Length / 2;

        var id = await here.Begin(csv.Length, TusClient.Metadata("filename", "large.csv"));
        Assert.Equal(HttpStatusCode.NoContent, (await here.Append(id, 0, csv[..half])).Status);
        Assert.Equal(half, await there.Offset(id));
        var replies = await Task.WhenAll(here.Append(id, half, csv[half..]), there.Append(id, half, csv[half..]), here.Append(id, half, csv[half..]), there.Append(id, half, csv[half..]));

        Assert.Single(replies, r => r.Status == HttpStatusCode.NoContent);
        Assert.Equal(3, replies.Count(r => r.Status == HttpStatusCode.Conflict));
        Assert.Single(await one.Facts(id), f => f.Type == "dataset_uploaded");
        var dataset = (await sameAnn.Get($"/datasets/{id}")).Json;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(csv)), (string?)dataset["sha256"]);
        Assert.Equal("succeeded", (string?)(await ann.Ended((string)dataset["jobId"]!))["state"]);
        Assert.Equal(csv.Count(b => b == '\n') - 1, (int)(await ann.Get($"/datasets/{id}")).Json["rowCount"]!);
        Assert.DoesNotContain(Directory.GetFiles(s3.Folder, "*", SearchOption.AllDirectories), f => f.Contains("/uploads/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task leaves_nothing_in_the_bucket_when_it_crashes()
    {
        var (database, settings) = (await running.Cluster.NewDatabase(), OnS3("crash"));
        var crashing = await Start(database, new Dictionary<string, string>(settings) { ["Analyst__Failpoint"] = "after-object" });
        using (var ann = crashing.As("ann"))
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => ann.Upload(Samples.Sales));
        using var client = new AmazonS3Client("S3RVER", "S3RVER", new AmazonS3Config { ServiceURL = s3.Address.AbsoluteUri, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
        await client.InitiateMultipartUploadAsync("crash", "default/begun/original", TestContext.Current.CancellationToken);
        Assert.Single((await client.ListObjectsV2Async(new() { BucketName = "crash" }, TestContext.Current.CancellationToken)).S3Objects);

        var analyst = await Start(database, settings);
        var said = await AnalystVerb.Run(analyst, settings, "sweep", "--now");

        Assert.True(said.Contains("no fact names it", StringComparison.Ordinal), said);
        Assert.Contains("1 unfinished writes", said, StringComparison.Ordinal);
        Assert.Empty((await client.ListObjectsV2Async(new() { BucketName = "crash" }, TestContext.Current.CancellationToken)).S3Objects ?? []);
    }

    [Fact]
    public async Task says_that_the_store_is_away()
    {
        var analyst = await Start(await running.Cluster.NewDatabase(), OnS3("away"));
        using var ann = analyst.As("ann");
        var id = await new TusClient(ann).Begin(5);
        await s3.Stop();

        foreach (var reply in new[] { await ann.Upload(Samples.Sales), await new TusClient(ann).Append(id, 0, Encoding.ASCII.GetBytes("a,b\n1")) })
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (reply.Status, reply.Code));
            Assert.NotNull(reply.Headers.RetryAfter);
        }
        Assert.Equal(0, await new TusClient(ann).Offset(id));
    }

    [Fact]
    public async Task goes_on_where_it_was_when_a_server_was_killed()
    {
        var (database, folder) = (await running.Cluster.NewDatabase(), running.Cluster.NewFolder("killed"));
        var crashed = await Start(database, [], folder);
        using var ann = crashed.As("ann");
        var csv = Samples.Large(80 << 20);
        var id = await new TusClient(ann).Begin(csv.Length);
        using var half = new HalfRequest(crashed.Address, $"PATCH /api/analyst/uploads/{id}", "ann", csv.Length, ("Upload-Offset", "0"), ("Content-Type", "application/offset+octet-stream"));
        await half.Send(csv[..(72 << 20)]);
        await Wait.For("a piece to be durable", async () => await new TusClient(ann).Offset(id) > 0 ? "durable" : null);
        await crashed.Kill();

        var restarted = await Start(database, [], folder);
        using var again = restarted.As("ann");
        var tus = new TusClient(again);
        var offset = await tus.Offset(id);
        Assert.InRange(offset, 1, 72 << 20);
        Assert.Equal(HttpStatusCode.NoContent, (await tus.Append(id, offset, csv[(int)offset..])).Status);

        var dataset = (await again.Get($"/datasets/{id}")).Json;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(csv)), (string?)dataset["sha256"]);
        Assert.Equal("succeeded", (string?)(await again.Ended((string)dataset["jobId"]!))["state"]);
        Assert.Equal(csv.Count(b => b == '\n') - 1, (int)(await again.Get($"/datasets/{id}")).Json["rowCount"]!);
        Assert.DoesNotContain(Directory.GetFiles(folder, "*", SearchOption.AllDirectories), f => f.Contains("/uploads/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task takes_in_no_more_bodies_at_once_than_it_may()
    {
        var analyst = await Start(await running.Cluster.NewDatabase(), new() { ["Analyst__Limits__UploadsAtOnce"] = "1" }, running.Cluster.NewFolder("busy"));
        using var ann = analyst.As("ann");
        var id = await new TusClient(ann).Begin(5);
        using (var hanging = new HalfRequest(analyst.Address, "POST /api/analyst/datasets", "ann", 1000, ("Content-Type", "text/csv")))
        {
            await hanging.Send(Encoding.ASCII.GetBytes("a,b\n1,"));
            await Wait.For("the slot to be taken", () => Task.FromResult(Directory.GetFiles(Path.Combine(analyst.DataFolder, "objects", "begun")).Length > 0 ? "taken" : null));
            var refused = await ann.Upload(Samples.Sales);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "uploads-busy"), (refused.Status, refused.Code));
            Assert.NotNull(refused.Headers.RetryAfter);
            Assert.True((bool)refused.Json["retryable"]!);
            Assert.Equal("uploads-busy", (await new TusClient(ann).Append(id, 0, "hello"u8.ToArray())).Code);
        }

        await Wait.For("the slot to be free", async () => (await ann.Upload(Samples.Sales)).Status == HttpStatusCode.Created ? "free" : null);
        Assert.Equal(HttpStatusCode.NoContent, (await new TusClient(ann).Append(id, 0, "a,b\n1"u8.ToArray())).Status);
    }

    public ValueTask InitializeAsync() => s3.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var process in started)
            await process.DisposeAsync();
        await s3.DisposeAsync();
    }

    private async Task<AnalystProcess> Start(string database, Dictionary<string, string> settings, string? folder = null)
    {
        var analyst = await AnalystProcess.Start(database, folder ?? running.Cluster.NewFolder("pieces"), settings);
        started.Add(analyst);
        return analyst;
    }

    private Dictionary<string, string> OnS3(string bucket)
    {
        var o = s3.Options(bucket);
        return new()
        {
            ["Analyst__Storage__Kind"] = "s3",
            ["Analyst__Storage__S3__ServiceUrl"] = o.ServiceUrl,
            ["Analyst__Storage__S3__Bucket"] = o.Bucket,
            ["Analyst__Storage__S3__AccessKey"] = o.AccessKey,
            ["Analyst__Storage__S3__SecretKey"] = o.SecretKey,
        };
    }
}
