using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Uploading_a_file(Running running)
{
    private const string Csv = "city,amount\nBern,1\nBasel,2\n";

    private readonly ApiClient ann = running.As("ann");

    [Fact]
    public async Task answers_as_soon_as_bytes_and_fact_are_durable()
    {
        var reply = await ann.Upload(Csv, "orders.csv");

        Assert.Equal(HttpStatusCode.Created, reply.Status);
        Assert.Equal($"/api/analyst/datasets/{reply.Json["id"]}", reply.Headers.Location?.OriginalString);
        Assert.Equal("orders.csv", (string?)reply.Json["name"]);
        Assert.Equal("uploaded", (string?)reply.Json["status"]);
        Assert.Equal(Csv.Length, (long)reply.Json["bytes"]!);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Csv))), (string?)reply.Json["sha256"]);
        var fact = (await running.Analyst.Facts((Guid)reply.Json["id"]!))[0];
        Assert.Equal(("dataset_uploaded", "ann", "default", 1L), (fact.Type, fact.User, fact.Tenant, fact.Version));
        Assert.NotNull(fact.CorrelationId);
        Assert.Contains("traceparent", fact.Headers);
    }

    [Fact]
    public async Task takes_the_first_file_of_a_form()
    {
        using var form = new MultipartFormDataContent { { new StringContent("ignored"), "note" }, { new StringContent(Csv), "file", "in a form.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/analyst/datasets") { Content = form };

        var reply = await ann.Send(request);

        Assert.Equal(HttpStatusCode.Created, reply.Status);
        Assert.Equal("in a form.csv", (string?)reply.Json["name"]);
        Assert.Equal(Csv.Length, (long)reply.Json["bytes"]!);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\temp\orders.csv", "orders.csv")]
    [InlineData("a\u0007b\r\n.csv", "ab.csv")]
    [InlineData("   ", "dataset.csv")]
    [InlineData("Zürich 年.csv", "Zürich 年.csv")]
    public async Task keeps_only_the_last_part_of_a_name(string given, string kept) =>
        Assert.Equal(kept, (string?)(await ann.Upload(Csv, given)).Json["name"]);

    [Fact]
    public async Task refuses_a_body_that_is_empty()
    {
        var reply = await ann.Upload("");

        Assert.Equal((HttpStatusCode.BadRequest, "empty-body"), (reply.Status, reply.Code));
    }

    [Theory]
    [InlineData("application/pdf")]
    [InlineData("image/png")]
    public async Task refuses_what_is_no_table(string mediaType)
    {
        var reply = await ann.Upload([1, 2, 3], "x", mediaType);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported-media-type"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task refuses_more_bytes_than_the_limit_and_keeps_none_of_them()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/analyst/datasets") { Content = new StreamContent(new MemoryStream(new byte[Running.UploadLimit + 1])) };
        request.Content.Headers.ContentType = new("text/csv");
        request.Headers.TransferEncodingChunked = true;
        var before = Directory.GetFiles(running.Analyst.DataFolder, "*", SearchOption.AllDirectories).Count(f => new FileInfo(f).Length > Running.UploadLimit / 2);

        var reply = await ann.Send(request);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-large"), (reply.Status, reply.Code));
        Assert.Equal(before, Directory.GetFiles(running.Analyst.DataFolder, "*", SearchOption.AllDirectories).Count(f => new FileInfo(f).Length > Running.UploadLimit / 2));
    }

    [Fact]
    public async Task takes_a_file_of_exactly_the_limit()
    {
        var bytes = new byte[Running.UploadLimit];
        Array.Fill(bytes, (byte)'a');

        Assert.Equal(HttpStatusCode.Created, (await ann.Upload(bytes)).Status);
    }

    [Fact]
    public async Task refuses_a_form_that_ends_too_early()
    {
        using var cutter = running.As($"cut-{Guid.CreateVersion7():N}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/analyst/datasets") { Content = new StringContent("--x\r\nContent-Disposition: form-data; name=f; filename=a.csv\r\n\r\na,b\r\n1,") };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");

        var reply = await cutter.Send(request);

        Assert.Equal((HttpStatusCode.BadRequest, "body-truncated"), (reply.Status, reply.Code));
        Assert.Empty((await cutter.Get("/datasets")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task takes_bytes_that_are_what_their_digest_says()
    {
        var bytes = Encoding.UTF8.GetBytes(Csv);
        var digest = $"unixsum=:AAAA:, sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}: , sha-512=:{Convert.ToBase64String(SHA512.HashData(bytes))}:;note=1";

        Assert.Equal(HttpStatusCode.Created, (await Digested(ann, digest)).Status);
    }

    [Theory]
    [InlineData("sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:", HttpStatusCode.UnprocessableEntity, "digest-mismatch")]
    [InlineData("md5=:AAAA:, sha-512=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==:", HttpStatusCode.UnprocessableEntity, "digest-mismatch")]
    [InlineData("sha-256=abc", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("sha-256", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("sha-256=:AAAA:", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("sha-256=:%%:", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("?", HttpStatusCode.BadRequest, "bad-request")]
    public async Task keeps_nothing_of_bytes_that_are_not_what_their_digest_says(string digest, HttpStatusCode status, string code)
    {
        var tenant = $"digest-{Guid.CreateVersion7():N}";
        using var user = running.As($"ann@{tenant}");

        var reply = await Digested(user, digest);

        Assert.Equal((status, code), (reply.Status, reply.Code));
        Assert.Empty((await user.Get("/datasets")).Json["items"]!.AsArray());
        Assert.False(Directory.Exists(Path.Combine(running.Analyst.DataFolder, "objects", "objects", tenant)));
    }

    [Theory]
    [InlineData(true, true, HttpStatusCode.Created)]
    [InlineData(true, false, HttpStatusCode.UnprocessableEntity)]
    [InlineData(false, true, HttpStatusCode.UnprocessableEntity)]
    public async Task checks_the_digest_of_a_form_and_of_the_file_in_it(bool formIsRight, bool fileIsRight, HttpStatusCode status)
    {
        var file = Encoding.UTF8.GetBytes(Csv);
        var form = Encoding.UTF8.GetBytes($"--x\r\nContent-Disposition: form-data; name=f; filename=a.csv\r\nContent-Digest: {Sha256(file, fileIsRight)}\r\n\r\n{Csv}\r\n--x\r\nContent-Disposition: form-data; name=after\r\n\r\nmore\r\n--x--\r\n");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/analyst/datasets") { Content = new ByteArrayContent(form) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        request.Content.Headers.TryAddWithoutValidation("Content-Digest", Sha256(form, formIsRight));

        Assert.Equal(status, (await ann.Send(request)).Status);
    }

    [Theory]
    [InlineData("delimiter=tab&quote=none&escape=%5C&encoding=LATIN1&header=true&skip=3&comment=%23&decimal=,&dateOrder=DMY&sheet=Jan%202024", """{"Skip": 3, "Quote": "none", "Sheet": "Jan 2024", "Types": null, "Escape": "\\", "Header": 1, "Comment": "#", "Encoding": "iso-8859-1", "DateOrder": "dmy", "Delimiter": "tab", "DecimalMark": ","}""")]
    [InlineData("delimiter=%09&header=2", """{"Skip": null, "Quote": null, "Sheet": null, "Types": null, "Escape": null, "Header": 2, "Comment": null, "Encoding": null, "DateOrder": null, "Delimiter": "tab", "DecimalMark": null}""")]
    [InlineData("header=false&other=1", """{"Skip": null, "Quote": null, "Sheet": null, "Types": null, "Escape": null, "Header": 0, "Comment": null, "Encoding": null, "DateOrder": null, "Delimiter": null, "DecimalMark": null}""")]
    [InlineData("other=1", "null")]
    public async Task keeps_what_the_sender_declares_about_the_file(string query, string choices)
    {
        var reply = await Declared(query);

        Assert.Equal(HttpStatusCode.Created, reply.Status);
        var fact = (await running.Analyst.Facts((Guid)reply.Json["id"]!))[0];
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(choices), JsonNode.Parse(fact.Data)!["Choices"]), fact.Data);
    }

    [Theory]
    [InlineData("delimiter=", "delimiter")]
    [InlineData("delimiter=,,", "delimiter")]
    [InlineData("delimiter=%0A", "delimiter")]
    [InlineData("delimiter=;&quote=;", "delimiter")]
    [InlineData("quote=nothing", "quote")]
    [InlineData("escape=none", "escape")]
    [InlineData("encoding=klingon", "encoding")]
    [InlineData("encoding=utf-7", "encoding")]
    [InlineData("header=maybe", "header")]
    [InlineData("header=-1", "header")]
    [InlineData("skip=1000001", "skip")]
    [InlineData("skip=1.5", "skip")]
    [InlineData("comment=//", "comment")]
    [InlineData("decimal=;", "decimal")]
    [InlineData("dateOrder=dym", "dateOrder")]
    [InlineData("sheet=", "sheet")]
    public async Task refuses_a_declaration_that_means_nothing(string query, string named)
    {
        var reply = await Declared(query);

        Assert.Equal((HttpStatusCode.BadRequest, "bad-request"), (reply.Status, reply.Code));
        Assert.StartsWith(named + " is", (string?)reply.Json["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/gzip")]
    [InlineData("application/x-gzip")]
    [InlineData("application/zstd")]
    [InlineData("application/vnd.apache.parquet")]
    [InlineData("application/x-ndjson")]
    [InlineData("application/jsonl")]
    [InlineData("application/json")]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task records_the_media_type_and_leaves_the_rest_to_the_reading(string mediaType)
    {
        var reply = await ann.Upload(Encoding.UTF8.GetBytes(Csv), "x", mediaType);

        Assert.Equal(HttpStatusCode.Created, reply.Status);
        Assert.Equal(mediaType, (string?)JsonNode.Parse((await running.Analyst.Facts((Guid)reply.Json["id"]!))[0].Data)!["MediaType"]);
    }

    [Theory]
    [InlineData("Content-Length: 1000\r\n\r\na,b\n1,2\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n8\r\na,b\n1,2\n\r\n")]
    public async Task acknowledges_nothing_when_the_connection_ends_too_early(string rest)
    {
        var user = $"cut-{Guid.CreateVersion7():N}";
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(running.Analyst.Address.Host, running.Analyst.Address.Port);
        await using var wire = tcp.GetStream();
        await wire.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/analyst/datasets HTTP/1.1\r\nHost: x\r\nX-User: {user}\r\nContent-Type: text/csv\r\n{rest}"));
        tcp.Client.Shutdown(SocketShutdown.Send);

        var answer = await Heard(wire);

        // Kestrel ends such a connection without a word; what counts is that nobody is told the file is safe.
        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal), answer);
        using var client = running.As(user);
        Assert.Empty((await client.Get("/datasets")).Json["items"]!.AsArray());
    }

    private static string Sha256(byte[] bytes, bool right) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(right ? bytes : [1]))}:";

    private static Task<Reply> Digested(ApiClient user, string digest)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/analyst/datasets") { Content = new StringContent(Csv, Encoding.UTF8, "text/csv") };
        request.Content.Headers.TryAddWithoutValidation("Content-Digest", digest);
        return user.Send(request);
    }

    private Task<Reply> Declared(string query) =>
        ann.Send(new HttpRequestMessage(HttpMethod.Post, $"/api/analyst/datasets?{query}") { Content = new StringContent(Csv, Encoding.UTF8, "text/csv") });

    private static async Task<string> Heard(NetworkStream wire)
    {
        try
        {
            return await new StreamReader(wire).ReadToEndAsync();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
