using System.Security.Claims;
using Analyst.Domain.Datasets;
using Analyst.Projections;
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
}
