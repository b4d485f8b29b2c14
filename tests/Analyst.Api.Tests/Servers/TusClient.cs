using System.Globalization;
using System.Text;

namespace Analyst.Api.Tests.Servers;

/// <summary>The calls of tus 1.0.0 by one user.</summary>
public sealed class TusClient(ApiClient api)
{
    private const string Place = "/api/analyst/uploads";

    /// <summary>Begins an upload and returns its id.</summary>
    public async Task<Guid> Begin(long length, string metadata = "")
    {
        var reply = await Create($"{length}", metadata);
        Assert.Equal(System.Net.HttpStatusCode.Created, reply.Status);
        return IdOf(reply);
    }

    public Task<Reply> Create(string? length, string metadata = "", byte[]? bytes = null, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, Place, bytes is null ? null : new ByteArrayContent(bytes), [("Upload-Length", length), ("Upload-Metadata", metadata.Length == 0 ? null : metadata), .. headers]);

    public Task<Reply> Append(Guid id, long offset, byte[] bytes, params (string Name, string? Value)[] headers) => Append(id, offset, new ByteArrayContent(bytes), headers);

    public Task<Reply> Append(Guid id, long offset, HttpContent content, params (string Name, string? Value)[] headers) =>
        Send(HttpMethod.Patch, $"{Place}/{id}", content, [("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture)), .. headers]);

    public Task<Reply> Head(Guid id) => Send(HttpMethod.Head, $"{Place}/{id}");

    public Task<Reply> Terminate(Guid id) => Send(HttpMethod.Delete, $"{Place}/{id}");

    public async Task<long> Offset(Guid id) => OffsetOf(await Head(id));

    public async Task<Reply> Send(HttpMethod method, string path, HttpContent? content = null, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("Tus-Resumable", "1.0.0");
        if (content is not null && content.Headers.ContentType is null)
            content.Headers.ContentType = new("application/offset+octet-stream");
        foreach (var (name, value) in headers.Where(h => h.Value is not null))
        {
            request.Headers.Remove(name);
            if (value!.Length > 0)
                request.Headers.TryAddWithoutValidation(name, value);
        }
        return await api.Send(request);
    }

    public static Guid IdOf(Reply created) => Guid.Parse(created.Headers.Location!.OriginalString[(Place.Length + 1)..]);

    public static long OffsetOf(Reply reply) => long.Parse(Header(reply, "Upload-Offset")!, CultureInfo.InvariantCulture);

    public static string? Header(Reply reply, string name) =>
        reply.Headers.TryGetValues(name, out var values) || reply.ContentHeaders.TryGetValues(name, out values) ? values.Single() : null;

    /// <summary>Metadata of keys and values by turns.</summary>
    public static string Metadata(params string[] said) =>
        string.Join(',', said.Chunk(2).Select(p => $"{p[0]} {Convert.ToBase64String(Encoding.UTF8.GetBytes(p[1]))}".Trim()));
}
