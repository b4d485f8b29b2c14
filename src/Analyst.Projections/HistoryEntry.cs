using System.Globalization;
using Analyst.Domain;
using Analyst.Domain.Datasets;
using Analyst.Domain.Questions;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace Analyst.Projections;

/// <summary>One fact as a sentence. The row's id is the event's id, so a rebuild makes the same rows.</summary>
/// <param name="Position">Of the fact among all facts.</param>
/// <param name="By">User, empty for the system itself.</param>
public sealed record HistoryEntry(Guid Id, long Position, Guid StreamId, long Version, Guid DatasetId, string Type, DateTimeOffset At, string By, string? CorrelationId, string? CausationId, string Text);

public sealed partial class HistoryProjection : EventProjection
{
    public HistoryProjection() => Name = "history";

    public override ValueTask ApplyAsync(IDocumentOperations operations, IEvent e, CancellationToken cancellation)
    {
        if (Sentence(e.Data) is { } text)
            operations.Store(new HistoryEntry(e.Id, e.Sequence, e.StreamId, e.Version, DatasetOf(e), e.EventTypeName, e.At(), e.UserName ?? "", e.CorrelationId, e.CausationId, text));
        return ValueTask.CompletedTask;
    }

    private static Guid DatasetOf(IEvent e) => e.Data switch
    {
        IQuestionEvent q => q.DatasetId,
        JobAttempted j => j.DatasetId,
        _ => e.StreamId,
    };

    /// <summary>Says a fact in words, or null for what is not a fact of the domain.</summary>
    public static string? Sentence(object fact) => fact switch
    {
        DatasetUploaded e => string.Create(CultureInfo.InvariantCulture, $"Uploaded {e.Name} ({e.Bytes:N0} bytes, SHA-256 {e.ContentHash[..12]}…)."),
        DatasetIngested e => string.Create(CultureInfo.InvariantCulture, $"Read as a table: revision {e.Revision} with {e.RowCount:N0} rows and {e.Columns.Length} columns ({e.Dialect})."),
        IngestFailed e => $"Could not be read as a table: {e.Reason}",
        RevisionUploaded e => string.Create(CultureInfo.InvariantCulture, $"Uploaded {e.Name} as the next revision ({e.Bytes:N0} bytes, SHA-256 {e.ContentHash[..12]}…)."),
        ColumnTypeSet e => $"Gave the column {e.Column} of revision {e.Revision} the type {e.Type}.",
        DatasetRetyped e => string.Create(CultureInfo.InvariantCulture, $"Made revision {e.Revision} from revision {e.FromRevision} with {e.Column} as {e.Type}, {e.RowCount:N0} rows."),
        RetypeFailed e => $"The type could not be given: {e.Reason}",
        ProfileRequested e => $"Asked for the profile of revision {e.Revision}.",
        DatasetProfiled e => $"Profiled revision {e.Revision}.",
        ProfileFailed e => $"Could not be profiled: {e.Reason}",
        ColumnMeaningSet { SemanticType: null, Role: null } e => $"Left it to the numbers what the column {e.Column} is.",
        ColumnMeaningSet e => $"Said what the column {e.Column} is: {string.Join(", ", new[] { e.SemanticType, e.Role is null ? null : $"role {e.Role}" }.OfType<string>())}.",
        CleaningRequested e => $"Asked for a cleaning plan of revision {e.Revision}.",
        CleaningProposed e => $"{e.Agent} proposed {e.Operations.Length} cleaning operations for revision {e.Revision}.",
        CleaningProposalFailed e => $"No cleaning plan could be made: {e.Reason}",
        CleaningApproved e => $"Approved {e.OperationIds.Length} cleaning operations: {string.Join(", ", e.OperationIds)}.",
        CleaningRejected e => e.Reason is null ? "Rejected the cleaning plan." : $"Rejected the cleaning plan: {e.Reason}",
        DatasetCleaned e => string.Create(CultureInfo.InvariantCulture, $"Cleaned revision {e.FromRevision} into revision {e.Revision} with {e.RowCount:N0} rows."),
        CleaningFailed e => $"Cleaning failed: {e.Reason}",
        DatasetDeleted => "Deleted the dataset.",
        QuestionAsked e => $"Asked of revision {e.Revision}: {e.Question}",
        QuestionInterpreted e => $"Understood by the {e.Source} as: {e.Sql}",
        QuestionAnswered { AnsweredFrom: { } from } e => $"Answered from the cache (question {from}): {e.Text}",
        QuestionAnswered e => $"Answered: {e.Text}",
        ClarificationRequested e => $"Needs a clarification: {e.Prompt}",
        QuestionNotAnswerable e => $"Cannot be answered from this data: {e.Reason}",
        QuestionFailed e => $"Could not be answered: {e.Reason}",
        JobAttempted e => $"A worker took up the job '{e.JobKind}', attempt {e.Attempt}.",
        _ => null,
    };
}
