namespace Analyst.Agents.Questions;

/// <summary>"Is the average price above 20?": a yes-or-no question about a figure.</summary>
internal static class Checks
{
    public static Having? Read(Reading r)
    {
        if (r.Word(0) is not ("is" or "are" or "was" or "were" or "does" or "do" or "did")) return null;
        var compared = r.Filters.OfType<Filter.Number>().ToList();
        if (compared.Count != 1) return null;
        for (var i = 1; i < r.Count; i++)
        {
            if (Function(r.Word(i)) is not { } function) continue;
            for (var at = i + 1; at < Math.Min(r.Count, i + 4); at++)
            {
                if (!r.Items[at].IsColumn || r.Items[at].Columns.All(c => c.Column != compared[0].Column)) continue;
                var index = r.Filters.IndexOf(compared[0]);
                r.Filters.RemoveAt(index);
                r.FilterSpans.RemoveAt(index);
                r.Use(i, at + 1);
                return new Having(new Measure(function, compared[0].Column), compared[0].Operator, compared[0].Value);
            }
        }
        return null;
    }

    private static Aggregate? Function(string word) => word switch
    {
        "average" or "mean" or "avg" => Aggregate.Average,
        "median" => Aggregate.Median,
        "total" or "sum" => Aggregate.Sum,
        _ when word is "highest" or "largest" or "maximum" or "biggest" or "max" or "greatest" => Aggregate.Maximum,
        _ when word is "lowest" or "smallest" or "minimum" or "min" => Aggregate.Minimum,
        _ => null,
    };
}
