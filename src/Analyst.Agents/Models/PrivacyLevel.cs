namespace Analyst.Agents.Models;

/// <summary>What of a table may reach a model; each level holds the ones before it.</summary>
public enum PrivacyLevel
{
    /// <summary>Names, types and roles of columns.</summary>
    Schema,

    /// <summary>Counts and numbers computed from columns, no value of a cell of text.</summary>
    Statistics,

    /// <summary>Frequent values as they stand in cells.</summary>
    Samples,
}
