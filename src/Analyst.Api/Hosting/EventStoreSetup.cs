using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Analyst.Api.Features.Questions;
using Analyst.Api.Jobs;
using Analyst.Api.Uploads;
using Analyst.Projections;
using JasperFx.Events;
using JasperFx.MultiTenancy;
using Marten;
using Weasel.Core;
using Wolverine.Marten;

namespace Analyst.Api.Hosting;

/// <summary>Marten: streams, tenancy, metadata and read models. Every process and tool uses this one set-up, because Marten's SQL functions follow it.</summary>
public static class EventStoreSetup
{
    public const string Schema = "analyst";

    public static void AddEventStore(this WebApplicationBuilder builder, string connectionString, IReadOnlySet<string> roles)
    {
        builder.Services.AddMarten(store =>
            {
                store.Connection(connectionString);
                store.DatabaseSchemaName = Schema;
                // Words, not numbers: a fact must be readable, and stay right when a list of values grows.
                store.UseSystemTextJsonForSerialization(EnumStorage.AsString, configure: json => json.Converters.Add(new TextWithoutNul()));

                store.Events.TenancyStyle = TenancyStyle.Conjoined;
                store.Policies.AllDocumentsAreMultiTenanted();

                // Despite its name this mode takes the time from .NET, so a row built while appending equals the row rebuilt from the stored fact.
                store.Events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
                // Whoever loses a race waits for the winner before taking numbers: no gaps that hold up the daemon, no deadlock with FetchForExclusiveWriting.
                store.Events.UseExclusiveLockOnConcurrentAppends = true;
                store.Events.UseMandatoryStreamTypeDeclaration = true;
                store.Events.EnableUniqueIndexOnEventId = true;
                store.Events.EnableEventTypeIndex = true;
                store.Events.MetadataConfig.CorrelationIdEnabled = true;
                store.Events.MetadataConfig.CausationIdEnabled = true;
                store.Events.MetadataConfig.HeadersEnabled = true;
                store.Events.MetadataConfig.UserNameEnabled = true;
                store.Events.AddErasure();
                store.Listeners.Add(new TraceInMetadata());

                store.AddAnalystProjections();
                store.Schema.For<Upload>().Index(x => x.ExpiresAt);
                // Named here, so that they are made at start, under the lock: two processes that meet one for the first time would both make its table.
                store.RegisterDocumentType<UploadProgress>();
                store.RegisterDocumentType<JobProgress>();
                store.RegisterDocumentType<Features.Profiling.ProfileDraft>();
                store.OpenTelemetry.TrackConnections = JasperFx.OpenTelemetry.TrackLevel.Normal;
                store.OpenTelemetry.TrackEventCounters();
            })
            .UseLightweightSessions()
            // Under a lock in the database, so that replicas may start together.
            .ApplyAllDatabaseChangesOnStartup()
            .IntegrateWithWolverine(w =>
            {
                w.MessageStorageSchemaName = MessagingSetup.MessageStoreSchema(roles);
                w.TransportSchemaName = MessagingSetup.QueueSchema;
                w.UseWolverineManagedEventSubscriptionDistribution = roles.Contains(Role.Api);
            });
    }

    /// <summary>PostgreSQL's JSON cannot hold U+0000, which cells and questions can; the replacement character stands for it.</summary>
    private sealed class TextWithoutNul : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value.Replace('\0', '\uFFFD'));
    }

    /// <summary>Writes the W3C trace of the moment into the metadata of every fact.</summary>
    private sealed class TraceInMetadata : DocumentSessionListenerBase
    {
        public override Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
        {
            if (Activity.Current?.Id is { } traceparent)
            {
                foreach (var fact in session.PendingChanges.Streams().SelectMany(s => s.Events))
                    fact.SetHeader("traceparent", traceparent);
            }
            return Task.CompletedTask;
        }
    }
}
