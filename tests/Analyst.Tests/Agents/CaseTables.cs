using Analyst.Domain.Datasets;

namespace Analyst.Tests.Agents;

/// <summary>The tables of the text cases, each made once.</summary>
public sealed class CaseTables : IDisposable
{
    private readonly Dictionary<string, (SmallTable Table, TableProfile Profile)> made = new(StringComparer.Ordinal);

    public (SmallTable Table, TableProfile Profile) Of(QuestionCase asked)
    {
        if (made.TryGetValue(asked.File, out var known)) return known;
        var table = SmallTable.FromText(asked.Table);
        return made[asked.File] = (table, table.Profile());
    }

    public void Dispose()
    {
        foreach (var (table, _) in made.Values) table.Dispose();
    }
}
