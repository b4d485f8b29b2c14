using System.Diagnostics;
using Npgsql;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Analyst.Api.Hosting;

/// <summary>Traces through HTTP, queues, PostgreSQL and the engine; sent by OTLP when OTEL_EXPORTER_OTLP_ENDPOINT is set.</summary>
public static class TelemetrySetup
{
    /// <summary>Spans of our own: calls into the engine.</summary>
    public static readonly ActivitySource Source = new("Analyst");

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var traces = builder.Services.AddOpenTelemetry().ConfigureResource(r => r.AddService("analyst", serviceVersion: Versions.Analyst));
        traces.WithTracing(t =>
        {
            t.AddSource(Source.Name, "Wolverine", "Marten").AddNpgsql().AddAspNetCoreInstrumentation(a => a.Filter = http => !http.Request.Path.StartsWithSegments("/health"));
            if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
                t.AddOtlpExporter();
        });
    }
}
