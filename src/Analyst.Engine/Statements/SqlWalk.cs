using System.Globalization;
using System.Text.Json;

namespace Analyst.Engine.Statements;

/// <summary>Visits every node of a serialized statement once and throws at the first that is not allowed.</summary>
internal sealed class SqlWalk(SqlNames tables)
{
    public const int MaximumDepth = 240;
    private const int MaximumNodes = 12_000;

    /// <summary>Nodes after each common table expression stands where it is used: twenty that double each other are a million.</summary>
    private const long MaximumExpandedNodes = 40_000;
    private const int MaximumTables = 40;

    private int nodes;
    private int tableReferences;

    /// <summary>Names of <c>$parameters</c>, each once.</summary>
    public List<string> Parameters { get; } = [];

    public void Visit(JsonElement statement) => Visit(statement, CommonTables.None, 0);

    public static EngineException TooComplex() => new("sql-too-complex", "The statement is nested too deeply or too long. Say it in fewer steps.");

    private static EngineException Refused(string what) => new("sql-refused", what);

    private long Visit(JsonElement element, CommonTables scope, int depth)
    {
        if (depth > MaximumDepth)
            throw TooComplex();
        return element.ValueKind switch
        {
            JsonValueKind.Array => VisitAll(element.EnumerateArray(), scope, depth),
            JsonValueKind.Object => VisitObject(element, scope, depth),
            _ => 0,
        };
    }

    private long VisitAll(IEnumerable<JsonElement> elements, CommonTables scope, int depth)
    {
        long size = 0;
        foreach (var element in elements)
            size += Visit(element, scope, depth + 1);
        return size;
    }

    private long VisitObject(JsonElement node, CommonTables scope, int depth)
    {
        long size = 0;
        if (Text(node, "class") is { } kind)
        {
            size = 1;
            CheckExpression(kind, node);
        }
        else if (Text(node, "type") is { } type)
        {
            size = 1 + CheckNode(type, node, scope);
        }
        else if (Text(node, "id") is { } id)
        {
            CheckType(id);
        }
        if (++nodes > MaximumNodes)
            throw TooComplex();
        if (node.TryGetProperty("cte_map", out var map))
            scope = VisitCommonTables(map, scope, depth + 1);
        foreach (var member in node.EnumerateObject())
        {
            // A constant's value is data, whatever it looks like.
            if (member.NameEquals("cte_map") || member.NameEquals("value") && node.TryGetProperty("is_null", out _))
                continue;
            // A table function's call was judged by the list for tables; only what is inside it remains.
            size += member.NameEquals("function") && Text(node, "type") == "TABLE_FUNCTION"
                ? VisitAll(member.Value.EnumerateObject().Select(inner => inner.Value), scope, depth + 1)
                : Visit(member.Value, scope, depth + 1);
        }
        return size <= MaximumExpandedNodes ? size : throw TooComplex();
    }

    private CommonTables VisitCommonTables(JsonElement map, CommonTables scope, int depth)
    {
        if (!map.TryGetProperty("map", out var entries))
            return scope;
        foreach (var entry in entries.EnumerateArray())
        {
            var size = Visit(entry.GetProperty("value"), scope, depth);
            scope = scope.With(entry.GetProperty("key").GetString() ?? "", size);
        }
        return scope;
    }

    private void CheckExpression(string kind, JsonElement node)
    {
        switch (kind)
        {
            case "FUNCTION" or "WINDOW":
                CheckFunction(node, SqlFunctions.Scalar, "function");
                break;
            case "PARAMETER":
                var name = Text(node, "identifier") ?? throw Refused("A parameter needs a name.");
                if (!Parameters.Contains(name))
                    Parameters.Add(name);
                break;
            case "LAMBDA" or "LAMBDA_REF":
                throw Refused("Lambda expressions are not offered; unnest the list and aggregate instead.");
            case "COLUMN_REF" or "CONSTANT" or "COMPARISON" or "CONJUNCTION" or "OPERATOR" or "CASE" or "CAST" or "SUBQUERY" or "STAR" or "BETWEEN" or "COLLATE" or "POSITIONAL_REFERENCE":
                break;
            default:
                throw Refused($"{kind} is not offered in statements.");
        }
    }

    private long CheckNode(string type, JsonElement node, CommonTables scope)
    {
        switch (type)
        {
            case "BASE_TABLE":
                return CheckTable(node, scope);
            case "TABLE_FUNCTION":
                CheckTableFunction(node);
                return 0;
            case "SHOW_REF":
                throw Refused("DESCRIBE, SUMMARIZE and SHOW are not offered; the dataset's columns and profile say the same.");
            case "RECURSIVE_CTE_NODE":
                throw Refused("Recursive common table expressions are not offered.");
            case "SELECT_NODE" or "SET_OPERATION_NODE" or "CTE_NODE" or "SUBQUERY" or "JOIN" or "EMPTY" or "EXPRESSION_LIST" or "PIVOT":
            case "ORDER_MODIFIER" or "LIMIT_MODIFIER" or "LIMIT_PERCENT_MODIFIER" or "DISTINCT_MODIFIER" or "ORDER_DEFAULT" or "ASCENDING" or "DESCENDING":
            case "DECIMAL_TYPE_INFO" or "LIST_TYPE_INFO" or "STRUCT_TYPE_INFO" or "ARRAY_TYPE_INFO" or "STRING_TYPE_INFO":
                return 0;
            case "UNBOUND_TYPE_INFO":
                throw Refused($"The type {Text(node, "name")} is not offered in casts.");
            default:
                throw Refused($"{type} is not offered in statements.");
        }
    }

    private long CheckTable(JsonElement node, CommonTables scope)
    {
        if (++tableReferences > MaximumTables)
            throw TooComplex();
        var name = Text(node, "table_name") ?? "";
        var schema = Text(node, "schema_name");
        if (node.TryGetProperty("at_clause", out var at) && at.ValueKind != JsonValueKind.Null)
            throw Refused("AT is not offered: revisions are asked by their number.");
        if (Text(node, "catalog_name") is null && schema is null && scope.Size(name) is { } size)
            return size;
        if (Text(node, "catalog_name") is null && (schema is null || schema.Equals("main", StringComparison.OrdinalIgnoreCase)) && tables.Contains(name))
            return 0;
        var full = schema is null ? name : $"{schema}.{name}";
        throw new EngineException("sql-unknown-name", $"There is no table \"{full}\". {tables.Suggest(name, "Tables here")}");
    }

    private static void CheckTableFunction(JsonElement node)
    {
        var call = node.GetProperty("function");
        if (Text(call, "class") != "FUNCTION")
            throw Refused("That table function is not offered.");
        CheckFunction(call, SqlFunctions.Table, "table function");
    }

    private static void CheckFunction(JsonElement node, SqlNames allowed, string what)
    {
        var name = Text(node, "function_name") ?? "";
        var schema = Text(node, "schema");
        if (schema is not null and not "main" || Text(node, "catalog") is not null)
            throw new EngineException("sql-function-refused", $"Call {name}(…) as a plain function, without a dot in front.");
        if (allowed.Contains(name))
            return;
        var hint = SqlFunctions.Instead(name) ?? allowed.Suggest(name, null);
        throw new EngineException("sql-function-refused", $"The {what} {name} is not offered. {hint}".TrimEnd());
    }

    private static void CheckType(string id)
    {
        if (!SqlFunctions.Types.Contains(id))
            throw Refused(string.Create(CultureInfo.InvariantCulture, $"The type {id} is not offered in casts."));
    }

    private static string? Text(JsonElement node, string member) =>
        node.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}

/// <summary>Names that WITH makes visible, innermost first, with the size of what they stand for.</summary>
internal sealed record CommonTables(string Name, long OwnSize, CommonTables? Outer)
{
    public static readonly CommonTables None = new("", 0, null);

    public CommonTables With(string name, long size) => new(name, size, this);

    public long? Size(string name)
    {
        for (var scope = this; scope.Outer is not null; scope = scope.Outer)
            if (string.Equals(scope.Name, name, StringComparison.OrdinalIgnoreCase))
                return scope.OwnSize;
        return null;
    }
}
