using JasperFx;

namespace Analyst.Api.Hosting;

/// <summary>Which database: the configured one, or in Development a private cluster below the data folder.</summary>
public static class PostgresSetup
{
    public static async Task<string> AddPostgres(this WebApplicationBuilder builder, AnalystOptions options)
    {
        if (builder.Configuration.GetConnectionString("Postgres") is { Length: > 0 } configured)
            return configured;
        if (!builder.Environment.IsDevelopment())
            throw new InvalidOperationException("ConnectionStrings__Postgres is not set. Name the PostgreSQL database, e.g. ConnectionStrings__Postgres='Host=…;Database=…;Username=…;Password=…'.");
        using var logs = LoggerFactory.Create(l => l.AddConfiguration(builder.Configuration.GetSection("Logging")).AddSimpleConsole(c => c.SingleLine = true));
        var cluster = await EmbeddedPostgres.Start(Path.GetFullPath(options.DataFolder), logs.CreateLogger("Analyst.Postgres"), CancellationToken.None);
        builder.Services.AddSingleton(cluster);
        builder.Services.AddHostedService<StopWithTheHost>();
        return cluster.ConnectionString;
    }

    /// <summary>A command of the framework; a private cluster that it started is stopped again.</summary>
    public static async Task<int> RunVerb(this WebApplication app, string[] args)
    {
        // Asked for first: the framework disposes the services with its command.
        var own = app.Services.GetService<EmbeddedPostgres>();
        try
        {
            return await app.RunJasperFxCommands(args);
        }
        finally
        {
            if (own is not null)
                await own.DisposeAsync();
        }
    }

    /// <summary>Registered first among hosted services, so it is stopped last.</summary>
    private sealed class StopWithTheHost(EmbeddedPostgres cluster) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => cluster.DisposeAsync().AsTask();
    }
}
