namespace Analyst.Domain.Datasets;

/// <summary>A column that may refer to a key of another dataset; only the rows themselves can tell.</summary>
public sealed record KeyCandidate(string Column, string References);

/// <summary>Finds by names and numbers which columns may refer to which keys, before any row is compared.</summary>
public static class KeyCandidates
{
    private const double SameName = 0.8;

    /// <param name="datasetName">Of the dataset with the keys: <c>customers.csv</c> is what <c>customer_id</c> refers to.</param>
    public static IEnumerable<KeyCandidate> Between(TableProfile from, TableProfile to, string datasetName)
    {
        var keys = to.CandidateKeys.Where(k => k.Count == 1).Select(k => to.Find(k[0])!).Where(CanBeKey).ToList();
        return from column in @from.Columns
               where CanRefer(column, @from.RowCount)
               from key in keys
               where Family(column.Type) == Family(key.Type) && column.Distinct <= key.Distinct && IsWithin(column, key) && IsNamedAfter(column.Name, key.Name, datasetName)
               select new KeyCandidate(column.Name, key.Name);
    }

    private static bool CanBeKey(ColumnProfile key) => key.Distinct >= 2 && Family(key.Type) is "number" or "text";

    private static bool CanRefer(ColumnProfile column, long rows) => column.Distinct >= 2 && column.Missing < rows && column.Role is not (ColumnRole.Boolean or ColumnRole.Datetime or ColumnRole.Url or ColumnRole.List);

    private static bool IsNamedAfter(string column, string key, string datasetName)
    {
        if (ColumnLikeness.Of(column, key) >= SameName)
            return true;
        var table = Path.GetFileNameWithoutExtension(datasetName);
        var single = table.EndsWith('s') ? table[..^1] : table;
        return ColumnLikeness.Of(column, $"{single}_{key}") >= SameName || ColumnLikeness.Of(column, single) >= SameName;
    }

    /// <summary>What is smaller than the smallest or larger than the largest key is none; a little of it may be a mistake.</summary>
    private static bool IsWithin(ColumnProfile column, ColumnProfile key) =>
        Number(column.Min) is not { } low || Number(column.Max) is not { } high || Number(key.Min) is not { } from || Number(key.Max) is not { } to || (low <= to && high >= from);

    private static double? Number(System.Text.Json.JsonElement? value) => value is { ValueKind: System.Text.Json.JsonValueKind.Number } number ? number.GetDouble() : null;

    private static string Family(string type) => type switch
    {
        "VARCHAR" or "UUID" => "text",
        "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "UHUGEINT" => "number",
        _ => type,
    };
}
