using System.Globalization;

namespace Analyst.Engine.Csv;

/// <summary>Things about a reading that its owner should know.</summary>
internal static class CsvNotes
{
    public static IEnumerable<string> Of(Duck duck, string parquet, CsvLoaded loaded)
    {
        if (loaded.Padded > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $", {loaded.Padded} short records filled with NULL");
        for (var i = 0; i < loaded.Columns.Count; i++)
        {
            if (loaded.Columns[i] is not { Kind: CsvKind.Date, Format: { } format } || Other(format) is not { } other)
                continue;
            var name = loaded.Table.Names[i];
            // As long as no day is above 12 the other reading fits just as well.
            if (duck.Single($"SELECT coalesce(max(day({Sql.Name(name)})), 13) FROM read_parquet({Sql.Text(parquet)})", r => r.GetInt64(0)) <= 12)
                yield return $", dates in \"{name}\" read as {format} though {other} fits too";
        }
    }

    private static string? Other(string format) => (format.IndexOf("%d", StringComparison.Ordinal), format.IndexOf("%m", StringComparison.Ordinal), format.IndexOf("%Y", StringComparison.Ordinal)) switch
    {
        ( >= 0 and var d, >= 0 and var m, var y) when y > d && y > m => Swap(format),
        _ => null,
    };

    private static string Swap(string format) =>
        format.Replace("%d", "%?", StringComparison.Ordinal).Replace("%m", "%d", StringComparison.Ordinal).Replace("%?", "%m", StringComparison.Ordinal);
}
