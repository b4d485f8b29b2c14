using System.Security.Claims;
using Analyst.Domain.Datasets;
using Analyst.Projections;
using JasperFx.Events;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Hosting;

/// <summary>Who may see what: the owner, and the tenant is already in the session. What another owns looks like what is not there.</summary>
public static class Access
{
    public static bool MaySee(this ClaimsPrincipal user, Dataset? dataset) => dataset?.OwnerId == user.Id();

    public static bool MaySee(this ClaimsPrincipal user, JobRow? job) => job?.OwnerId == user.Id();

    public static bool MaySee(this ClaimsPrincipal user, QuestionLog? question) => question?.AskedBy == user.Id();

    /// <summary>For the <c>Validate</c> step of a command slice: 404 unless the caller owns the dataset, 410 when it was deleted.</summary>
    public static ProblemDetails Check(ClaimsPrincipal user, Dataset dataset) => dataset switch
    {
        _ when !user.MaySee(dataset) => Problems.NotFound(),
        { Status: DatasetStatus.Deleted } => Problems.Of("dataset-deleted", "The dataset was deleted; its history stays readable."),
        _ => WolverineContinue.NoProblems,
    };

    /// <summary>For commands that hold a stream: null when this user may change it and it is still what the tag says.</summary>
    public static ProblemDetails? Refused(ClaimsPrincipal user, IEventStream<Dataset> stream, string? ifMatch)
    {
        if (stream.Aggregate is not { } dataset)
            return Problems.NotFound();
        if (Check(user, dataset) is { } problem && problem != WolverineContinue.NoProblems)
            return problem;
        if (string.IsNullOrEmpty(ifMatch))
            return null;
        var match = ETags.Match(ifMatch, $"\"{stream.CurrentVersion}\"");
        return match == WolverineContinue.NoProblems ? null : match;
    }

    /// <summary>For reads and questions: null when this user can ask this revision, the current one when null.</summary>
    public static ProblemDetails? CheckRevision(ClaimsPrincipal user, Dataset? dataset, int? revision) => dataset switch
    {
        _ when !user.MaySee(dataset) => Problems.NotFound(),
        { Status: DatasetStatus.Deleted } => Problems.Of("dataset-deleted", "The dataset was deleted; its history stays readable."),
        { Status: DatasetStatus.Failed } => Problems.Of("dataset-failed", $"The file could not be read: {dataset.Failure?.Reason} Upload it again."),
        { Current: null } => Problems.Of("dataset-not-ready", "The file is still being read; wait for its job."),
        { Current.Number: var current } when revision is { } n && dataset.Find(n) is null => Problems.Of("revision-not-found", $"There is no revision {n}; the current one is {current}."),
        _ => null,
    };
}
