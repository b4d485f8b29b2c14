using Analyst.Domain.Datasets;
using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Domain;

/// <summary>A plan asked for before another was approved must not take that one's place while it is applied.</summary>
public sealed class Proposing_while_a_plan_is_applied
{
    private static readonly object[] Both = [.. Planned, ToPropose with { JobId = Id(99) }, Approved];
    private static readonly CleaningProposed Late = Proposed with { JobId = Id(99), PlanId = Id(22) };

    [Fact]
    public void ends_the_late_proposal_without_a_plan()
    {
        var decision = GivenDataset.Of(Both).When(d => d.RecordProposal(Id(99), Late));
        Assert.Equal("cleaning-in-progress", Assert.IsType<CleaningProposalFailed>(Assert.Single(decision.Events)).Code);
    }

    [Fact]
    public void applies_the_plan_that_was_approved()
    {
        var before = GivenDataset.Of(Both);
        var after = before.And(before.RecordProposal(Id(99), Late).Events).And(Cleaned);
        Assert.Equal((PlanId, PlanState.Applied), (after.Plan!.Id, after.Plan.State));
    }
}
