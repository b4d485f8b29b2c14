namespace Analyst.Api.Hosting;

/// <summary>Kestrel and logs.</summary>
public static class ServerSetup
{
    /// <summary>Served when the configuration names no address.</summary>
    public const string DefaultAddress = "http://127.0.0.1:5080";

    private static readonly string[] AddressKeys = ["urls", "http_ports", "https_ports"];

    /// <summary>Bodies are bounded by the endpoints: small ones here, uploads by their own limit while they stream.</summary>
    public static void AddServerLimits(this WebApplicationBuilder builder)
    {
        if (!AddressKeys.Any(key => builder.Configuration[key] is { Length: > 0 }))
            builder.WebHost.UseUrls(DefaultAddress);
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = 1 << 20;
        });
    }

    /// <summary>Readable lines in Development, one JSON object a line elsewhere.</summary>
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.Configure(o => o.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        if (builder.Environment.IsDevelopment())
            builder.Logging.AddSimpleConsole(c => { c.SingleLine = true; c.TimestampFormat = "HH:mm:ss.fff "; c.UseUtcTimestamp = true; });
        else
            builder.Logging.AddJsonConsole(c => { c.IncludeScopes = true; c.UseUtcTimestamp = true; c.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ"; });
    }
}
