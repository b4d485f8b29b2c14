using System.ComponentModel.DataAnnotations;
using Analyst.Api.Hosting;
using Microsoft.Extensions.Configuration;

namespace Analyst.Tests.Api;

public sealed class Options_of_a_process
{
    [Fact]
    public void are_right_without_any_setting() => Assert.Empty(Faults());

    [Fact]
    public void play_every_role_by_default() => Assert.Equal(Role.All.ToHashSet(), Options().RoleSet);

    [Theory, InlineData("api"), InlineData("profiling, cleaning"), InlineData("analysis,,api,"), InlineData("api,api")]
    public void take_roles(string roles) => Assert.Empty(Faults(("Roles", roles)));

    [Theory, InlineData("web"), InlineData("api,web"), InlineData("API"), InlineData(","), InlineData("api;cleaning")]
    public void refuse_a_role_that_nobody_plays(string roles) => Assert.Contains("Analyst__Roles", Assert.Single(Faults(("Roles", roles))), StringComparison.Ordinal);

    [Theory, InlineData("Roles"), InlineData("DataFolder")]
    public void refuse_to_be_empty(string key) => Assert.Contains(key, Assert.Single(Faults((key, ""))), StringComparison.Ordinal);

    [Theory, InlineData("S3"), InlineData("azure"), InlineData("")]
    public void refuse_a_store_that_is_not_there(string kind) => Assert.Contains("Analyst__Storage__Kind", Assert.Single(Faults(("Storage:Kind", kind))), StringComparison.Ordinal);

    [Fact]
    public void ask_where_the_bucket_is() => Assert.Contains("Analyst__Storage__S3__Bucket", Assert.Single(Faults(("Storage:Kind", "s3"), ("Storage:S3:Bucket", ""))), StringComparison.Ordinal);

    [Fact]
    public void take_a_bucket() => Assert.Empty(Faults(("Storage:Kind", "s3"), ("Storage:S3:ServiceUrl", "http://s3:8333"), ("Storage:S3:Bucket", "analyst")));

    public static readonly TheoryData<string> Failpoints = [.. Failpoint.All];

    [Theory, MemberData(nameof(Failpoints))]
    public void take_a_failpoint(string name) => Assert.Empty(Faults(("Failpoint", name)));

    [Fact]
    public void refuse_a_failpoint_that_is_nowhere() => Assert.Contains("Analyst__Failpoint", Assert.Single(Faults(("Failpoint", "after-lunch"))), StringComparison.Ordinal);

    public static readonly TheoryData<string> Limits = [.. typeof(LimitsOptions).GetProperties().Select(p => p.Name)];

    [Theory, MemberData(nameof(Limits))]
    public void refuse_limits_that_allow_nothing(string limit)
    {
        Assert.Contains($"Analyst__Limits__{limit}", Assert.Single(Faults(($"Limits:{limit}", "0"))), StringComparison.Ordinal);
        Assert.Single(Faults(($"Limits:{limit}", "-1")));
        Assert.Empty(Faults(($"Limits:{limit}", "1")));
    }

    [Fact]
    public void tell_every_fault_at_once() => Assert.Equal(3, Faults(("Roles", "web"), ("Storage:Kind", "azure"), ("Limits:Rows", "0")).Count);

    private static List<string> Faults(params (string Key, string Value)[] settings)
    {
        var (options, faults) = (Options(settings), new List<ValidationResult>());
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return [.. faults.Select(f => f.ErrorMessage!)];
    }

    private static AnalystOptions Options(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>($"{AnalystOptions.Section}:{s.Key}", s.Value)))
        .Build().GetSection(AnalystOptions.Section).Get<AnalystOptions>() ?? new AnalystOptions();
}
