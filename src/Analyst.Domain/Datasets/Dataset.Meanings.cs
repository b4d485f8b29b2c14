namespace Analyst.Domain.Datasets;

// What columns mean, as far as a person said it. It is said of a name, so it holds for every revision with a column of that name.
public sealed partial record Dataset
{
    /// <summary>What a person said of a column, null when nothing.</summary>
    public MeaningOverride? MeaningOf(string column) => Meanings?.FirstOrDefault(m => m.IsOf(column));

    /// <summary>Says what columns are, or takes it back where both members are null; the other columns stay as they are. What is so already appends nothing.</summary>
    public Decision SetMeanings(IReadOnlyList<MeaningOverride> wanted)
    {
        if (Status != DatasetStatus.Ready || Current is null)
            return NotReady();
        var facts = new Dictionary<string, ColumnMeaningSet>();
        foreach (var (name, type, role) in wanted)
        {
            if (FindColumn(name) is not { } column)
                return Decision.Refuse("column-unknown", $"Revision {Current.Number} has no column \"{name}\".");
            if (type is not null && !SemanticTypes.All.Contains(type))
                return Decision.Refuse("semantic-type-unknown", $"semanticType of \"{name}\" takes {string.Join(", ", SemanticTypes.All)}, or null.");
            if (role is not null && ColumnRoles.Parse(role) is null)
                return Decision.Refuse("role-unknown", $"role of \"{name}\" takes {ColumnRoles.Words}, or null.");
            facts[column.Name] = new ColumnMeaningSet(column.Name, type, role);
        }
        return Decision.Of([.. facts.Values.Where(IsNews)]);
    }

    /// <summary>The numbers of a revision, with what the person said in place of what was found.</summary>
    public TableProfile WithMeanings(TableProfile profile) => Meanings is null or []
        ? profile
        : profile with { Columns = [.. profile.Columns.Select(c => MeaningOf(c.Name)?.On(c) ?? c)] };

    private bool IsNews(ColumnMeaningSet e) => MeaningOf(e.Column) is { } now ? (now.SemanticType, now.Role) != (e.SemanticType, e.Role) : (e.SemanticType, e.Role) != (null, null);

    private Dataset With(ColumnMeaningSet e)
    {
        var rest = (Meanings ?? []).Where(m => !m.IsOf(e.Column));
        return this with { Meanings = [.. rest, .. e is { SemanticType: null, Role: null } ? Array.Empty<MeaningOverride>() : [new(e.Column, e.SemanticType, e.Role)]] };
    }
}
