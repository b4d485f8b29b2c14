using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Uploading_in_pieces : IDisposable
{
    private const string Csv = "city;amount\nBern;1\nBasel;2\n";

    private static readonly byte[] Bytes = Encoding.UTF8.GetBytes(Csv);

    private readonly Running running;
    private readonly ApiClient ann;
    private readonly TusClient tus;

    public Uploading_in_pieces(Running running)
    {
        this.running = running;
        ann = running.As("ann");
        tus = new TusClient(ann);
    }

    [Fact]
    public async Task says_what_it_can_do()
    {
        foreach (var path in new[] { "/api/analyst/uploads", $"/api/analyst/uploads/{Guid.CreateVersion7()}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Options, path);
            var reply = await ann.Send(request);

            Assert.Equal(HttpStatusCode.NoContent, reply.Status);
            Assert.Equal(
                ("1.0.0", "1.0.0", "creation,creation-with-upload,checksum,expiration,termination", $"{Running.UploadLimit}", "sha1,sha256,md5"),
                (TusClient.Header(reply, "Tus-Resumable"), TusClient.Header(reply, "Tus-Version"), TusClient.Header(reply, "Tus-Extension"), TusClient.Header(reply, "Tus-Max-Size"), TusClient.Header(reply, "Tus-Checksum-Algorithm")));
        }
    }

    [Fact]
    public async Task makes_a_dataset_of_pieces()
    {
        var metadata = TusClient.Metadata("filename", "../Zürich.csv", "filetype", "text/csv; charset=utf-8", "delimiter", ";", "is_confidential", "");
        var id = await tus.Begin(Bytes.Length, metadata);

        var first = await tus.Append(id, 0, Bytes[..7]);
        Assert.Equal((HttpStatusCode.NoContent, 7, null), (first.Status, TusClient.OffsetOf(first), TusClient.Header(first, "Content-Location")));
        Assert.True(DateTimeOffset.Parse(TusClient.Header(first, "Upload-Expires")!, System.Globalization.CultureInfo.InvariantCulture) > TimeProvider.System.GetUtcNow().AddHours(23));
        var head = await tus.Head(id);
        Assert.Equal((HttpStatusCode.OK, 7, $"{Bytes.Length}", metadata), (head.Status, TusClient.OffsetOf(head), TusClient.Header(head, "Upload-Length"), TusClient.Header(head, "Upload-Metadata")));
        Assert.True(head.Headers.CacheControl!.NoStore);
        Assert.Equal("1.0.0", TusClient.Header(head, "Tus-Resumable"));

        var last = await tus.Append(id, 7, Bytes[7..]);
        Assert.Equal((HttpStatusCode.NoContent, Bytes.Length), (last.Status, TusClient.OffsetOf(last)));
        var place = TusClient.Header(last, "Content-Location");
        Assert.Equal($"/api/analyst/datasets/{id}", place);
        Assert.Equal(place, TusClient.Header(await tus.Head(id), "Content-Location"));
        var fact = (await running.Analyst.Facts(id))[0];
        Assert.Equal(("dataset_uploaded", "ann", "default"), (fact.Type, fact.User, fact.Tenant));
        Assert.NotNull(fact.CorrelationId);
        var said = JsonNode.Parse(fact.Data)!;
        Assert.Equal(("Zürich.csv", "text/csv", ";"), ((string?)said["Name"], (string?)said["MediaType"], (string?)said["Choices"]!["Delimiter"]));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Bytes)), (string?)said["ContentHash"]);
        Assert.Equal("succeeded", (string?)(await ann.Ended((string)said["JobId"]!))["state"]);
        Assert.Equal(2, (int)(await ann.Get($"/datasets/{id}")).Json["rowCount"]!);
        Assert.Empty(Pieces(id));
    }

    [Fact]
    public async Task takes_bytes_with_the_creation()
    {
        var part = await tus.Create($"{Bytes.Length}", "", Bytes[..5]);
        Assert.Equal((HttpStatusCode.Created, 5), (part.Status, TusClient.OffsetOf(part)));
        Assert.Null(TusClient.Header(part, "Content-Location"));
        Assert.Equal(5, await tus.Offset(TusClient.IdOf(part)));

        var whole = await tus.Create($"{Bytes.Length}", "", Bytes);
        Assert.Equal((HttpStatusCode.Created, Bytes.Length), (whole.Status, TusClient.OffsetOf(whole)));
        Assert.Equal($"/api/analyst/datasets/{TusClient.IdOf(whole)}", TusClient.Header(whole, "Content-Location"));
        Assert.Equal("dataset.csv", (string?)(await ann.Get($"/datasets/{TusClient.IdOf(whole)}")).Json["name"]);
    }

    [Theory]
    [InlineData(null, "", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("-1", "", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("abc", "", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("99999999999999999999999999", "", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("0", "", HttpStatusCode.BadRequest, "empty-body")]
    [InlineData("8388609", "", HttpStatusCode.RequestEntityTooLarge, "too-large")]
    [InlineData("1", "filename", HttpStatusCode.Created, "")]
    [InlineData("1", "filename !!", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("1", "filename /w==", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("1", "filename YQ==,filename YQ==", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("1", "filename YQ==,,", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("1", "delimiter YWI=", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("1", "filetype aW1hZ2UvcG5n", HttpStatusCode.UnsupportedMediaType, "unsupported-media-type")]
    public async Task begins_only_what_could_be_finished(string? length, string metadata, HttpStatusCode status, string code)
    {
        var reply = await tus.Create(length, metadata);

        Assert.Equal((status, code), (reply.Status, reply.Status == HttpStatusCode.Created ? "" : reply.Code));
        Assert.Equal("1.0.0", TusClient.Header(reply, "Tus-Resumable"));
    }

    [Fact]
    public async Task does_not_offer_to_be_told_the_length_later()
    {
        var reply = await tus.Create(null, "", null, ("Upload-Defer-Length", "1"));

        Assert.Equal((HttpStatusCode.BadRequest, "bad-request"), (reply.Status, reply.Code));
        Assert.Contains("Upload-Defer-Length", (string?)reply.Json["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("HEAD")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task speaks_no_other_version(string method)
    {
        foreach (var version in new[] { "", "0.2.2" })
        {
            var reply = await tus.Send(new HttpMethod(method), $"/api/analyst/uploads{(method == "POST" ? "" : $"/{await tus.Begin(5)}")}", null, ("Tus-Resumable", version), ("Upload-Length", "5"), ("Upload-Offset", "0"));

            Assert.Equal((HttpStatusCode.PreconditionFailed, "1.0.0"), (reply.Status, TusClient.Header(reply, "Tus-Version")));
        }
    }

    [Fact]
    public async Task may_be_asked_by_a_client_that_can_only_post()
    {
        var id = await tus.Begin(Bytes.Length);

        var reply = await tus.Send(HttpMethod.Post, $"/api/analyst/uploads/{id}", new ByteArrayContent(Bytes[..3]), ("X-HTTP-Method-Override", "PATCH"), ("Upload-Offset", "0"));

        Assert.Equal((HttpStatusCode.NoContent, 3), (reply.Status, TusClient.OffsetOf(reply)));
    }

    [Theory]
    [InlineData("3", HttpStatusCode.Conflict, "offset-conflict")]
    [InlineData("9", HttpStatusCode.Conflict, "offset-conflict")]
    [InlineData("-1", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("", HttpStatusCode.BadRequest, "bad-request")]
    public async Task takes_bytes_only_at_its_offset(string offset, HttpStatusCode status, string code)
    {
        var id = await tus.Begin(Bytes.Length);
        await tus.Append(id, 0, Bytes[..5]);

        var reply = await tus.Append(id, 0, Bytes[5..], ("Upload-Offset", offset));

        Assert.Equal((status, code), (reply.Status, reply.Code));
        Assert.Equal(5, await tus.Offset(id));
    }

    [Fact]
    public async Task takes_bytes_only_in_their_own_media_type()
    {
        var reply = await tus.Append(await tus.Begin(5), 0, new StringContent("hello", Encoding.UTF8, "text/csv"));

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported-media-type"), (reply.Status, reply.Code));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task takes_no_more_than_was_announced(bool chunked)
    {
        var id = await tus.Begin(Bytes.Length);
        await tus.Append(id, 0, Bytes[..5]);
        HttpContent content = chunked ? new StreamContent(new ChunkStream([.. Bytes[5..], 1])) : new ByteArrayContent([.. Bytes[5..], 1]);

        var reply = await tus.Append(id, 5, content);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-large"), (reply.Status, reply.Code));
        Assert.Equal(5, await tus.Offset(id));
        Assert.Single(Pieces(id));
        Assert.Equal(HttpStatusCode.NoContent, (await tus.Append(id, 5, new StreamContent(new ChunkStream(Bytes[5..])))).Status);
    }

    [Fact]
    public async Task takes_a_piece_without_bytes()
    {
        var id = await tus.Begin(Bytes.Length);

        var nothing = await tus.Append(id, 0, []);
        Assert.Equal((HttpStatusCode.NoContent, 0), (nothing.Status, TusClient.OffsetOf(nothing)));
        await tus.Append(id, 0, Bytes);
        var after = await tus.Append(id, Bytes.Length, []);

        Assert.Equal((HttpStatusCode.NoContent, $"/api/analyst/datasets/{id}"), (after.Status, TusClient.Header(after, "Content-Location")));
        Assert.Single(await running.Analyst.Facts(id), f => f.Type == "dataset_uploaded");
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    [InlineData("md5")]
    public async Task keeps_a_piece_only_when_its_checksum_is_met(string algorithm)
    {
        var id = await tus.Begin(Bytes.Length);
        await tus.Append(id, 0, Bytes[..5]);

        var wrong = await tus.Append(id, 5, Bytes[5..], ("Upload-Checksum", Checksum(algorithm, Bytes)));
        Assert.Equal((460, "checksum-mismatch"), ((int)wrong.Status, wrong.Code));
        Assert.Equal(5, await tus.Offset(id));
        Assert.Single(Pieces(id));

        var right = await tus.Append(id, 5, Bytes[5..], ("Upload-Checksum", Checksum(algorithm, Bytes[5..])));
        Assert.Equal((HttpStatusCode.NoContent, Bytes.Length), (right.Status, TusClient.OffsetOf(right)));
    }

    [Theory]
    [InlineData("crc32 AAAA")]
    [InlineData("sha1 AAAA")]
    [InlineData("sha1 !!")]
    [InlineData("sha1")]
    [InlineData("sha1 a b")]
    public async Task refuses_a_checksum_that_it_cannot_check(string checksum)
    {
        var id = await tus.Begin(Bytes.Length);

        var reply = await tus.Append(id, 0, Bytes, ("Upload-Checksum", checksum));

        Assert.Equal((HttpStatusCode.BadRequest, "bad-request", 0), (reply.Status, reply.Code, await tus.Offset(id)));
    }

    [Fact]
    public async Task ends_when_it_is_terminated()
    {
        var id = await tus.Begin(Bytes.Length);
        await tus.Append(id, 0, Bytes[..5]);
        Assert.Single(Pieces(id));

        Assert.Equal(HttpStatusCode.NoContent, (await tus.Terminate(id)).Status);

        Assert.Empty(Pieces(id));
        Assert.Equal(HttpStatusCode.Gone, (await tus.Head(id)).Status);
        Assert.Equal("upload-ended", (await tus.Append(id, 5, Bytes[5..])).Code);
        Assert.Equal("upload-ended", (await tus.Terminate(id)).Code);
        Assert.Empty(await running.Analyst.Facts(id));
    }

    [Fact]
    public async Task leaves_the_dataset_when_it_is_terminated_after_its_end()
    {
        var id = TusClient.IdOf(await tus.Create($"{Bytes.Length}", "", Bytes));

        Assert.Equal(HttpStatusCode.NoContent, (await tus.Terminate(id)).Status);

        Assert.Equal(HttpStatusCode.OK, (await ann.Get($"/datasets/{id}")).Status);
        Assert.Equal("succeeded", (string?)(await ann.Ended((string)(await ann.Get($"/datasets/{id}")).Json["jobId"]!))["state"]);
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("ann@elsewhere")]
    public async Task is_seen_by_its_owner_only(string stranger)
    {
        using var other = running.As(stranger);
        var id = await tus.Begin(Bytes.Length);
        var theirs = new TusClient(other);

        Assert.Equal(HttpStatusCode.NotFound, (await theirs.Head(id)).Status);
        Assert.Equal("not-found", (await theirs.Append(id, 0, Bytes)).Code);
        Assert.Equal("not-found", (await theirs.Terminate(id)).Code);
        Assert.Equal("not-found", (await other.Get($"/uploads/{id}/events")).Code);
        Assert.Equal(0, await tus.Offset(id));
    }

    [Fact]
    public async Task is_gone_when_its_time_is_over()
    {
        var id = await tus.Begin(Bytes.Length);
        await tus.Append(id, 0, Bytes[..5]);
        await running.Analyst.Rows($"update analyst.mt_doc_upload set data = jsonb_set(data, '{{ExpiresAt}}', '\"2020-01-01T00:00:00+00:00\"') where id = '{id}' returning 'done'");

        Assert.Equal(HttpStatusCode.Gone, (await tus.Head(id)).Status);
        var late = await tus.Append(id, 5, Bytes[5..]);
        Assert.Equal((HttpStatusCode.Gone, "upload-ended"), (late.Status, late.Code));
    }

    [Fact]
    public async Task lets_one_of_two_writers_win()
    {
        for (var round = 0; round < 5; round++)
        {
            var id = await tus.Begin(Bytes.Length);

            var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => tus.Append(id, 0, new StreamContent(new ChunkStream(Bytes)))));

            Assert.Single(replies, r => r.Status == HttpStatusCode.NoContent);
            Assert.All(replies.Where(r => r.Status != HttpStatusCode.NoContent), r => Assert.Equal(HttpStatusCode.Conflict, r.Status));
            Assert.Single(await running.Analyst.Facts(id), f => f.Type == "dataset_uploaded");
            Assert.Equal(Bytes.Length, (int)(await ann.Get($"/datasets/{id}")).Json["bytes"]!);
            Assert.Empty(Pieces(id));
        }
    }

    [Fact]
    public async Task gives_a_new_writer_the_place_of_one_that_hangs()
    {
        var id = await tus.Begin(Bytes.Length);
        using var hanging = Half(id);
        await hanging.Send(Bytes[..5]);
        await Wait.For("the first writer to begin", async () => (await running.Analyst.Rows($"select coalesce(data->>'Writer', '') from analyst.mt_doc_upload where id = '{id}'"))[0] is { Length: > 0 } writer ? writer : null);

        Assert.Equal(HttpStatusCode.NoContent, (await tus.Append(id, 0, Bytes)).Status);
        await hanging.Send(Bytes[5..]);

        Assert.StartsWith("HTTP/1.1 409", await hanging.Answer(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task keeps_what_came_before_the_connection_broke_unless_a_checksum_is_to_be_met(bool withChecksum)
    {
        var id = await tus.Begin(Bytes.Length);
        long seen;
        using (var half = Half(id, withChecksum ? Checksum("sha1", Bytes) : null))
            (seen, _) = await SendUntilSeen(id, half);

        await Wait.For("the server to notice", async () => Pieces(id).Length == (withChecksum ? 0 : 1) && (withChecksum || await tus.Offset(id) > 0) ? "noticed" : null);
        var kept = await tus.Offset(id);
        Assert.InRange(kept, withChecksum ? 0 : seen, withChecksum ? 0 : Bytes.Length - 1);

        Assert.Equal(HttpStatusCode.NoContent, (await tus.Append(id, kept, Bytes[(int)kept..])).Status);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Bytes)), (string?)(await ann.Get($"/datasets/{id}")).Json["sha256"]);
    }

    [Fact]
    public async Task tells_how_many_bytes_have_come()
    {
        var id = await tus.Begin(Bytes.Length);
        using var sending = Half(id);
        var (seen, sent) = await SendUntilSeen(id, sending);
        Assert.InRange(seen, 1, Bytes.Length - 1);

        using var events = new StreamReader(await ann.Http.GetStreamAsync($"/api/analyst/uploads/{id}/events"));
        var first = await Event(events);
        Assert.Equal(("progress", Bytes.Length), (first.Name, (long)first.Data["length"]!));
        await sending.Send(Bytes[sent..]);
        Assert.StartsWith("HTTP/1.1 204", await sending.Answer(), StringComparison.Ordinal);
        var last = first;
        while (last.Name == "progress")
            last = await Event(events);

        Assert.Equal(("complete", Bytes.Length, $"/api/analyst/datasets/{id}"), (last.Name, (long)last.Data["offset"]!, (string?)last.Data["dataset"]));
        Assert.DoesNotContain("event:", await events.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task tells_that_it_was_terminated()
    {
        var id = await tus.Begin(Bytes.Length);
        using var events = new StreamReader(await ann.Http.GetStreamAsync($"/api/analyst/uploads/{id}/events"));
        await Event(events);
        await tus.Terminate(id);

        Assert.Equal("terminated", (await Event(events)).Name);
    }

    public void Dispose() => ann.Dispose();

    private static async Task<(string Name, JsonNode Data)> Event(StreamReader events)
    {
        var name = "";
        while (await events.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line["event: ".Length..];
            if (line.StartsWith("data: ", StringComparison.Ordinal) && name != "heartbeat")
                return (name, JsonNode.Parse(line["data: ".Length..])!);
        }
        throw new EndOfStreamException("The events ended.");
    }

    /// <summary>Sends byte by byte until the events tell that some have come.</summary>
    private async Task<(long Seen, int Sent)> SendUntilSeen(Guid id, HalfRequest half)
    {
        using var events = new StreamReader(await ann.Http.GetStreamAsync($"/api/analyst/uploads/{id}/events"));
        Assert.Equal(0, (long)(await Event(events)).Data["offset"]!);
        var (seen, sent) = (Event(events), 0);
        for (; sent < Bytes.Length - 1 && !seen.IsCompleted; sent++)
        {
            await half.Send(Bytes[sent..(sent + 1)]);
            await Task.WhenAny(seen, Task.Delay(TimeSpan.FromMilliseconds(200)));
        }
        return ((long)(await seen).Data["offset"]!, sent);
    }

    private HalfRequest Half(Guid id, string? checksum = null) => new(
        running.Analyst.Address, $"PATCH /api/analyst/uploads/{id}", "ann", Bytes.Length, ("Upload-Offset", "0"), ("Content-Type", "application/offset+octet-stream"), ("Upload-Checksum", checksum));

    private static string Checksum(string algorithm, byte[] bytes) =>
        $"{algorithm} {Convert.ToBase64String(CryptographicOperations.HashData(new HashAlgorithmName(algorithm.ToUpperInvariant()), bytes))}";

    private string[] Pieces(Guid id) =>
        [.. Directory.GetFiles(Path.Combine(running.Analyst.DataFolder, "objects", "objects"), "*", SearchOption.AllDirectories).Where(f => f.Contains($"uploads/{id:N}/", StringComparison.Ordinal))];
}
