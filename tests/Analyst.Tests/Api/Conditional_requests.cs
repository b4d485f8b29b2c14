using Analyst.Api.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wolverine.Http;

namespace Analyst.Tests.Api;

public sealed class Conditional_requests
{
    private const string Tag = "\"7\"";

    [Theory, InlineData("\"7\""), InlineData("\"6\", \"7\""), InlineData("*")]
    public void answer_304_to_a_reader_who_has_it(string ifNoneMatch)
    {
        var http = Request(ifNoneMatch);
        Assert.Equal(304, Assert.IsType<StatusCodeHttpResult>(ETags.Fresh(http, Tag)).StatusCode);
        Assert.Equal(Tag, http.Response.Headers.ETag);
    }

    [Theory, InlineData(""), InlineData("\"6\""), InlineData("7"), InlineData("\"77\"")]
    public void answer_in_full_to_a_reader_who_has_it_not(string ifNoneMatch)
    {
        var http = Request(ifNoneMatch);
        Assert.Null(ETags.Fresh(http, Tag));
        Assert.Equal(Tag, http.Response.Headers.ETag);
    }

    [Theory, InlineData("\"7\""), InlineData("\"6\",\"7\""), InlineData("*")]
    public void let_a_command_through_that_names_the_state(string ifMatch) =>
        Assert.Same(WolverineContinue.NoProblems, ETags.Match(ifMatch, Tag));

    [Theory, InlineData(null), InlineData("")]
    public void ask_a_command_to_name_the_state(string? ifMatch)
    {
        var problem = ETags.Match(ifMatch, Tag);
        Assert.Equal((428, "precondition-required"), (problem.Status, problem.Extensions["code"]));
        Assert.Contains(Tag, problem.Detail, StringComparison.Ordinal);
    }

    [Theory, InlineData("\"6\""), InlineData("W/\"7\""), InlineData("7")]
    public void refuse_a_command_about_an_older_state(string ifMatch)
    {
        var problem = ETags.Match(ifMatch, Tag);
        Assert.Equal((412, "precondition-failed"), (problem.Status, problem.Extensions["code"]));
    }

    private static DefaultHttpContext Request(string ifNoneMatch)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.IfNoneMatch = ifNoneMatch;
        return http;
    }
}
