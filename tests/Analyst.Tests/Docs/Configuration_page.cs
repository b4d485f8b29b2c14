using System.Globalization;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;

namespace Analyst.Tests.Docs;

public sealed class Configuration_page
{
    private static readonly IReadOnlyList<string[]> Rows = new Page("docs/configuration.md").Rows("Keys");

    private static readonly string[] Foreign = ["ConnectionStrings__Postgres", "ConnectionStrings__Redis", "OTEL_EXPORTER_OTLP_ENDPOINT", "ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL"];

    [Fact]
    public void has_every_key_with_its_default_and_no_other() => Assert.Equal(
        Keys(AnalystOptions.Section, new AnalystOptions()).Order(),
        Rows.Where(r => !Foreign.Contains(r[0].Trim('`'))).Select(r => $"{r[0].Trim('`')} = {r[1].Trim('`')}").Order());

    [Fact]
    public void has_the_keys_of_the_framework_that_we_read() => Assert.Superset(Foreign.ToHashSet(), Rows.Select(r => r[0].Trim('`')).ToHashSet());

    [Fact]
    public void tells_the_address_that_is_served_by_default() =>
        Assert.Equal(ServerSetup.DefaultAddress, Rows.Single(r => r[0].Trim('`') == "ASPNETCORE_URLS")[1].Trim('`'));

    [Fact]
    public void says_what_each_means() => Assert.All(Rows, r => Assert.EndsWith(".", r[2], StringComparison.Ordinal));

    private static IEnumerable<string> Keys(string path, object options) =>
        from property in options.GetType().GetProperties()
        where property.SetMethod is not null
        let key = $"{path}__{property.Name}"
        let value = property.GetValue(options)
        from line in value is StorageOptions or LimitsOptions or S3Options || value?.GetType().Namespace?.StartsWith("Analyst.", StringComparison.Ordinal) == true
            ? Keys(key, value!)
            : [$"{key} = {Convert.ToString(value, CultureInfo.InvariantCulture)}"]
        select line;
}
