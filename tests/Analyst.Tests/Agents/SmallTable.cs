using System.Globalization;
using System.Text;
using System.Text.Json;
using Analyst.Domain.Datasets;
using DuckDB.NET.Data;

namespace Analyst.Tests.Agents;

/// <summary>A small table in a DuckDB of its own, with a profile good enough for an agent.</summary>
public sealed class SmallTable : IDisposable
{
    private static readonly string[] Markers = ["n/a", "na", "null", "none", "-", "--", "?", "nan", "missing", "unknown", "#n/a", "nil"];
    private readonly DuckDBConnection connection = new("DataSource=:memory:");

    private SmallTable() => connection.Open();

    public static SmallTable FromCsv(string path)
    {
        var table = new SmallTable();
        table.Execute($"CREATE TABLE data AS SELECT * FROM read_csv({Literal(path)}, header = true)");
        return table;
    }

    public static SmallTable FromText(string csv)
    {
        var path = Path.Combine(Path.GetTempPath(), $"analyst-{Guid.CreateVersion7():N}.csv");
        File.WriteAllText(path, csv);
        try { return FromCsv(path); }
        finally { File.Delete(path); }
    }

    /// <summary>Every column that is no plain number stays text, whatever DuckDB would make of it.</summary>
    public static SmallTable AsText(string csv, char delimiter)
    {
        var path = Path.Combine(Path.GetTempPath(), $"analyst-{Guid.CreateVersion7():N}.csv");
        File.WriteAllText(path, csv);
        try
        {
            var table = new SmallTable();
            table.Execute($"CREATE TABLE data AS SELECT * FROM read_csv({Literal(path)}, header = true, delim = {Literal(delimiter.ToString())}, quote = '\"', auto_type_candidates = ['BIGINT', 'DOUBLE', 'VARCHAR'])");
            return table;
        }
        finally { File.Delete(path); }
    }

    /// <summary>Runs a statement after the parser has said that it is one SELECT and no more.</summary>
    public (List<Column> Columns, List<object?[]> Rows) RunOne(string sql)
    {
        var tree = (string)Query($"SELECT CAST(json_serialize_sql({Literal(sql)}) AS VARCHAR)").Rows[0][0]!;
        using var document = JsonDocument.Parse(tree);
        if (document.RootElement.GetProperty("error").GetBoolean() || document.RootElement.GetProperty("statements").GetArrayLength() != 1) throw new InvalidOperationException($"Not one SELECT: {sql}");
        return Query(sql);
    }

    public TableProfile Profile()
    {
        var rows = (long)Query("SELECT count(*) FROM data").Rows[0][0]!;
        var different = (long)Query("SELECT count(*) FROM (SELECT DISTINCT * FROM data)").Rows[0][0]!;
        return new TableProfile(rows, rows - different, [.. Query("SELECT column_name, column_type FROM (DESCRIBE data)").Rows.Select(c => Profile((string)c[0]!, (string)c[1]!, rows))]);
    }

    public (List<Column> Columns, List<object?[]> Rows) Query(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(i => new Column(reader.GetName(i), TypeName(reader.GetDataTypeName(i)))).ToList();
        var rows = new List<object?[]>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return (columns, rows);
    }

    public static string Text(object? value) => value switch
    {
        null => "",
        bool b => b ? "true" : "false",
        DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime t => t.TimeOfDay == TimeSpan.Zero ? t.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : t.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        double d => Math.Round(d, 6).ToString("R", CultureInfo.InvariantCulture),
        decimal m => m.ToString("0.############", CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };

    public void Dispose() => connection.Dispose();

    private ColumnProfile Profile(string name, string type, long rows)
    {
        var c = $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var text = type == "VARCHAR";
        var numeric = type is "BIGINT" or "INTEGER" or "DOUBLE" || type.StartsWith("DECIMAL", StringComparison.Ordinal);
        var basics = Query($"SELECT count({c}), count(DISTINCT {c}), CAST(min({c}) AS VARCHAR), CAST(max({c}) AS VARCHAR), max(length(CAST({c} AS VARCHAR))), min(length(CAST({c} AS VARCHAR))) FROM data").Rows[0];
        var top = Query($"SELECT CAST({c} AS VARCHAR), count(*) FROM data WHERE {c} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100").Rows.Select(r => new ValueCount((string)r[0]!, (long)r[1]!)).ToList();
        var distinct = (long)basics[1]!;
        var markers = text ? top.Where(v => Markers.Contains(v.Value.Trim().ToLowerInvariant())).ToDictionary(v => v.Value, v => v.Count) : [];
        var empty = text ? top.Where(v => string.IsNullOrWhiteSpace(v.Value)).Sum(v => v.Count) : 0;
        return new ColumnProfile(name, type, RoleOf(type, name, distinct, rows), 0.9, rows - (long)basics[0]!, markers, empty, distinct, Json(basics[2], numeric), Json(basics[3], numeric), null, null, null, null, top, [], text ? (long?)basics[5] : null, text ? (long?)basics[4] : null);
    }

    private static ColumnRole RoleOf(string type, string name, long distinct, long rows)
    {
        if (type == "BOOLEAN") return ColumnRole.Boolean;
        if (type.StartsWith("DATE", StringComparison.Ordinal) || type.StartsWith("TIMESTAMP", StringComparison.Ordinal)) return ColumnRole.Datetime;
        if (distinct == rows && rows > 1 && (name.EndsWith("id", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Number", StringComparison.Ordinal))) return ColumnRole.Identifier;
        if (name.EndsWith("_id", StringComparison.OrdinalIgnoreCase)) return ColumnRole.Identifier;
        return type != "VARCHAR" ? ColumnRole.Numeric : distinct <= Math.Max(12, rows / 2) ? ColumnRole.Categorical : ColumnRole.Text;
    }

    private static JsonElement? Json(object? value, bool numeric)
    {
        if (value is not string text) return null;
        var json = numeric && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? Encoding.UTF8.GetBytes(text) : JsonSerializer.SerializeToUtf8Bytes(text);
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string TypeName(string name) => name switch { "Varchar" => "VARCHAR", "Date" => "DATE", "Timestamp" => "TIMESTAMP", _ => name.ToUpperInvariant() };

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
