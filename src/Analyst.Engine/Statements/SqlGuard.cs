using System.Text;
using System.Text.Json;

namespace Analyst.Engine.Statements;

/// <summary>What may run: the checked tree printed back, and the parameters it names.</summary>
internal sealed record CheckedStatement(string Sql, IReadOnlyList<string> Parameters);

/// <summary>Lets one SELECT over known tables through, judged on DuckDB's own parse tree. What is not on a list is refused.</summary>
internal sealed class SqlGuard(IEnumerable<string> tables)
{
    public const int MaximumBytes = 16 * 1024;

    private readonly SqlNames tables = new(tables);

    /// <summary>Parsing binds nothing and runs nothing, so it may happen on the statement as it came.</summary>
    public CheckedStatement Check(Duck duck, string sql)
    {
        if (Encoding.UTF8.GetByteCount(sql) > MaximumBytes)
            throw new EngineException("sql-too-long", $"A statement may have {MaximumBytes} bytes.");
        if (sql.Contains('\0', StringComparison.Ordinal))
            throw new EngineException("sql-invalid", "The statement contains a NUL character.");
        var tree = duck.Single("SELECT json_serialize_sql($1::VARCHAR)", r => r.GetString(0), sql);
        var parameters = Check(tree);
        return new CheckedStatement(duck.Single("SELECT json_deserialize_sql($1::JSON)", r => r.GetString(0), tree), parameters);
    }

    private List<string> Check(string tree)
    {
        using var document = Parse(tree);
        var root = document.RootElement;
        if (root.GetProperty("error").GetBoolean())
            throw Unparsed(root);
        var statements = root.GetProperty("statements");
        if (statements.GetArrayLength() != 1)
            throw new EngineException("sql-not-select", "One SELECT at a time, please: the text holds several statements.");
        var walk = new SqlWalk(tables);
        walk.Visit(statements[0]);
        return walk.Parameters;
    }

    private static JsonDocument Parse(string tree)
    {
        try
        {
            return JsonDocument.Parse(tree, new JsonDocumentOptions { MaxDepth = 2 * SqlWalk.MaximumDepth });
        }
        catch (JsonException)
        {
            throw SqlWalk.TooComplex();
        }
    }

    private static EngineException Unparsed(JsonElement root)
    {
        var message = root.TryGetProperty("error_message", out var text) ? text.GetString() ?? "" : "";
        if (message.StartsWith("Only SELECT", StringComparison.Ordinal))
            return new EngineException("sql-not-select", "Only a SELECT can run here. (For PIVOT … ON name the values: PIVOT … ON column IN (…).)");
        var position = root.TryGetProperty("position", out var at) ? $" (at byte {at.GetString()})" : "";
        return new EngineException("sql-invalid", $"The statement cannot be parsed: {message}{position}");
    }
}
