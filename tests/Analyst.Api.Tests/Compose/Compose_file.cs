using System.ComponentModel.DataAnnotations;
using Analyst.Api.Hosting;
using Microsoft.Extensions.Configuration;

namespace Analyst.Api.Tests.Compose;

public sealed class Compose_file
{
    private static readonly string[] KnownElsewhere =
        ["ConnectionStrings:Postgres", "ConnectionStrings:Redis", "OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL", "OTEL_EXPORTER_OTLP_ENDPOINT", "SENTRY_DSN", "ASPNETCORE_ENVIRONMENT", "ASPNETCORE_HTTP_PORTS"];

    private readonly ComposeFile compose = new();

    [Fact]
    public void gives_every_process_settings_that_the_program_knows_and_accepts()
    {
        Assert.NotEmpty(compose.OwnServices);
        Assert.All(compose.OwnServices, service => Assert.Empty(Faults(compose.Environment(service))));
    }

    [Theory]
    [InlineData("Analyst__Rolls", "api")]
    [InlineData("Analyst__Storage__S3__Buckets", "analyst")]
    [InlineData("Analyst__Limits__Rows", "many")]
    [InlineData("Analyst__Storage__Kind", "ftp")]
    [InlineData("ConnectionStrings__Postgress", "Host=postgres")]
    public void would_be_told_of_a_setting_that_is_none(string key, string value)
    {
        var environment = compose.Environment("api").ToDictionary();
        environment[key] = value;

        Assert.NotEmpty(Faults(environment));
    }

    [Fact]
    public void runs_one_process_for_each_role() =>
        Assert.Equal(Role.All.Order(), compose.OwnServices.Select(service => compose.Environment(service)["Analyst__Roles"]).Order());

    [Fact]
    public void differs_between_processes_in_the_role_alone()
    {
        var settings = compose.OwnServices.Select(service => compose.Environment(service).Where(e => e.Key != "Analyst__Roles").OrderBy(e => e.Key, StringComparer.Ordinal));

        Assert.Single(settings.Select(s => string.Join('\n', s)).Distinct());
    }

    [Fact]
    public void publishes_one_port_and_to_this_machine_only()
    {
        var published = compose.Services.SelectMany(compose.Ports);

        Assert.Equal("127.0.0.1:8080:8080", Assert.Single(published));
        Assert.Equal("Development", compose.Environment("api")["ASPNETCORE_ENVIRONMENT"]);
    }

    [Fact]
    public void knows_of_every_server_when_it_is_healthy_and_starts_it_again() =>
        Assert.All(compose.Services, service =>
        {
            // The image of our own program brings its check along.
            Assert.True(compose.Has(service, "healthcheck") || compose.OwnServices.Contains(service), service);
            Assert.True(compose.Has(service, "restart"), service);
        });

    private static List<string> Faults(IReadOnlyDictionary<string, string?> environment)
    {
        var settings = environment.ToDictionary(e => e.Key.Replace("__", ":", StringComparison.Ordinal), e => e.Value);
        List<string> faults = [.. settings.Keys.Where(key => !key.StartsWith(AnalystOptions.Section + ":", StringComparison.Ordinal) && !KnownElsewhere.Contains(key))];
        try
        {
            var options = new ConfigurationBuilder().AddInMemoryCollection(settings).Build()
                .GetRequiredSection(AnalystOptions.Section).Get<AnalystOptions>(o => o.ErrorOnUnknownConfiguration = true)!;
            var results = new List<ValidationResult>();
            Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
            faults.AddRange(results.Select(r => r.ErrorMessage!));
        }
        catch (InvalidOperationException e)
        {
            faults.Add(e.Message);
        }

        return faults;
    }
}
