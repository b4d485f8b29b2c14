using System.Globalization;
using System.Text.RegularExpressions;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Retyping;

/// <summary>The SQL of a cast that loses nothing.</summary>
/// <param name="Value">The new value, NULL for a cell that does not fit.</param>
internal sealed partial record ColumnCast(string Value)
{
    /// <param name="binds">Whether DuckDB knows an expression's casts.</param>
    public static ColumnCast Of(Column column, string type, Func<string, bool> binds)
    {
        var name = Sql.Name(column.Name);
        if (type == "VARCHAR")
            return new ColumnCast($"CAST({name} AS VARCHAR)");
        if (column.Type != "VARCHAR")
        {
            // What comes back as it was is whole: 1.5 does not come back from BIGINT, nor the time of day from DATE.
            var cast = $"TRY_CAST({name} AS {type})";
            var whole = $"CASE WHEN TRY_CAST({cast} AS {column.Type}) = {name} THEN {cast} END";
            if (binds(whole))
                return new ColumnCast(whole);
            name = $"CAST({name} AS VARCHAR)";
        }
        var value = $"TRY_CAST(trim({name}) AS {type})";
        return new ColumnCast(Pattern(type) is { } pattern ? $"CASE WHEN regexp_full_match(trim({name}), {Sql.Text(pattern)}) THEN {value} END" : value);
    }

    /// <summary>Texts that DuckDB's cast would round, cut or take for what they are not.</summary>
    private static string? Pattern(string type) => type switch
    {
        "BIGINT" => @"[-+]?[0-9]+(\.0*)?",
        "DOUBLE" => @"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?|(?i)[-+]?(nan|inf|infinity)",
        "DATE" => "[^ T]+",
        "TIMESTAMP" => @"[-0-9]+([T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?)?",
        _ when Decimal().Match(type) is { Success: true } d => string.Create(CultureInfo.InvariantCulture, $@"[-+]?[0-9]*(\.[0-9]{{0,{d.Groups[1].Value}}}0*)?"),
        _ => null,
    };

    [GeneratedRegex(@"^DECIMAL\([0-9]+,([0-9]+)\)$")]
    private static partial Regex Decimal();
}
