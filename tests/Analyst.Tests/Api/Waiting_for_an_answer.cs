using Analyst.Api.Features.Questions;

namespace Analyst.Tests.Api;

public sealed class Waiting_for_an_answer
{
    [Theory, InlineData(null), InlineData(""), InlineData("return=minimal"), InlineData("wait=soon"), InlineData("wait=-1"), InlineData("wait=1.5"), InlineData("wait=99999999999")]
    public void takes_ten_seconds_when_nothing_usable_is_said(string? prefer) =>
        Assert.Equal(new Preference(TimeSpan.FromSeconds(10), null), Preference.Read(prefer));

    [Theory, InlineData("wait=3", 3), InlineData("return=minimal, wait=3", 3), InlineData("WAIT=3", 3), InlineData("respond-async, wait=3", 3), InlineData("wait=3; foo", 3), InlineData("wait=0", 0)]
    public void takes_as_long_as_is_said(string prefer, int seconds) =>
        Assert.Equal(new Preference(TimeSpan.FromSeconds(seconds), $"wait={seconds}"), Preference.Read(prefer));

    [Fact]
    public void takes_a_minute_at_most() =>
        Assert.Equal(new Preference(TimeSpan.FromMinutes(1), "wait=60"), Preference.Read("wait=3600"));

    [Theory, InlineData("respond-async"), InlineData("Respond-Async, return=minimal")]
    public void takes_no_time_when_none_is_wanted(string prefer) =>
        Assert.Equal(new Preference(TimeSpan.Zero, "respond-async"), Preference.Read(prefer));
}
