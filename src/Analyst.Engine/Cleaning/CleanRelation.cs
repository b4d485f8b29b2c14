using Analyst.Domain.Datasets;

namespace Analyst.Engine.Cleaning;

/// <summary>The table as it stands after some operations: a SELECT with the row's number in the file and the columns.</summary>
internal sealed record CleanRelation(string Sql, IReadOnlyList<Column> Columns)
{
    /// <summary>No column of a file has this name: it is made at the reading and never written.</summary>
    public const string RowNumber = "\"file_row_number\"";

    public static CleanRelation Of(Duck duck, string path)
    {
        var source = $"read_parquet({Engine.Sql.Text(path)}, file_row_number = true)";
        var columns = duck.Query($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet({Engine.Sql.Text(path)}))", r => new Column(r.GetString(0), r.GetString(1)));
        return new CleanRelation($"SELECT * FROM {source}", columns);
    }

    /// <summary>By name as SQL sees it, without case.</summary>
    public Column? Find(string name) => Columns.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));

    public CleanRelation With(IReadOnlyList<(string Column, ColumnChange Change)> changes)
    {
        var byName = changes.ToDictionary(c => c.Column, c => c.Change, StringComparer.OrdinalIgnoreCase);
        var cells = Columns.Select(c => byName.TryGetValue(c.Name, out var change) ? $"{change.Expression} AS {Engine.Sql.Name(c.Name)}" : Engine.Sql.Name(c.Name));
        var columns = Columns.Select(c => byName.TryGetValue(c.Name, out var change) ? c with { Type = change.Type ?? c.Type } : c);
        return new CleanRelation($"SELECT {RowNumber}, {string.Join(", ", cells)} FROM ({Sql})", [.. columns]);
    }

    public CleanRelation Without(string rows) => this with { Sql = $"SELECT * FROM ({Sql}) WHERE {RowNumber} NOT IN ({rows})" };
}

/// <param name="Expression">Of the new value.</param>
/// <param name="Type">The new type, null when it stays.</param>
/// <param name="MustKeep">No value may become NULL.</param>
internal sealed record ColumnChange(string Expression, string? Type, bool MustKeep);

/// <summary>One operation compiled against a relation.</summary>
/// <param name="Rows">The numbers of rows it removes, as a SELECT; null when it changes cells.</param>
/// <param name="Text">For the reader.</param>
internal sealed record OperationStep(string Id, IReadOnlyList<(string Column, ColumnChange Change)> Changes, string? Rows, string Text)
{
    public CleanRelation Apply(CleanRelation relation) => Rows is null ? relation.With(Changes) : relation.Without(Rows);
}
