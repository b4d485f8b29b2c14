using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Analyst.Api.Tests.Servers;
using Apache.Arrow;
using Apache.Arrow.Ipc;

namespace Analyst.Api.Tests;

public sealed class Reading_revisions(Running running)
{
    private const string Awkward = "code,note,amount\n1,\"a,b\",1.5\n2,\"say \"\"hi\"\"\",\n3,\"two\nlines\",-2\n4,=1+1,3\n";

    private readonly ApiClient ann = running.As("ann");

    [Fact]
    public async Task tells_what_the_first_one_is()
    {
        var id = await ann.Ready(Samples.Sales, "sales.csv");

        var reply = await ann.Get($"/datasets/{id}/revisions/1");

        Assert.Equal((1, "ingest", 6L), ((int)reply.Json["number"]!, (string)reply.Json["operation"]!, (long)reply.Json["rowCount"]!));
        Assert.Equal(["region", "product", "amount", "sold"], reply.Json["columns"]!.AsArray().Select(c => (string)c!["name"]!));
        Assert.Equal("sales.csv", (string?)reply.Json["source"]!["name"]);
        Assert.Equal(Hash(Encoding.UTF8.GetBytes(Samples.Sales)), (string?)reply.Json["source"]!["sha256"]);
        Assert.Equal("csv", (string?)reply.Json["file"]!["format"]);
        Assert.Null(reply.Json["from"]);
        Assert.Null(reply.Json["schemaChanges"]);
        Assert.DoesNotContain("originals/", reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("blobKey", reply.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((true, TimeSpan.FromDays(365), "immutable"), (reply.Headers.CacheControl!.Private, reply.Headers.CacheControl.MaxAge, reply.Headers.CacheControl.Extensions.Single().Name));
        foreach (var (name, href) in reply.Json["links"]!.AsObject())
            Assert.True((await ann.Get(((string)href!)["/api/analyst".Length..])).Status == HttpStatusCode.OK, name);
    }

    [Fact]
    public async Task never_changes_what_was_told_once()
    {
        var id = await ann.Ready(Samples.Sales);
        var before = await ann.Get($"/datasets/{id}/revisions/1");
        await ann.Profiled(Samples.Dirty);
        await ann.Succeeded(await ann.Append(id, Samples.Sales));

        var after = await ann.Get($"/datasets/{id}/revisions/1");
        var fresh = await ann.Download($"/datasets/{id}/revisions/1", headers: ("If-None-Match", after.Headers.ETag!.ToString()));

        Assert.Equal((before.Body, before.Headers.ETag), (after.Body, after.Headers.ETag));
        Assert.Equal(HttpStatusCode.NotModified, fresh.Status);
    }

    [Fact]
    public async Task lists_them_newest_first_in_pages()
    {
        var id = await ann.Profiled(Samples.Dirty);
        Assert.Equal(2, await ann.Cleaned(id));

        var first = await ann.Get($"/datasets/{id}/revisions?limit=1");
        var second = await ann.Get($"/datasets/{id}/revisions?limit=1&after={(string)first.Json["next"]!}");

        Assert.Equal((2, "clean", 1), Told(first));
        Assert.NotNull(first.Json["items"]![0]!["planId"]);
        Assert.Equal((1, "ingest", (int?)null), Told(second));
        Assert.Null(second.Json["next"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await ann.Get($"/datasets/{id}/revisions?after=!")).Status);

        static (int, string, int?) Told(Reply page) => ((int)page.Json["items"]![0]!["number"]!, (string)page.Json["items"]![0]!["operation"]!, (int?)page.Json["items"]![0]!["from"]);
    }

    [Theory, InlineData(""), InlineData("/1"), InlineData("/1/rows"), InlineData("/1/original"), InlineData("/1/rejects"), InlineData("/1/diff?from=1")]
    public async Task hides_them_from_others_and_says_when_there_is_none(string path)
    {
        var id = await ann.Ready(Samples.Sales);

        var others = await running.As("bob").Get($"/datasets/{id}/revisions{path}");
        var elsewhere = await running.As("ann@other").Get($"/datasets/{id}/revisions{path}");
        var unknown = await ann.Get($"/datasets/{id}/revisions{path.Replace("/1", "/7", StringComparison.Ordinal)}");

        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (others.Status, others.Code));
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (elsewhere.Status, elsewhere.Code));
        if (path.Length > 0)
            Assert.Equal((HttpStatusCode.NotFound, "revision-not-found"), (unknown.Status, unknown.Code));
    }

    [Fact]
    public async Task gives_rows_page_by_page_to_the_end()
    {
        var id = await ann.Ready(Encoding.UTF8.GetString(Samples.Large(200_000)));
        var total = (int)(await ann.Get($"/datasets/{id}")).Json["rowCount"]!;
        var seen = new List<int>();

        for (string? path = $"/datasets/{id}/revisions/1/rows?limit=999"; path is not null;)
        {
            var page = await ann.Get(path, "application/json");
            Assert.Equal((HttpStatusCode.OK, 999), (page.Status, (int)page.Json["rowLimit"]!));
            seen.AddRange(page.Json["rows"]!.AsArray().Select(r => (int)r![0]!));
            var next = (string?)page.Json["next"];
            Assert.Equal(next is not null, (bool)page.Json["truncated"]!);
            var link = page.Headers.TryGetValues("Link", out var links) ? links.Single() : null;
            Assert.Equal(next is null, link is null);
            path = link is null ? null : link[(link.IndexOf("/datasets", StringComparison.Ordinal))..link.IndexOf('>', StringComparison.Ordinal)];
        }

        Assert.Equal(Enumerable.Range(0, total), seen);
    }

    [Theory, InlineData("limit=0"), InlineData("limit=10001"), InlineData("after=nonsense"), InlineData("after=LTE")]
    public async Task refuses_a_page_that_cannot_be(string query)
    {
        var id = await ann.Ready(Samples.Sales);

        Assert.Equal("bad-request", (await ann.Get($"/datasets/{id}/revisions/1/rows?{query}")).Code);
    }

    [Fact]
    public async Task gives_values_as_a_query_does()
    {
        var id = await ann.Ready("big,price,day\n12345678901234567890,1.10,2024-02-29\n1,,\n");

        var rows = await ann.Get($"/datasets/{id}/revisions/1/rows");
        var asked = await ann.Post($"/datasets/{id}/sql", new { sql = "SELECT * FROM data" });

        Assert.Equal(asked.Json["rows"]!.ToJsonString(), rows.Json["rows"]!.ToJsonString());
        Assert.Equal(asked.Json["columns"]!.ToJsonString(), rows.Json["columns"]!.ToJsonString());
    }

    [Fact]
    public async Task gives_whole_csv_that_comes_back_as_the_same_table()
    {
        var id = await ann.Ready(Awkward, "awkward.csv");

        var csv = await ann.Download($"/datasets/{id}/revisions/1/rows", "text/csv");
        var again = await ann.Ready(csv.Text);

        Assert.Equal(("4", "false"), (csv.Header("X-Row-Count"), csv.Header("X-Truncated")));
        Assert.StartsWith("text/csv", csv.ContentHeaders.ContentType!.ToString(), StringComparison.Ordinal);
        Assert.Equal("awkward-1.csv", csv.ContentHeaders.ContentDisposition?.FileName?.Trim('"'));
        Assert.Equal(csv.Bytes.Length, csv.ContentHeaders.ContentLength);
        AssertDigest(csv);
        Assert.Contains("=1+1", csv.Text, StringComparison.Ordinal);
        Assert.Equal(await Rows(id), await Rows(again));
    }

    [Fact]
    public async Task gives_whole_ndjson_with_the_values_of_the_pages()
    {
        var id = await ann.Ready(Awkward);

        var lines = await ann.Download($"/datasets/{id}/revisions/1/rows", "application/x-ndjson");

        var rows = lines.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!.AsObject()).ToArray();
        Assert.Equal(["code", "note", "amount"], rows[0].Select(p => p.Key));
        Assert.Equal(await Rows(id), $"[{string.Join(",", rows.Select(r => new JsonArray([.. r.Select(p => p.Value?.DeepClone())]).ToJsonString()))}]");
        AssertDigest(lines);
    }

    [Fact]
    public async Task gives_the_parquet_that_is_kept_byte_for_byte_and_in_ranges()
    {
        var id = await ann.Ready(Awkward);
        var told = (await ann.Get($"/datasets/{id}/revisions/1")).Json["parquet"]!;

        var whole = await ann.Download($"/datasets/{id}/revisions/1/rows", "application/vnd.apache.parquet");
        var part = await ann.Download($"/datasets/{id}/revisions/1/rows", "application/vnd.apache.parquet", ("Range", "bytes=0-3"));

        Assert.Equal(((string)told["sha256"]!, (long)told["bytes"]!), (Hash(whole.Bytes), whole.ContentHeaders.ContentLength));
        AssertDigest(whole);
        Assert.Equal((HttpStatusCode.PartialContent, "PAR1"), (part.Status, part.Text));
        Assert.Equal(whole.Header("Repr-Digest"), part.Header("Repr-Digest"));
    }

    [Fact]
    public async Task gives_an_arrow_stream_with_types_and_rows()
    {
        var id = await ann.Ready(Awkward);

        var arrow = await ann.Download($"/datasets/{id}/revisions/1/rows", "application/vnd.apache.arrow.stream");

        using var reader = new ArrowStreamReader(new MemoryStream(arrow.Bytes));
        using var batch = await reader.ReadNextRecordBatchAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["a,b", "say \"hi\"", "two\nlines", "=1+1"], Enumerable.Range(0, batch.Length).Select(i => ((StringArray)batch.Column("note")).GetString(i)));
        Assert.Equal([1.5m, null, -2m, 3m], Enumerable.Range(0, batch.Length).Select(i => ((Decimal128Array)batch.Column("amount")).GetValue(i)));
        AssertDigest(arrow);
    }

    [Theory]
    [InlineData("image/png", "not-acceptable")]
    [InlineData("text/csv;q=0", "not-acceptable")]
    public async Task refuses_a_format_that_it_has_not(string accept, string code)
    {
        var id = await ann.Ready(Samples.Sales);

        foreach (var what in new[] { "rows", "rejects" })
        {
            var reply = await ann.Get($"/datasets/{id}/revisions/1/{what}", accept);
            Assert.Equal((HttpStatusCode.NotAcceptable, code), (reply.Status, reply.Code));
        }
    }

    [Theory]
    [InlineData("*/*", "application/json")]
    [InlineData("text/*", "text/csv")]
    [InlineData("image/png, text/csv;q=0.5, application/x-ndjson;q=0.9", "application/x-ndjson")]
    [InlineData("application/*;q=0.2, application/json;q=0, text/csv;q=0.1", "application/x-ndjson")]
    public async Task chooses_what_the_caller_likes_best(string accept, string given)
    {
        var id = await ann.Ready(Samples.Sales);

        Assert.Equal(given, (await ann.Download($"/datasets/{id}/revisions/1/rows", accept)).ContentHeaders.ContentType?.MediaType);
    }

    [Fact]
    public async Task leaves_nothing_behind_when_the_reader_goes_away()
    {
        var id = await ann.Ready(Encoding.UTF8.GetString(Samples.Large(7 << 20)));
        using (var tcp = new TcpClient())
        {
            await tcp.ConnectAsync(running.Analyst.Address.Host, running.Analyst.Address.Port);
            await using var wire = tcp.GetStream();
            await wire.WriteAsync(Encoding.ASCII.GetBytes($"GET /api/analyst/datasets/{id}/revisions/1/rows HTTP/1.1\r\nHost: x\r\nX-User: ann\r\nAccept: application/x-ndjson\r\n\r\n"));
            Assert.Equal('H', wire.ReadByte());
            tcp.Client.LingerState = new LingerOption(true, 0);
        }

        await Wait.For("the export to go", () => Task.FromResult(Scratch().Length == 0 ? "gone" : null));
        Assert.Equal(HttpStatusCode.OK, (await ann.Get($"/datasets/{id}/revisions/1/rows?limit=1")).Status);
    }

    [Fact]
    public async Task gives_the_original_bytes_as_a_file_that_no_browser_runs()
    {
        var id = await ann.Ready(Awkward, "Zürich \"<b>\" 年.csv");

        var file = await ann.Download($"/datasets/{id}/revisions/1/original");
        var part = await ann.Download($"/datasets/{id}/revisions/1/original", headers: ("Range", "bytes=-4"));

        Assert.Equal((Awkward, "text/csv"), (file.Text, file.ContentHeaders.ContentType?.MediaType));
        Assert.Equal(("attachment", "Zürich __b__ 年.csv"), (file.ContentHeaders.ContentDisposition?.DispositionType, file.ContentHeaders.ContentDisposition?.FileNameStar));
        Assert.Equal(("nosniff", true), (file.Header("X-Content-Type-Options"), file.Header("Content-Security-Policy")?.Contains("sandbox", StringComparison.Ordinal)));
        AssertDigest(file);
        Assert.Equal((HttpStatusCode.PartialContent, Awkward[^4..]), (part.Status, part.Text));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, (await ann.Download($"/datasets/{id}/revisions/1/original", headers: ("Range", "bytes=9999-"))).Status);
    }

    [Fact]
    public async Task of_a_cleaning_gives_the_original_that_it_descends_from()
    {
        var id = await ann.Profiled(Samples.Dirty);
        var n = await ann.Cleaned(id);

        Assert.Equal(Samples.Dirty, (await ann.Download($"/datasets/{id}/revisions/{n}/original")).Text);
    }

    [Fact]
    public async Task has_no_rejects_when_everything_became_a_row()
    {
        var id = await ann.Ready(Samples.Sales);

        var page = await ann.Get($"/datasets/{id}/revisions/1/rejects");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(page.Json["items"]!.AsArray());
        Assert.Equal("""{"rows":0,"cells":0,"leftOut":0}""", page.Json["counts"]!.ToJsonString());
        Assert.Equal("", (await ann.Download($"/datasets/{id}/revisions/1/rejects", "application/x-ndjson")).Text);
        Assert.Equal("line,lines,kind,column,value,reason,text\r\n", (await ann.Download($"/datasets/{id}/revisions/1/rejects", "text/csv")).Text);
    }

    [Fact]
    public async Task of_a_deleted_dataset_says_that_it_is_gone()
    {
        var id = await ann.Profiled(Samples.Sales);
        await ann.Succeeded(await ann.Append(id, Samples.Sales));
        await ann.Delete($"/datasets/{id}");

        foreach (var path in new[] { "", "/1", "/2/rows", "/1/original", "/2/original", "/1/rejects", "/2/diff?from=1" })
        {
            var reply = await ann.Get($"/datasets/{id}/revisions{path}");
            Assert.Equal((HttpStatusCode.Gone, "dataset-deleted"), (reply.Status, reply.Code));
        }
        Assert.Equal("dataset-deleted", (await ann.SetType(id, "amount", "text")).Code);
        Assert.Equal("dataset-deleted", (await ann.Append(id, Samples.Sales)).Code);
        await Wait.For("the objects to go", () => Task.FromResult(Directory.GetFiles(Path.Combine(running.Analyst.DataFolder, "objects"), "*", SearchOption.AllDirectories).Any(f => f.Contains($"{id:N}", StringComparison.Ordinal)) ? null : "gone"));
    }

    [Fact]
    public async Task beside_a_deletion_never_breaks()
    {
        var id = await ann.Ready(Encoding.UTF8.GetString(Samples.Large(3 << 20)));
        string[] kinds = ["application/json", "text/csv", "application/x-ndjson", "application/vnd.apache.parquet", "application/vnd.apache.arrow.stream"];
        var reads = Enumerable.Range(0, 30).Select(async i =>
        {
            var path = i % 3 == 0 ? $"/datasets/{id}/revisions/1/original" : $"/datasets/{id}/revisions/1/rows";
            return (await ann.Download(path, i % 3 == 0 ? null : kinds[i % kinds.Length])).Status;
        }).ToArray();
        var asked = Enumerable.Range(0, 10).Select(async _ => (await ann.Post($"/datasets/{id}/sql", new { sql = "SELECT count(*), max(name) FROM data" })).Status).ToArray();

        await ann.Delete($"/datasets/{id}");

        Assert.All((await Task.WhenAll(reads)).Concat(await Task.WhenAll(asked)), s => Assert.Contains(s, new[] { HttpStatusCode.OK, HttpStatusCode.Gone }));
    }

    [Fact]
    public async Task whose_file_is_lost_but_not_deleted_says_so()
    {
        var id = await ann.Profiled(Samples.Sales);
        foreach (var file in Directory.GetFiles(Path.Combine(running.Analyst.DataFolder, "objects"), "*.parquet", SearchOption.AllDirectories).Where(f => f.Contains($"{id:N}", StringComparison.Ordinal)))
            File.Delete(file);

        var reply = await ann.Get($"/datasets/{id}/revisions/1/rows");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "input-missing"), (reply.Status, reply.Code));
    }

    private async Task<string> Rows(Guid id) => (await ann.Get($"/datasets/{id}/revisions/1/rows")).Json["rows"]!.ToJsonString();

    private string[] Scratch() => Directory.GetFiles(Path.Combine(running.Analyst.DataFolder, "scratch"), "*", SearchOption.AllDirectories);

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static void AssertDigest(Download download) => Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(download.Bytes))}:", download.Header("Repr-Digest"));
}
