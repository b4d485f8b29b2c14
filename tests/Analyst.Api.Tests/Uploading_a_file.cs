using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
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
