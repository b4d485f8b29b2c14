namespace Analyst.Agents.Questions;

/// <summary>Names what a plan computes, for the answer's sentence.</summary>
internal static class Subjects
{
    public static string Of(QueryPlan plan)
    {
        if (plan.Check is { } check) return $"whether {Of(check.Measure)} compares so";
        if (plan.Exists) return "whether there is one";
        if (plan.Measures.Count > 0) return Of(plan.Measures[0]);
        if (plan.Extreme is { } extreme) return $"the {(extreme.Largest ? "largest" : "smallest")} {extreme.Column.Name}";
        return plan.Fields.Count switch
        {
            0 => "the rows",
            1 => $"the {plan.Fields[0].Column.Name}",
            _ => $"the {string.Join(", ", plan.Fields.Take(plan.Fields.Count - 1).Select(f => f.Column.Name))} and {plan.Fields[^1].Column.Name}",
        };
    }

    private static string Of(Measure measure) => (measure.Function, measure.Column) switch
    {
        (Aggregate.Share, _) => "the share in percent",
        (_, null) => "the number of rows",
        (Aggregate.Count, { } c) => $"the number of {c.Name}",
        (Aggregate.CountDistinct, { } c) => $"the number of different {c.Name}",
        (Aggregate.Minimum, { } c) => $"the smallest {c.Name}",
        (Aggregate.Maximum, { } c) => $"the largest {c.Name}",
        (Aggregate.Deviation, { } c) => $"the standard deviation of {c.Name}",
        (var f, { } c) => $"the {f.ToString().ToLowerInvariant()} of {c.Name}",
    };
}
