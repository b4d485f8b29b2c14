using Analyst.Api.Features.Cleaning;
using Analyst.Api.Features.Datasets;
using Analyst.Api.Features.Profiling;
using Analyst.Api.Features.Questions;
using Analyst.Api.Features.Revisions;
using JasperFx;
using JasperFx.CodeGeneration;
using JasperFx.Core;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Http;
using Wolverine.Postgresql;
using Wolverine.Postgresql.Transport;

namespace Analyst.Api.Hosting;

/// <summary>Wolverine: which message goes to which queue, which role listens, and how a failed hand-over is repeated.</summary>
public static class MessagingSetup
{
    public const string QueueSchema = "analyst_queues";

    /// <summary>The whole flow of background work: a queue is named after the role that serves it.</summary>
    private static readonly IReadOnlyDictionary<Type, string> Queues = new Dictionary<Type, string>
    {
        [typeof(IngestDataset)] = Role.Profiling,
        [typeof(RetypeColumn)] = Role.Profiling,
        [typeof(ProfileDataset)] = Role.Profiling,
        [typeof(ProposeCleaning)] = Role.Cleaning,
        [typeof(CleanDataset)] = Role.Cleaning,
        [typeof(AnswerQuestion)] = Role.Analysis,
    };

    /// <summary>Jobs that one process works on at once, by role.</summary>
    private static readonly IReadOnlyDictionary<string, int> Parallel = new Dictionary<string, int>
    {
        [Role.Profiling] = 2,
        [Role.Cleaning] = 2,
        [Role.Analysis] = 8,
    };

    /// <summary>Processes with the same roles share inbox, outbox and leader. Sharing them across roles would strand messages on nodes that do not listen.</summary>
    public static string MessageStoreSchema(IReadOnlySet<string> roles) =>
        roles.Count == Role.All.Count ? "analyst_all_wolverine" : $"analyst_{string.Join('_', Role.All.Where(roles.Contains))}_wolverine";

    public static void AddMessaging(this WebApplicationBuilder builder, AnalystOptions options)
    {
        var roles = options.RoleSet;
        builder.Host.UseWolverine(w =>
        {
            w.ApplicationAssembly = typeof(MessagingSetup).Assembly;
            w.ServiceName = $"analyst-{string.Join('-', Role.All.Where(roles.Contains))}";
            // The default ids collide between processes on one machine.
            w.EnvelopeIdGeneration = EnvelopeIdGeneration.GuidV7;
            w.EnableRelayOfUserName = true;
            w.CodeGeneration.TypeLoadMode = Versions.HasGeneratedHandlers ? TypeLoadMode.Static : TypeLoadMode.Dynamic;
            w.DefaultExecutionTimeout = TimeSpan.FromMinutes(options.Limits.WorkMinutes + 1);

            w.Policies.AutoApplyTransactions();
            w.Policies.UseDurableLocalQueues();
            w.Policies.UseDurableInboxOnAllListeners();
            w.Policies.UseDurableOutboxOnAllSendingEndpoints();

            var queues = w.Transports.GetOrCreate<PostgresqlTransport>();
            queues.AutoProvision = true;
            // A worker hears of a message in milliseconds without asking all the time; it still looks each second, should a notice be lost.
            queues.EnableQueueNotifications = true;
            foreach (var (message, queue) in Queues)
                w.PublishMessagesTo(message, queue);
            foreach (var (role, parallel) in Parallel.Where(p => roles.Contains(p.Key)))
                w.ListenToPostgresqlQueue(role).MaximumParallelMessages(parallel).MaximumMessagesToReceive(parallel).PollingInterval(1.Seconds());

            RepeatWhatFailed(w);
            NoticeDeadNodes(w.Durability);
        });
        builder.Services.AddWolverineHttp();
    }

    private static void PublishMessagesTo(this WolverineOptions w, Type message, string queue) =>
        w.Publish(rule =>
        {
            rule.Message(message);
            rule.ToPostgresqlQueue(queue);
        });

    /// <summary>A lost race on a stream is repeated at once. Anything else is scheduled again; the domain counts attempts and ends the job after the last.</summary>
    private static void RepeatWhatFailed(WolverineOptions w)
    {
        w.Policies.OnException<ConcurrencyException>().RetryWithCooldown(20.Milliseconds(), 50.Milliseconds(), 100.Milliseconds(), 250.Milliseconds());
        w.Policies.OnException<OperationCanceledException>().ScheduleRetryIndefinitely(2.Seconds());
        w.Policies.OnAnyException().ScheduleRetry(1.Seconds(), 5.Seconds(), 15.Seconds(), 30.Seconds(), 60.Seconds());
    }

    /// <summary>Measured: a killed node's work is taken over in about 15 s; lower values eject slow nodes by mistake.</summary>
    private static void NoticeDeadNodes(DurabilitySettings d)
    {
        d.HealthCheckPollingTime = 2.Seconds();
        d.FirstHealthCheckExecution = 2.Seconds();
        d.StaleNodeTimeout = 10.Seconds();
        d.NodeReassignmentPollingTime = 2.Seconds();
        d.ScheduledJobPollingTime = 1.Seconds();
        d.OrphanedMessageSweepPollingTime = 2.Seconds();
        d.CheckAssignmentPeriod = 5.Seconds();
        d.KeepAfterMessageHandling = 1.Hours();
    }
}
