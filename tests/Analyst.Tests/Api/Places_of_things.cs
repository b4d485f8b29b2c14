using Analyst.Api.Hosting;
using Analyst.Api.Storage;

namespace Analyst.Tests.Api;

public sealed class Places_of_things
{
    private static readonly Guid Id = new("01900000-0000-7000-8000-000000000001");

    [Fact]
    public void of_a_dataset_share_one_prefix()
    {
        var all = new[] { BlobKeys.Original("acme", Id), BlobKeys.Revision("acme", Id, "aa"), BlobKeys.Profile("acme", Id, "aa"), BlobKeys.Plan("acme", Id, "aa"), BlobKeys.Result("acme", Id, "aa") };
        Assert.All(all, key => Assert.StartsWith(BlobKeys.Dataset("acme", Id), key, StringComparison.Ordinal));
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void have_these_keys()
    {
        Assert.Equal("acme/01900000000070008000000000000001/original", BlobKeys.Original("acme", Id));
        Assert.Equal("acme/01900000000070008000000000000001/revisions/aa.parquet", BlobKeys.Revision("acme", Id, "aa"));
        Assert.Equal("acme/01900000000070008000000000000001/profiles/aa.json", BlobKeys.Profile("acme", Id, "aa"));
        Assert.Equal("acme/01900000000070008000000000000001/plans/aa.json", BlobKeys.Plan("acme", Id, "aa"));
        Assert.Equal("acme/01900000000070008000000000000001/results/aa.json", BlobKeys.Result("acme", Id, "aa"));
    }

    [Theory, InlineData("a/b"), InlineData("a+b"), InlineData("../x"), InlineData("a\\b")]
    public void of_a_tenant_are_one_folder(string tenant) => Assert.Equal(2, BlobKeys.Dataset(tenant, Id).Count(c => c == '/'));

    [Fact]
    public void of_tenants_never_begin_alike() =>
        Assert.False(BlobKeys.Original("acme2", Id).StartsWith(BlobKeys.Dataset("acme", Id), StringComparison.Ordinal));

    [Theory]
    [InlineData("api,profiling,cleaning,analysis", "analyst_all_wolverine")]
    [InlineData("api", "analyst_api_wolverine")]
    [InlineData("cleaning,profiling", "analyst_profiling_cleaning_wolverine")]
    [InlineData("profiling,cleaning", "analyst_profiling_cleaning_wolverine")]
    public void of_messages_are_shared_by_processes_of_the_same_roles(string roles, string schema) =>
        Assert.Equal(schema, MessagingSetup.MessageStoreSchema(roles.Split(',').ToHashSet()));
}
