using Analyst.Api.Hosting;
using Analyst.Api.Models;
using Microsoft.Extensions.Configuration;

namespace Analyst.Tests.Api;

public sealed class Settings_of_a_model
{
    [Fact]
    public void mean_offline_without_a_key()
    {
        Assert.True(Of().Offline);
        Assert.True(Of(("OPENAI_API_KEY", " ")).Offline);
        Assert.False(Of(("OPENAI_API_KEY", "sk-1")).Offline);
    }

    [Fact]
    public void have_defaults_where_nothing_is_said()
    {
        var settings = Of(("OPENAI_BASE_URL", ""), ("OPENAI_MODEL", " "));
        Assert.Equal((OpenAiSettings.DefaultAddress, OpenAiSettings.DefaultModel), (settings.Address, settings.Model));
        Assert.Empty(settings.Faults());
    }

    [Theory]
    [InlineData("OPENAI_BASE_URL", "models"), InlineData("OPENAI_BASE_URL", "ftp://models"), InlineData("OPENAI_BASE_URL", "http://me:secret@models/v1"), InlineData("OPENAI_BASE_URL", "http://models/v1?key=secret"), InlineData("OPENAI_BASE_URL", "file:///etc")]
    [InlineData("OPENAI_API_KEY", "my secret"), InlineData("OPENAI_API_KEY", "secret\r\nX-Evil: 1"), InlineData("OPENAI_API_KEY", "sécret"), InlineData("OPENAI_MODEL", "a model")]
    public void are_refused_by_name_and_without_the_secret(string key, string value)
    {
        var fault = Assert.Single(Of((key, value)).Faults());
        Assert.Contains(key, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault, StringComparison.Ordinal);
    }

    [Theory, InlineData("http://127.0.0.1:11434/v1"), InlineData("https://models.example/openai/v1/")]
    public void take_any_compatible_endpoint(string address) => Assert.Empty(Of(("OPENAI_BASE_URL", address)).Faults());

    [Fact]
    public void have_a_price_for_the_default_model() => Assert.NotNull(global::Analyst.Agents.Models.PriceTable.Parse(new ModelOptions().Prices, out _)!.Of(OpenAiSettings.DefaultModel));

    [Fact]
    public void name_each_wrong_number()
    {
        var faults = new ModelOptions { DeadlineSeconds = 0, AttemptSeconds = 601, Attempts = -1, Prices = "x=1" }.Faults().ToList();
        Assert.Equal(["Analyst__Model__DeadlineSeconds", "Analyst__Model__AttemptSeconds", "Analyst__Model__Attempts", "Analyst__Model__Prices"], faults.Select(f => f.Split(' ')[0]));
    }

    [Fact]
    public void name_a_privacy_level_that_is_none()
    {
        var options = new AnalystOptions { Privacy = "all" };
        Assert.Contains("Analyst__Privacy", Assert.Single(options.Validate(new(options))).ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(global::Analyst.Agents.Models.PrivacyLevel.Statistics, new AnalystOptions().PrivacyLevel);
    }

    private static OpenAiSettings Of(params (string Key, string Value)[] settings) =>
        OpenAiSettings.Of(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>(s.Key, s.Value))).Build());
}
