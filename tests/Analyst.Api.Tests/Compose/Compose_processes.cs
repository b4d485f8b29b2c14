using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Analyst.Api.Tests.Compose;

public sealed class Compose_processes : IAsyncLifetime
{
    private const string Csv = "region,amount\nnorth,10\nsouth,20\nnorth,30\n";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient client = new();
    private ComposeTopology? topology;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        topology = await ComposeTopology.Start(Ct);
        client.BaseAddress = new Uri(topology.Address, "/api/analyst/");
        client.DefaultRequestHeaders.Add("X-User", "ada");
    }

    [Fact]
    public async Task turn_an_uploaded_file_into_an_answer()
    {
        var uploaded = await Read(await client.PostAsync("datasets?name=sales.csv", new StringContent(Csv, Encoding.UTF8, "text/csv"), Ct), HttpStatusCode.Created);
        await Finished($"/api/analyst/jobs/{uploaded.GetProperty("jobId").GetString()}");
        var dataset = $"datasets/{uploaded.GetProperty("id").GetString()}";
        Assert.Equal("ready", (await Read(await client.GetAsync(dataset, Ct), HttpStatusCode.OK)).GetProperty("status").GetString());

        var answer = await Answer($"{dataset}/query", "What is the total amount?");

        Assert.Equal("answered", answer.GetProperty("outcome").GetString());
        Assert.Equal("60", Assert.Single(Assert.Single(answer.GetProperty("rows").EnumerateArray()).EnumerateArray()).ToString());
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (topology is not null)
            await topology.DisposeAsync();
    }

    /// <summary>At once, or by way of a job.</summary>
    private async Task<JsonElement> Answer(string path, string question)
    {
        using var reply = await client.PostAsJsonAsync(path, new { question }, Ct);
        if (reply.StatusCode != HttpStatusCode.Accepted)
            return await Read(reply, HttpStatusCode.OK);
        var job = await Finished(reply.Headers.Location!.OriginalString);
        return await Read(await client.GetAsync(job.GetProperty("result").GetProperty("href").GetString(), Ct), HttpStatusCode.OK);
    }

    /// <summary>Asks for a job as often as the server says until it has ended well.</summary>
    private async Task<JsonElement> Finished(string job)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(Patience);
        while (true)
        {
            using var reply = await client.GetAsync(job, patience.Token);
            var state = await Read(reply, HttpStatusCode.OK);
            switch (state.GetProperty("state").GetString())
            {
                case "succeeded":
                    return state;
                case "failed" or "cancelled":
                    throw new InvalidOperationException($"{state}\n{topology!.Output}");
                default:
                    await Task.Delay(reply.Headers.RetryAfter?.Delta ?? TimeSpan.FromMilliseconds(200), patience.Token);
                    break;
            }
        }
    }

    private async Task<JsonElement> Read(HttpResponseMessage reply, HttpStatusCode expected)
    {
        var text = await reply.Content.ReadAsStringAsync(Ct);
        Assert.True(reply.StatusCode == expected, $"{(int)reply.StatusCode} instead of {(int)expected}: {text}\n{topology!.Output}");
        return JsonDocument.Parse(text).RootElement;
    }
}
