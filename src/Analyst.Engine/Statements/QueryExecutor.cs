using System.Diagnostics;
using System.Text.Json;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Analyst.Engine.Statements;

/// <summary>Runs checked statements over one set of tables and sends the rows as JSON.</summary>
internal sealed class QueryExecutor(RunnerLimits limits, IReadOnlyDictionary<string, string> tables) : IDisposable
{
    private readonly Duck duck = Duck.Open(limits, tables.Values, tables);
    private readonly SqlGuard guard = new(tables.Keys);

    public bool Serves(IReadOnlyDictionary<string, string> wanted) =>
        wanted.Count == tables.Count && wanted.All(w => tables.TryGetValue(w.Key, out var path) && path == w.Value);

    public QueryDone Run(QueryWork work, RunnerOutput output, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        using var interrupt = new Interruption(duck, ct);
        var statement = guard.Check(duck, work.Sql);
        using var prepared = Prepare(statement, work.Parameters);
        return Send(prepared, statement.Sql, work.RowLimit, started, output, ct);
    }

    /// <summary>Rows of <c>data</c> by their place in the file. The text is ours, so nothing has to be checked.</summary>
    public QueryDone Page(PageWork work, RunnerOutput output, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        using var interrupt = new Interruption(duck, ct);
        var source = $"read_parquet({Sql.Text(work.ParquetPath)})";
        var hidden = duck.Count($"SELECT count(*) FROM (DESCRIBE SELECT * FROM {source}) WHERE lower(column_name) = 'file_row_number'") > 0;
        // The reader's own number skips whole row groups. A column of that name hides it; then the rows before are counted off.
        var select = hidden
            ? $"SELECT * FROM {source} LIMIT {work.Limit} OFFSET {work.Offset}"
            : $"SELECT * FROM {source} WHERE file_row_number BETWEEN {work.Offset} AND {work.Offset + work.Limit - 1}";
        using var prepared = ResultChunks.Prepare(duck, select);
        return Send(prepared, "", work.Limit, started, output, ct);
    }

    private QueryDone Send(DuckDBPreparedStatement prepared, string sql, int rowLimit, long started, RunnerOutput output, CancellationToken ct)
    {
        var result = ResultChunks.Execute(prepared);
        try
        {
            using var rows = new JsonRows(ref result, rowLimit, limits.MaximumResultBytes);
            while (!rows.Full && ResultChunks.Next(ref result) is { } chunk)
            {
                using (chunk)
                    rows.Add(chunk, output);
            }
            ct.ThrowIfCancellationRequested();
            rows.Finish(output);
            return new QueryDone(sql, rows.Columns, rows.Count, rows.Truncated, Stopwatch.GetElapsedTime(started).TotalMilliseconds, rows.Notes);
        }
        catch (StatementException e) when (e.Message.StartsWith("INTERRUPT", StringComparison.Ordinal) && !ct.IsCancellationRequested)
        {
            // A value failed on one thread, and DuckDB stopped the others and told of that instead.
            throw new EngineException("sql-failed", "The statement failed on a value of the data, for instance in a cast; TRY_CAST gives NULL there.");
        }
        finally
        {
            result.Close();
        }
    }

    public void WarmUp()
    {
        using var output = new RunnerOutput(Stream.Null);
        var work = new QueryWork(new RunnerScope("", Guid.Empty), tables, "SELECT a, sum(b) AS s, 'x' AS t, 1.5 AS d FROM (VALUES (1, 2.5), (3, 4)) AS v(a, b) WHERE a < $p GROUP BY a ORDER BY s LIMIT 5", 10, new Dictionary<string, JsonElement> { ["p"] = JsonElement.Parse("9") });
        Run(work, output, CancellationToken.None);
    }

    public void Dispose() => duck.Dispose();

    private DuckDBPreparedStatement Prepare(CheckedStatement statement, IReadOnlyDictionary<string, JsonElement>? values)
    {
        var prepared = ResultChunks.Prepare(duck, statement.Sql);
        foreach (var name in statement.Parameters)
        {
            if (values is null || !values.TryGetValue(name, out var value))
            {
                prepared.Dispose();
                throw new EngineException("sql-parameter-missing", $"The statement has the parameter ${name}, but no value came with it.");
            }
            PreparedStatements.DuckDBBindParameterIndex(prepared, out var index, name);
            Bind(prepared, index, value);
        }
        return prepared;
    }

    private static void Bind(DuckDBPreparedStatement prepared, long index, JsonElement value) => _ = value.ValueKind switch
    {
        JsonValueKind.Null => PreparedStatements.DuckDBBindNull(prepared, index),
        JsonValueKind.True or JsonValueKind.False => PreparedStatements.DuckDBBindBoolean(prepared, index, value.GetBoolean()),
        JsonValueKind.Number when value.TryGetInt64(out var whole) => PreparedStatements.DuckDBBindInt64(prepared, index, whole),
        JsonValueKind.Number when value.TryGetDouble(out var number) && double.IsFinite(number) && value.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') => PreparedStatements.DuckDBBindDouble(prepared, index, number),
        JsonValueKind.Number => throw new EngineException("sql-failed", "A parameter's number is too large to be exact; send it as a string and cast it in the statement."),
        _ => PreparedStatements.DuckDBBindVarchar(prepared, index, value.ToString()),
    };
}
