namespace Analyst.Engine.Profiling;

/// <summary>What can be measured of a column, by its type.</summary>
internal enum ProfileKind { Number, Moment, Text, Boolean, Other }

/// <summary>A column on its way through the profiler.</summary>
internal sealed record ProfileColumn(string Name, string Type)
{
    public ProfileKind Kind { get; } = KindOf(Type);

    public string Sql { get; } = Engine.Sql.Name(Name);

    public bool IsFloating => Type is "DOUBLE" or "FLOAT";

    public bool IsInteger => Kind == ProfileKind.Number && !IsFloating && !Type.StartsWith("DECIMAL", StringComparison.Ordinal);

    /// <summary>As a number for bins and quartiles; moments in seconds since 1970, infinite ones NULL.</summary>
    public string Numeric => NumericOf(Sql);

    /// <summary>No infinity, no NaN.</summary>
    public bool IsAlwaysFinite => !IsFloating && (Kind != ProfileKind.Moment || Type == "TIME");

    /// <summary>Values that have a place on a line.</summary>
    public string Finite => IsAlwaysFinite ? $"{Sql} IS NOT NULL" : $"isfinite({Sql})";

    /// <summary>The same of another expression of this column's type.</summary>
    public string NumericOf(string value) => Kind != ProfileKind.Moment ? $"CAST({value} AS DOUBLE)" : IsAlwaysFinite ? $"epoch({value})" : $"CASE WHEN isfinite({value}) THEN epoch({value}) END";

    private static ProfileKind KindOf(string type) => type switch
    {
        "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "UHUGEINT" or "FLOAT" or "DOUBLE" => ProfileKind.Number,
        "DATE" or "TIME" or "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP_NS" or "TIMESTAMP WITH TIME ZONE" => ProfileKind.Moment,
        "VARCHAR" => ProfileKind.Text,
        "BOOLEAN" => ProfileKind.Boolean,
        _ => type.StartsWith("DECIMAL(", StringComparison.Ordinal) && !type.EndsWith(']') ? ProfileKind.Number : ProfileKind.Other,
    };
}
