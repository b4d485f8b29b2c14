using System.Globalization;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Analyst.Engine.Rows;

/// <summary>DuckDB's own names of its types.</summary>
internal static class TypeNames
{
    public static string Of(DuckDBLogicalType type) => LogicalType.DuckDBGetTypeId(type) switch
    {
        DuckDBType.Boolean => "BOOLEAN",
        DuckDBType.TinyInt => "TINYINT",
        DuckDBType.SmallInt => "SMALLINT",
        DuckDBType.Integer => "INTEGER",
        DuckDBType.BigInt => "BIGINT",
        DuckDBType.UnsignedTinyInt => "UTINYINT",
        DuckDBType.UnsignedSmallInt => "USMALLINT",
        DuckDBType.UnsignedInteger => "UINTEGER",
        DuckDBType.UnsignedBigInt => "UBIGINT",
        DuckDBType.HugeInt => "HUGEINT",
        DuckDBType.UnsignedHugeInt => "UHUGEINT",
        DuckDBType.Float => "FLOAT",
        DuckDBType.Double => "DOUBLE",
        DuckDBType.Varchar => "VARCHAR",
        DuckDBType.Blob => "BLOB",
        DuckDBType.Date => "DATE",
        DuckDBType.Time => "TIME",
        DuckDBType.TimeTz => "TIME WITH TIME ZONE",
        DuckDBType.Timestamp => "TIMESTAMP",
        DuckDBType.TimestampS => "TIMESTAMP_S",
        DuckDBType.TimestampMs => "TIMESTAMP_MS",
        DuckDBType.TimestampNs => "TIMESTAMP_NS",
        DuckDBType.TimestampTz => "TIMESTAMP WITH TIME ZONE",
        DuckDBType.Interval => "INTERVAL",
        DuckDBType.Uuid => "UUID",
        DuckDBType.Enum => "ENUM",
        DuckDBType.SqlNull => "\"NULL\"",
        DuckDBType.Decimal => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({LogicalType.DuckDBDecimalWidth(type)},{LogicalType.DuckDBDecimalScale(type)})"),
        DuckDBType.List => $"{Child(LogicalType.DuckDBListTypeChildType(type))}[]",
        DuckDBType.Array => string.Create(CultureInfo.InvariantCulture, $"{Child(LogicalType.DuckDBArrayTypeChildType(type))}[{LogicalType.DuckDBArrayVectorGetSize(type)}]"),
        DuckDBType.Map => $"MAP({Child(LogicalType.DuckDBMapTypeKeyType(type))}, {Child(LogicalType.DuckDBMapTypeValueType(type))})",
        DuckDBType.Struct => $"STRUCT({string.Join(", ", Members(type))})",
        DuckDBType.Bit => "BIT",
        DuckDBType.Union => "UNION",
        DuckDBType.VarInt => "BIGNUM",
        var other => other.ToString().ToUpperInvariant(),
    };

    private static IEnumerable<string> Members(DuckDBLogicalType type)
    {
        for (var i = 0L; i < LogicalType.DuckDBStructTypeChildCount(type); i++)
            yield return $"{Sql.Name(LogicalType.DuckDBStructTypeChildName(type, i))} {Child(LogicalType.DuckDBStructTypeChildType(type, i))}";
    }

    private static string Child(DuckDBLogicalType child)
    {
        using (child)
            return Of(child);
    }
}
