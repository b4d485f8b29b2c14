using Analyst.Api.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Analyst.Api.Demo;

/// <summary><c>analyst demo FILE [QUESTION …]</c>: starts everything in this process, does the main job on a real file over HTTP, prints what came out, and ends.</summary>
public static class DemoCommand
{
    private static readonly string[] SampleQuestions = ["How many orders are there per country?", "What is the total by category?", "What is the average total per month of order date?"];

    public static async Task<int> Run(string[] args)
    {
        if (args is not [var file, .. var questions])
            return Fail("Name the file: analyst demo FILE [QUESTION …]");
        if (!File.Exists(file))
            return Fail($"There is no file {file}.");

        try
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Development });
            builder.Configuration["urls"] = "http://127.0.0.1:0";
            await builder.AddAnalyst();
            builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
            await using var app = builder.Build();
            app.MapAnalyst();
            await app.StartAsync();
            await using var stop = new Stop(app);
            var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            var pictures = Path.Combine(Path.GetFullPath(builder.Configuration["Analyst:DataFolder"] ?? ".data"), "demo");
            using var api = new DemoClient(new Uri(address));
            await new DemoTour(api, Console.Out, Directory.CreateDirectory(pictures).FullName).Run(file, questions.Length > 0 ? questions : Path.GetFileName(file) == "shop-orders.csv" ? SampleQuestions : ["How many rows are there?"]);
            return 0;
        }
        catch (Exception e) when (e is DemoException or HttpRequestException or InvalidOperationException or IOException)
        {
            return Fail(e.Message);
        }
    }

    /// <summary>Stops the host in order, also when the tour failed.</summary>
    private sealed class Stop(WebApplication app) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            var postgres = app.Services.GetService<EmbeddedPostgres>();
            await app.StopAsync();
            await postgres.StopPostgres();
        }
    }

    private static int Fail(string why)
    {
        Console.Error.WriteLine($"The demo stopped: {why}");
        return 1;
    }
}

/// <summary>A step of the demo did not do what it should; the message says which and why.</summary>
public sealed class DemoException(string message) : Exception(message);
