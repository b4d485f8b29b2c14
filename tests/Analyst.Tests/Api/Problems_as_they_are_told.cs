using Analyst.Api.Hosting;
using Analyst.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Analyst.Tests.Api;

public sealed class Problems_as_they_are_told
{
    public static readonly TheoryData<string> Codes = [.. Problems.Catalogue.Keys];

    [Theory, MemberData(nameof(Codes))]
    public void have_the_status_and_title_of_the_catalogue(string code)
    {
        var (kind, problem) = (Problems.Catalogue[code], Problems.Of(code, "Why."));
        Assert.Equal((kind.Status, kind.Title, "Why.", $"/api/analyst/problems/{code}"), (problem.Status, problem.Title, problem.Detail, problem.Type));
        Assert.Equal((code, (object?)kind.Retryable), (problem.Extensions["code"], problem.Extensions["retryable"]));
    }

    [Theory, MemberData(nameof(Codes))]
    public void are_failures_with_a_speaking_code(string code)
    {
        Assert.Matches("^[a-z]+(-[a-z0-9]+)*$", code);
        Assert.InRange(Problems.Catalogue[code].Status, 400, 599);
    }

    [Fact]
    public void are_ours_when_nobody_listed_them() => Assert.Equal("internal-error", Problems.Of("never-heard-of", "Why.").Extensions["code"]);

    [Fact]
    public void say_why_a_decision_was_refused()
    {
        var result = Assert.IsType<ProblemHttpResult>(Decision.Refuse("plan-outdated", "Ask again.").ToHttp(() => Results.Ok()));
        Assert.Equal((409, "Ask again."), (result.StatusCode, result.ProblemDetails.Detail));
    }

    [Fact]
    public void are_not_told_when_a_decision_was_taken() => Assert.IsType<NoContent>(Decision.Nothing.ToHttp(Results.NoContent));
}
