using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>Columns of which DuckDB's type tells the meaning.</summary>
internal static class TypeMeaning
{
    public static Form FormOf(ProfileColumn column) => column.Kind switch
    {
        ProfileKind.Boolean => Form.Boolean,
        ProfileKind.Moment => column.Type == "TIME" ? Form.Time : column.Type == "DATE" ? Form.Date : Form.DateTime,
        ProfileKind.Number => column.IsInteger ? Form.Integer : Form.Decimal,
        _ when column.Type == "UUID" => Form.Uuid,
        _ when column.Type.EndsWith(']') => Form.List,
        _ when column.Type.StartsWith("ENUM", StringComparison.Ordinal) => Form.Text,
        _ when IsNested(column.Type) => Form.Json,
        _ when column.Type == "INTERVAL" => Form.Duration,
        _ => Form.Other,
    };

    public static Verdict Empty(ProfileColumn column) => Verdict.Of(SemanticTypes.Empty, 1, column.Kind switch
    {
        ProfileKind.Boolean => ColumnRole.Boolean,
        ProfileKind.Moment => ColumnRole.Datetime,
        _ => ColumnRole.Other,
    }, 0.5, "no row holds a value");

    public static Verdict Judge(ProfileColumn column)
    {
        var says = $"the type is {(column.Type.Length > 60 ? column.Type[..60] + "…" : column.Type)}";
        return FormOf(column) switch
        {
            Form.Boolean => Verdict.Of(SemanticTypes.Boolean, ColumnRole.Boolean, 1, says),
            Form.Date or Form.DateTime => Verdict.Of(SemanticTypes.Date, ColumnRole.Datetime, 1, says),
            Form.Time => Verdict.Of(SemanticTypes.Time, ColumnRole.Datetime, 1, says),
            Form.Uuid => Verdict.Of(SemanticTypes.Uuid, ColumnRole.Identifier, 1, says),
            Form.List => Verdict.Of(SemanticTypes.List, ColumnRole.List, 1, says),
            Form.Text => Verdict.Of(SemanticTypes.Category, ColumnRole.Categorical, 1, says),
            Form.Json => Verdict.Of(SemanticTypes.Json, ColumnRole.Other, 1, says),
            Form.Duration => Verdict.Of(SemanticTypes.Duration, ColumnRole.Other, 1, says),
            _ => Verdict.Of(SemanticTypes.Unknown, 0, ColumnRole.Other, 0.9, says),
        };
    }

    private static bool IsNested(string type) => type == "JSON" || type.StartsWith("STRUCT", StringComparison.Ordinal) || type.StartsWith("MAP", StringComparison.Ordinal) || type.StartsWith("UNION", StringComparison.Ordinal);
}
