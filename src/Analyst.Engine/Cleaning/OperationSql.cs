using System.Text.RegularExpressions;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Cleaning;

/// <summary>Compiles a typed operation to SQL. All text from outside becomes a literal or a quoted name.</summary>
internal static partial class OperationSql
{
    // The blanks of Unicode; \s alone knows only those of ASCII.
    private const string Blank = @"[\s\p{Z}]";

    public static OperationStep Compile(CleaningOperation operation, CleanRelation relation)
    {
        if (operation.Kind == OperationKinds.DropDuplicateRows)
            return Duplicates(operation, relation);
        if (operation.Columns.Count == 0)
            throw Invalid(operation, "names no column");
        var changes = operation.Columns.Distinct(StringComparer.OrdinalIgnoreCase).Select(name =>
        {
            var column = relation.Find(name) ?? throw Invalid(operation, $"names the column \"{name}\", which is not there");
            return (column.Name, Change: Change(operation, column));
        }).ToList();
        return new OperationStep(operation.Id, changes, null, string.Join(", ", changes.Select(c => $"{c.Change.Expression} AS {Sql.Name(c.Name)}")));
    }

    private static ColumnChange Change(CleaningOperation operation, Column column) => operation.Kind switch
    {
        OperationKinds.TrimWhitespace => Trim(operation, column),
        OperationKinds.MapMissing => MapMissing(operation, column),
        OperationKinds.MapValues => MapValues(operation, column),
        OperationKinds.ParseNumber => ParseNumber(operation, column),
        OperationKinds.ParseDate => ParseDate(operation, column),
        _ => throw Invalid(operation, $"is of the unknown kind {operation.Kind}"),
    };

    private static ColumnChange Trim(CleaningOperation operation, Column column)
    {
        NeedText(operation, column);
        return new($"trim(regexp_replace({Sql.Name(column.Name)}, '{Blank}+', ' ', 'g'))", null, MustKeep: false);
    }

    private static ColumnChange MapMissing(CleaningOperation operation, Column column)
    {
        if (operation.Parameters.Count == 0)
            throw Invalid(operation, "lists no marker");
        var name = Sql.Name(column.Name);
        // A marker in a column of numbers, say -999, is compared as a number.
        var markers = operation.Parameters.Keys.Select(marker => IsText(column) ? Sql.Text(marker) : $"TRY_CAST({Sql.Text(marker)} AS {column.Type})");
        return new($"CASE WHEN {name} IN ({string.Join(", ", markers)}) THEN NULL ELSE {name} END", null, MustKeep: false);
    }

    private static ColumnChange MapValues(CleaningOperation operation, Column column)
    {
        if (operation.Parameters.Count == 0)
            throw Invalid(operation, "maps no value");
        var name = Sql.Name(column.Name);
        var cases = operation.Parameters.Select(p => IsText(column)
            ? $"WHEN {name} = {Sql.Text(p.Key)} THEN {Sql.Text(p.Value)}"
            : $"WHEN {name} = TRY_CAST({Sql.Text(p.Key)} AS {column.Type}) THEN TRY_CAST({Sql.Text(p.Value)} AS {column.Type})");
        return new($"CASE {string.Join(" ", cases)} ELSE {name} END", null, MustKeep: true);
    }

    private static ColumnChange ParseNumber(CleaningOperation operation, Column column)
    {
        NeedText(operation, column);
        var type = operation.Parameters.GetValueOrDefault("type", "DOUBLE").ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal);
        if (!NumberType().IsMatch(type))
            throw Invalid(operation, $"wants the type {type}; BIGINT, DOUBLE and DECIMAL(18,n) are known");
        var point = operation.Parameters.GetValueOrDefault("decimal", ".");
        if (point is not ("." or ","))
            throw Invalid(operation, "has a decimal sign that is neither . nor ,");
        return new(NumberSql.Parse(Sql.Name(column.Name), point, type), type, MustKeep: true);
    }

    private static ColumnChange ParseDate(CleaningOperation operation, Column column)
    {
        NeedText(operation, column);
        var formats = operation.Parameters.GetValueOrDefault("formats", "").Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (formats.Length == 0)
            throw Invalid(operation, "names no date format");
        var name = Sql.Name(column.Name);
        var tries = formats.Select(format => $"try_strptime(trim({name}), {Sql.Text(format)})");
        var parsed = formats.Length == 1 ? tries.Single() : $"coalesce({string.Join(", ", tries)})";
        // A time of day would be lost in a DATE.
        return new($"CASE WHEN {parsed} = date_trunc('day', {parsed}) THEN CAST({parsed} AS DATE) END", "DATE", MustKeep: true);
    }

    private static OperationStep Duplicates(CleaningOperation operation, CleanRelation relation)
    {
        var names = string.Join(", ", relation.Columns.Select(c => Sql.Name(c.Name)));
        // Only rows whose hash comes twice are compared in full, so that memory depends on the duplicates and not on the file.
        var rows = $"""
            SELECT {CleanRelation.RowNumber} FROM (
              SELECT {CleanRelation.RowNumber}, row_number() OVER (PARTITION BY {names} ORDER BY {CleanRelation.RowNumber}) AS nth
              FROM ({relation.Sql}) WHERE hash({names}) IN (SELECT hash({names}) FROM ({relation.Sql}) GROUP BY 1 HAVING count(*) > 1))
            WHERE nth > 1
            """;
        return new OperationStep(operation.Id, [], rows, $"QUALIFY row_number() OVER (PARTITION BY {names} ORDER BY {CleanRelation.RowNumber}) = 1");
    }

    private static bool IsText(Column column) => column.Type == "VARCHAR";

    private static void NeedText(CleaningOperation operation, Column column)
    {
        if (!IsText(column))
            throw new EngineException("operation-does-not-fit", $"Operation {operation.Id} ({operation.Kind}) needs text, but \"{column.Name}\" is {column.Type}.");
    }

    private static EngineException Invalid(CleaningOperation operation, string what) => new("operation-invalid", $"Operation {operation.Id} {what}.");

    [GeneratedRegex(@"^(BIGINT|DOUBLE|DECIMAL\((?:[1-9]|[12][0-9]|3[0-8]),(?:[0-9]|[12][0-9]|3[0-8])\))$")]
    private static partial Regex NumberType();
}
