using Analyst.Api.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Analyst.Tests.Api;

public sealed class Pages_of_a_list
{
    private static readonly long[] Rows = [.. Enumerable.Range(1, 11).Select(n => 100L - n)];

    [Fact]
    public void hold_fifty_unless_asked_otherwise() => Assert.Equal((50, null, null), Paging.Read<long>(null, null));

    [Theory, InlineData(1), InlineData(200)]
    public void take_a_limit(int limit) => Assert.Equal((limit, null, null), Paging.Read<long>(limit, ""));

    [Theory, InlineData(0), InlineData(-1), InlineData(201), InlineData(int.MaxValue)]
    public void refuse_a_limit_out_of_bounds(int limit) => Assert.Equal("bad-request", Code(Paging.Read<long>(limit, null).Problem));

    [Theory, InlineData("5"), InlineData("%00"), InlineData("not base64!"), InlineData("YWJj"), InlineData("OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5")]
    public void refuse_a_cursor_that_nobody_gave(string after) => Assert.Equal("bad-request", Code(Paging.Read<long>(null, after).Problem));

    [Fact]
    public void refuse_a_cursor_of_any_length() => Assert.Equal("bad-request", Code(Paging.Read<long>(null, new string('A', 10_000)).Problem));

    [Fact]
    public void continue_where_the_last_one_ended()
    {
        var http = new DefaultHttpContext();
        var page = Page(http, Rows, 10);
        Assert.Equal(Rows[..10], page.Items);
        Assert.Equal(Rows[9], Paging.Read<long>(10, page.Next).After);
    }

    [Fact]
    public void continue_after_an_id()
    {
        var ids = new[] { Guid.CreateVersion7(), Guid.CreateVersion7() };
        var page = Value<Guid>(Paging.Page(new DefaultHttpContext(), ids, 1, id => id, id => id));
        Assert.Equal(ids[0], Paging.Read<Guid>(null, page.Next).After);
    }

    [Fact]
    public void name_the_next_one_with_the_same_question()
    {
        var http = new DefaultHttpContext();
        http.Request.Path = "/api/analyst/jobs";
        http.Request.QueryString = new QueryString("?state=failed&after=abc&limit=10");
        var page = Page(http, Rows, 10);
        Assert.Equal($"</api/analyst/jobs?state=failed&limit=10&after={page.Next}>; rel=\"next\"", http.Response.Headers.Link.ToString());
    }

    [Theory, InlineData(0), InlineData(9), InlineData(10)]
    public void end_when_there_is_no_more(int rows)
    {
        var http = new DefaultHttpContext();
        var page = Page(http, Rows[..rows], 10);
        Assert.Equal((rows, null), (page.Items.Count, page.Next));
        Assert.Equal(0, http.Response.Headers.Link.Count);
    }

    private static Page<long> Page(HttpContext http, long[] rows, int limit) => Value<long>(Paging.Page(http, rows, limit, r => r, r => r));

    private static Page<T> Value<T>(IResult result) => Assert.IsType<Ok<Page<T>>>(result).Value!;

    private static object? Code(IResult? problem) => Assert.IsType<ProblemHttpResult>(problem).ProblemDetails.Extensions["code"];
}
