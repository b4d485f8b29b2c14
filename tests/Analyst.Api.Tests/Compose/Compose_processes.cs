using System.Net;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests.Compose;

public sealed class Compose_processes : IAsyncLifetime
{
    private const string Csv = "region,amount\nnorth,10\nsouth,20\nnorth,30\n";

    private ComposeTopology? topology;
    private ApiClient? ada;

    public async ValueTask InitializeAsync()
    {
        topology = await ComposeTopology.Start(TestContext.Current.CancellationToken);
        ada = new ApiClient(topology.Address, "ada");
    }

    [Fact]
    public async Task turn_an_uploaded_file_into_an_answer()
    {
        var id = await ada!.Ready(Csv, "sales.csv");
        Assert.Equal("ready", (string?)(await ada.Get($"/datasets/{id}")).Json["status"]);

        var asked = await ada.Post($"/datasets/{id}/query", new { question = "What is the total amount?" });
        var answer = asked.Status == HttpStatusCode.Accepted ? (await ada.Result(asked)).Json : asked.Json;

        Assert.Equal("answered", (string?)answer["outcome"]);
        Assert.Equal("[[60]]", answer["rows"]!.ToJsonString());
    }

    public async ValueTask DisposeAsync()
    {
        ada?.Dispose();
        if (topology is not null)
            await topology.DisposeAsync();
    }
}
