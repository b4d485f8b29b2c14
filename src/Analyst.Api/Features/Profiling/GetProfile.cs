using System.Security.Claims;
using Analyst.Api.Features.Profiling.Page;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Domain;
using Analyst.Domain.Datasets;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Profiling;

/// <summary>The numbers of a revision. Every count is exact, taken over every row.</summary>
/// <param name="Complete">No more numbers will follow.</param>
/// <param name="Columns">Each with its own alerts.</param>
/// <param name="Alerts">All of them, the most severe first.</param>
/// <param name="QualityScore">0 to 100; null for a table without rows.</param>
public sealed record ProfileView(Guid DatasetId, int Revision, long RowCount, long DuplicateRows, bool Complete, IReadOnlyList<ColumnProfile> Columns, IReadOnlyList<ProfileAlert> Alerts, double? QualityScore)
{
    /// <summary>What the score is made of.</summary>
    public QualityScore? Quality { get; init; }

    public IReadOnlyList<IReadOnlyList<string>> CandidateKeys { get; init; } = [];

    public IReadOnlyList<Dependency> Dependencies { get; init; } = [];

    public IReadOnlyList<Correlation> Correlations { get; init; } = [];

    public IReadOnlyList<ColumnPair> Together { get; init; } = [];

    public IReadOnlyList<ForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>What the table is, in a few sentences; every number in them stands in the profile.</summary>
    public string? Narrative { get; init; }

    /// <summary>What deserves a look, the most surprising first.</summary>
    public IReadOnlyList<string> Surprises { get; init; } = [];

    public NarratorView? Narrator { get; init; }

    public static ProfileView Of(Guid datasetId, int revision, TableProfile profile)
    {
        var alerts = profile.Alerts.ToLookup(a => a.Column, StringComparer.Ordinal);
        IReadOnlyList<ColumnProfile> columns = [.. profile.Columns.Select(c => GetProfile.Shown(c) with { Alerts = [.. alerts[c.Name]] })];
        return new ProfileView(datasetId, revision, profile.RowCount, profile.DuplicateRows, Complete: true, columns, profile.Alerts, profile.Quality?.Score)
        {
            Quality = profile.Quality,
            CandidateKeys = profile.CandidateKeys,
            Dependencies = profile.Dependencies,
            Correlations = profile.Correlations,
            Together = profile.Together,
            ForeignKeys = profile.ForeignKeys,
            Narrative = profile.Narrative?.Text,
            Surprises = profile.Narrative?.Surprises ?? [],
            Narrator = profile.Narrative is { } n ? new NarratorView(n.Source, n.Model, n.PromptVersion, n.Dropped) : null,
        };
    }
}

/// <summary>Who wrote the narrative.</summary>
/// <param name="Source"><c>model</c> or <c>offline</c>.</param>
/// <param name="PromptVersion">Of the prompt or of the templates.</param>
/// <param name="Dropped">Sentences left out because a number in them is not in the profile.</param>
public sealed record NarratorView(string Source, string? Model, string PromptVersion, int Dropped);

/// <summary>What is known of a profile while it is computed: whole columns as in <see cref="ProfileView"/>, the others with name, type and what the file tells.</summary>
/// <param name="Complete">False: more will follow.</param>
public sealed record FirstNumbersView(Guid DatasetId, int Revision, long RowCount, bool Complete, IReadOnlyList<object> Columns)
{
    public static FirstNumbersView Of(ProfileDraft draft, Dataset dataset) =>
        new(draft.DatasetId, draft.Revision, draft.Numbers.RowCount, Complete: false, [.. draft.Numbers.Columns.Select((c, i) => i < draft.Numbers.Done.Count ? (object)GetProfile.Shown(Said(dataset, draft.Numbers.Done[i])) : c)]);

    private static ColumnProfile Said(Dataset dataset, ColumnProfile column) => dataset.MeaningOf(column.Name)?.On(column) ?? column;
}

public static class GetProfile
{
    private const int TopValuesShown = 20;

    /// <summary>The numbers of the current revision, or of <c>?revision=</c>.</summary>
    [WolverineGet("/api/analyst/datasets/{id}/profile")]
    [ProducesResponseType<ProfileView>(200, "application/json", ProfilePage.MediaType)]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, [FromQuery] int? revision, HttpContext http, ClaimsPrincipal user, IQuerySession session, JsonBlobs blobs, CancellationToken ct)
    {
        var dataset = await session.LoadAsync<Dataset>(id, ct);
        if (Access.CheckRevision(user, dataset, revision) is { } problem)
            return Results.Problem(problem.Extensions["code"] is "dataset-not-ready" ? Problems.Of("profile-not-ready", "The file is still being read; wait for its job.") : problem);
        var of = revision is { } n ? dataset!.Find(n)! : dataset!.Current!;
        if (of.ProfileKey is not { } key)
            return await Draft(session, dataset!, of.Number, ct) is { } draft ? Results.Ok(FirstNumbersView.Of(draft, dataset!)) : Problems.Result("profile-not-ready", "The numbers are still being computed, or computing them failed; GET /jobs tells.");

        var profile = dataset!.WithMeanings(await blobs.Read<TableProfile>(key, ct));
        if (ProfilePage.IsWanted(http))
            return ProfilePage.Answer(http, new PageSubject(dataset.Name, of.Number, Complete: true, profile), $"{Path.GetFileNameWithoutExtension(key)}{MeaningTag.Of(dataset)}");
        return ETags.Fresh(http, $"\"{Path.GetFileNameWithoutExtension(key)}{MeaningTag.Of(dataset)}\"")
            ?? Results.Ok(ProfileView.Of(id, of.Number, profile));
    }

    internal static ColumnProfile Shown(ColumnProfile column) => column with { TopValues = [.. column.TopValues.Take(TopValuesShown)] };

    private static async Task<ProfileDraft?> Draft(IQuerySession session, Dataset dataset, int revision, CancellationToken ct) =>
        dataset.Jobs.OfKind(JobKinds.Profile) is { } job && await session.LoadAsync<ProfileDraft>(job.Id, ct) is { } draft && draft.Revision == revision ? draft : null;
}
