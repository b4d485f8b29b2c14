using DuckDB.NET.Data;

namespace Analyst.Engine.Profiling;

/// <summary>What one pass over all columns gives.</summary>
/// <param name="NotNumbers">NaN in a column of floating-point numbers.</param>
internal sealed record ProfileCore(long Present, string? Min, string? Max, double? Mean, double? Deviation, long NotNumbers, long? MinLength, long? MaxLength)
{
    private const int Width = 8;

    public static (long Rows, List<ProfileCore> Cores) Measure(Duck duck, IReadOnlyList<ProfileColumn> columns, bool deviation)
    {
        var expressions = columns.SelectMany(c => Expressions(c, deviation)).Prepend("count(*)");
        return duck.Single($"SELECT {string.Join(", ", expressions)} FROM data", r => (r.GetInt64(0), columns.Select((_, i) => Read(r, 1 + i * Width)).ToList()));
    }

    private static string[] Expressions(ProfileColumn column, bool deviation)
    {
        var name = column.Sql;
        // Infinite and undefined values have no mean; they are counted apart.
        var finite = column.IsFloating ? $" FILTER (isfinite({name}))" : "";
        var ordered = column.Kind is ProfileKind.Number or ProfileKind.Moment or ProfileKind.Text or ProfileKind.Boolean;
        var number = column.Kind == ProfileKind.Number;
        var text = column.Kind == ProfileKind.Text;
        return
        [
            $"count({name})",
            ordered ? $"CAST(min({name}){finite} AS VARCHAR)" : "NULL::VARCHAR",
            ordered ? $"CAST(max({name}){finite} AS VARCHAR)" : "NULL::VARCHAR",
            number ? $"CAST(avg({name}){finite} AS DOUBLE)" : "NULL::DOUBLE",
            number && deviation ? $"CAST(stddev_samp({name}){finite} AS DOUBLE)" : "NULL::DOUBLE",
            column.IsFloating ? $"count_if(isnan({name}))::BIGINT" : "0::BIGINT",
            text ? $"min(length({name}))::BIGINT" : "NULL::BIGINT",
            text ? $"max(length({name}))::BIGINT" : "NULL::BIGINT",
        ];
    }

    private static ProfileCore Read(DuckDBDataReader r, int at) => new(
        r.GetInt64(at),
        r.IsDBNull(at + 1) ? null : r.GetString(at + 1),
        r.IsDBNull(at + 2) ? null : r.GetString(at + 2),
        Number(r, at + 3),
        Number(r, at + 4),
        r.IsDBNull(at + 5) ? 0 : r.GetInt64(at + 5),
        r.IsDBNull(at + 6) ? null : r.GetInt64(at + 6),
        r.IsDBNull(at + 7) ? null : r.GetInt64(at + 7));

    private static double? Number(DuckDBDataReader r, int at) => r.IsDBNull(at) || !double.IsFinite(r.GetDouble(at)) ? null : r.GetDouble(at);
}
