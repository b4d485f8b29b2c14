using Analyst.Domain.Datasets;
using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Domain;

public sealed class Rejecting_a_cleaning_plan
{
    [Theory, InlineData("Not needed."), InlineData(null)]
    public void closes_the_plan(string? reason) =>
        GivenDataset.Of(Planned).When(d => d.RejectCleaning(PlanId, reason)).Yields(new CleaningRejected(PlanId, reason));

    [Fact]
    public void appends_nothing_when_repeated() =>
        GivenDataset.Of([.. Planned, Rejected]).When(d => d.RejectCleaning(PlanId, "Still not.")).AppendsNothing();

    [Fact]
    public void refuses_when_there_is_no_plan() =>
        GivenDataset.Of(Ready).When(d => d.RejectCleaning(PlanId, null)).IsRefused("plan-not-found");

    [Fact]
    public void refuses_a_plan_that_is_not_the_current_one() =>
        GivenDataset.Of(Planned).When(d => d.RejectCleaning(Id(99), null)).IsRefused("plan-not-found");

    public static readonly TheoryData<string> Closed = ["approved", "applied", "failed"];

    [Theory, MemberData(nameof(Closed))]
    public void refuses_a_plan_that_was_approved(string state) =>
        GivenDataset.Of([.. Planned, Approved, .. state switch { "applied" => new object[] { Cleaned }, "failed" => [NotCleaned], _ => [] }])
            .When(d => d.RejectCleaning(PlanId, null)).IsRefused("plan-closed");
}
