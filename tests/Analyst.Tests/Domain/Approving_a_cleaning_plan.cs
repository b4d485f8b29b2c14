using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Domain;

public sealed class Approving_a_cleaning_plan
{
    [Fact]
    public void accepts_the_named_operations() =>
        GivenDataset.Of(Planned).When(d => d.ApproveCleaning(CleanJob, PlanId, ["op-1"], allowDestructive: false)).Yields(Approved);

    [Fact]
    public void accepts_all_of_them_when_none_is_named() =>
        GivenDataset.Of(Planned).When(d => d.ApproveCleaning(CleanJob, PlanId, null, allowDestructive: true)).Yields(Approved with { OperationIds = ["op-1", "op-2"] });

    [Fact]
    public void keeps_the_plans_order_and_names_each_once() =>
        GivenDataset.Of(Planned).When(d => d.ApproveCleaning(CleanJob, PlanId, ["op-2", "op-1", "op-2"], allowDestructive: true)).Yields(Approved with { OperationIds = ["op-1", "op-2"] });

    [Fact]
    public void appends_nothing_when_repeated() =>
        GivenDataset.Of([.. Planned, Approved]).When(d => d.ApproveCleaning(Id(99), PlanId, ["op-1"], allowDestructive: false)).AppendsNothing();

    [Fact]
    public void appends_nothing_when_repeated_after_the_work_is_done() =>
        GivenDataset.Of([.. Planned, Approved, Cleaned]).When(d => d.ApproveCleaning(Id(99), PlanId, ["op-1"], allowDestructive: false)).AppendsNothing();

    [Fact]
    public void refuses_other_operations_than_those_approved() =>
        GivenDataset.Of([.. Planned, Approved]).When(d => d.ApproveCleaning(Id(99), PlanId, null, allowDestructive: true)).IsRefused("plan-already-approved");

    [Fact]
    public void refuses_when_there_is_no_plan() =>
        GivenDataset.Of(Ready).When(d => d.ApproveCleaning(CleanJob, PlanId, null, allowDestructive: true)).IsRefused("plan-not-found");

    [Fact]
    public void refuses_a_plan_that_is_not_the_current_one() =>
        GivenDataset.Of(Planned).When(d => d.ApproveCleaning(CleanJob, Id(99), null, allowDestructive: true)).IsRefused("plan-not-found");

    [Fact]
    public void refuses_after_a_deletion() =>
        GivenDataset.Of([.. Planned, Deleted]).When(d => d.ApproveCleaning(CleanJob, PlanId, ["op-1"], allowDestructive: false)).IsRefused("plan-not-found");

    [Fact]
    public void refuses_a_plan_made_for_an_older_revision() =>
        GivenDataset.Of([.. Planned, Approved, Cleaned, Proposed with { PlanId = Id(22) }])
            .When(d => d.ApproveCleaning(Id(99), Id(22), ["op-1"], allowDestructive: false)).IsRefused("plan-outdated");

    [Fact]
    public void refuses_an_operation_that_the_plan_does_not_have()
    {
        var decision = GivenDataset.Of(Planned).When(d => d.ApproveCleaning(CleanJob, PlanId, ["op-1", "op-9"], allowDestructive: true));
        decision.IsRefused("operation-not-found");
        Assert.Contains("op-9", decision.Refusal!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void refuses_to_approve_nothing() =>
        GivenDataset.Of(Planned).When(d => d.ApproveCleaning(CleanJob, PlanId, [], allowDestructive: true)).IsRefused("no-operations");

    [Fact]
    public void refuses_all_of_a_plan_that_proposes_nothing() =>
        GivenDataset.Of([.. Ready, ToPropose, Proposed with { Operations = [] }]).When(d => d.ApproveCleaning(CleanJob, PlanId, null, allowDestructive: true)).IsRefused("no-operations");

    [Fact]
    public void refuses_operations_that_remove_rows_unless_they_are_meant()
    {
        var decision = GivenDataset.Of(Planned).When(d => d.ApproveCleaning(CleanJob, PlanId, null, allowDestructive: false));
        decision.IsRefused("destructive-operation");
        Assert.Contains("op-2", decision.Refusal!.Reason, StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void refuses_a_plan_that_was_rejected_or_failed(bool rejected) =>
        GivenDataset.Of([.. Planned, .. rejected ? new object[] { Rejected } : [Approved, NotCleaned]])
            .When(d => d.ApproveCleaning(Id(99), PlanId, ["op-1"], allowDestructive: false)).IsRefused("plan-closed");
}
