using System.Text.Json;

namespace Analyst.Domain.Datasets;

/// <summary>What the numbers say a column is.</summary>
/// <param name="Role">In the name of the interface.</param>
public sealed record ColumnMeaning(string Column, string SemanticType, string Role);

/// <summary>What a person said a column is; null members were not said.</summary>
/// <param name="Role">In the name of the interface.</param>
public sealed record MeaningOverride(string Column, string? SemanticType, string? Role)
{
    private const string ByPerson = "set by a person";

    public bool IsOf(string column) => string.Equals(Column, column, StringComparison.OrdinalIgnoreCase);

    /// <summary>The role that was said, or that follows from the type that was said.</summary>
    public string? EffectiveRole => Role ?? (SemanticType is { } type && SemanticTypes.RoleOf(type) is { } role ? ColumnRoles.NameOf(role) : null);

    /// <summary>The numbers of the column, with what the person said in place of what was found.</summary>
    public ColumnProfile On(ColumnProfile found)
    {
        var column = found;
        if (ColumnRoles.Parse(EffectiveRole) is { } role)
            column = column with { Role = role, Confidence = 1 };
        return SemanticType is { } type
            ? column with { SemanticType = type, SemanticConfidence = 1, Evidence = [ByPerson] }
            : column with { Evidence = [$"the role was {ByPerson}", .. found.Evidence] };
    }
}

/// <summary>The names of roles in the interface.</summary>
public static class ColumnRoles
{
    /// <summary>What is told to somebody who asked for another one.</summary>
    public const string Words = "numeric, categorical, datetime, text, identifier, boolean, url, list or other";

    public static string NameOf(ColumnRole role) => JsonNamingPolicy.CamelCase.ConvertName(role.ToString());

    public static ColumnRole? Parse(string? name) => name is not null && Enum.GetValues<ColumnRole>().Where(r => NameOf(r) == name).ToArray() is [var role] ? role : null;
}
