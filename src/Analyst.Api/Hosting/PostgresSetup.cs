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
        return cluster.ConnectionString;
    }

    /// <summary>Stops a private cluster that this process started; none is fine.</summary>
    public static ValueTask StopPostgres(this EmbeddedPostgres? own) => own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
