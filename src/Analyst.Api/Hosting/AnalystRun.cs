using JasperFx;
using Microsoft.AspNetCore.Connections;

namespace Analyst.Api.Hosting;

/// <summary>Runs the process to its end: as a server, or one verb of the framework's command line.</summary>
public static class AnalystRun
{
    public static async Task<int> RunAnalyst(this WebApplication app, string[] args)
    {
        // Asked for first: the framework disposes the services together with its command.
        var postgres = app.Services.GetService<EmbeddedPostgres>();
        try
        {
            // A verb is a command of the framework: projections, resources, event-query and so on.
            if (args is [var verb, ..] && !verb.StartsWith('-'))
                return await app.RunJasperFxCommands(args);
            app.Lifetime.ApplicationStarted.Register(() => app.Logger.LogInformation("Analyst answers on {Addresses}; its reference is under /docs", string.Join(", ", app.Urls)));
            await app.RunAsync();
            return 0;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{e.Message} Another program listens there; set ASPNETCORE_URLS, e.g. ASPNETCORE_URLS=http://127.0.0.1:5090.");
            return 1;
        }
        finally
        {
            await postgres.StopPostgres();
        }
    }
}
