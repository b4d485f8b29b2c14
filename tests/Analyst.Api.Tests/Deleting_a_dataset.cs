using System.Net;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Deleting_a_dataset(Running running)
{
    private readonly ApiClient ann = running.As("ann");

    [Fact]
    public async Task erases_its_bytes_and_keeps_the_skeleton_of_facts()
    {
        var id = await ann.Profiled(Samples.Sales);
        var question = (string)(await ann.Post($"/datasets/{id}/query", new { question = "What is the total amount?" })).Json["id"]!;
        Assert.NotEmpty(Objects(id));

        var deleted = await ann.Delete($"/datasets/{id}");
        var again = await ann.Delete($"/datasets/{id}");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (deleted.Status, again.Status));
        await Wait.For("the objects to go", () => Task.FromResult(Objects(id).Length == 0 ? "gone" : null));
        var facts = await running.Analyst.Facts(id);
        Assert.Equal("dataset_deleted", facts[^1].Type);
        Assert.Single(facts, f => f.Type == "dataset_deleted");
        Assert.Equal("deleted", (string?)(await ann.Get($"/datasets/{id}")).Json["status"]);
        Assert.Equal((HttpStatusCode.Gone, "dataset-deleted"), await StatusAndCode(ann.Post($"/datasets/{id}/sql", new { sql = "SELECT 1" })));
        Assert.Equal((HttpStatusCode.Gone, "dataset-deleted"), await StatusAndCode(ann.Post($"/datasets/{id}/clean", new { })));
        Assert.Equal((HttpStatusCode.Gone, "dataset-deleted"), await StatusAndCode(ann.Get($"/queries/{question}/result")));
        Assert.DoesNotContain($"{id}", (await ann.Get("/datasets")).Body);
        Assert.Contains($"{id}", (await ann.Get("/datasets?status=deleted")).Body);
    }

    [Fact]
    public async Task takes_words_and_values_out_of_answers_and_facts()
    {
        var id = await ann.Profiled(Samples.Sales);
        var question = (string)(await ann.Post($"/datasets/{id}/query", new { question = "What is the total amount for coffee?" })).Json["id"]!;
        await Wait.For("the answer in the history", async () => (await ann.Get($"/datasets/{id}/audit")).Body.Contains("coffee", StringComparison.Ordinal) ? "told" : null);

        await ann.Delete($"/datasets/{id}");

        var audit = await Wait.For("the answer to be erased", async () => (await ann.Get($"/datasets/{id}/audit")).Body is var body && !body.Contains("coffee", StringComparison.Ordinal) ? body : null);
        Assert.Contains("(erased)", audit, StringComparison.Ordinal);
        Assert.DoesNotContain("coffee", (await ann.Get($"/datasets/{id}/queries")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("coffee", (await ann.Get($"/queries/{question}")).Body, StringComparison.Ordinal);
    }

    private string[] Objects(Guid id) => Directory.GetFiles(Path.Combine(running.Analyst.DataFolder, "objects"), "*", SearchOption.AllDirectories).Where(f => f.Contains($"{id:N}", StringComparison.Ordinal)).ToArray();

    private static async Task<(HttpStatusCode, string)> StatusAndCode(Task<Reply> reply) => ((await reply).Status, (await reply).Code);
}
