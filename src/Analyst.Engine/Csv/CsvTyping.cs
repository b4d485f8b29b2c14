using DuckDB.NET.Data;

namespace Analyst.Engine.Csv;

/// <summary>Finds the narrowest type of every column: first guessed from a sample, and if a later value contradicts it, from all values.</summary>
internal static class CsvTyping
{
    private const long SampleBytes = 8L << 20;
    private const int TestedRecords = 10_000;

    private static readonly string[] DateFormats = ["%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y/%m/%d", "%d-%m-%Y", "%m-%d-%Y"];

    /// <summary>DuckDB's guess from the beginning of the file, and whether it takes the first record for a header; null when it cannot tell.</summary>
    public static (IReadOnlyList<CsvColumn> Columns, bool HasHeader)? Sniff(Duck duck, CsvTable table, double bytesPerRecord)
    {
        var rows = (int)Math.Clamp(SampleBytes / Math.Max(bytesPerRecord, 1), 2_048, 200_000);
        try
        {
            var found = duck.Query(
                $"SELECT HasHeader, DateFormat, TimestampFormat, unnest(Columns).type FROM sniff_csv({table.SniffArguments(rows)})",
                r => (Header: r.GetBoolean(0), Column: CsvColumn.FromSniffed(r.GetString(3), Text(r, 1), Text(r, 2))));
            return found.Count == table.Dialect.ColumnCount ? ([.. found.Select(f => f.Column)], found[0].Header) : null;
        }
        catch (DuckDBException e) when (!e.Message.StartsWith("INTERRUPT", StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <summary>Puts the guess to our stricter test on the first records, so that a plain contradiction does not cost a whole pass.</summary>
    public static IReadOnlyList<CsvColumn> Refine(Duck duck, CsvTable table, IReadOnlyList<CsvColumn> guessed)
    {
        var candidates = Candidates(table, guessed);
        return [.. Measure(duck, Beginning(table), candidates).Select((counts, i) => Choose(candidates[i], counts) ?? guessed[i])];
    }

    /// <summary>One pass over every value as text. Nothing known means everything is tried that the first records allow.</summary>
    public static IReadOnlyList<CsvColumn> Decide(Duck duck, CsvTable table, IReadOnlyList<CsvColumn>? guessed)
    {
        var candidates = Candidates(table, guessed);
        var first = Measure(duck, Beginning(table), candidates);
        // DOUBLE stays: where it fails for its digits, an exact DECIMAL may do.
        candidates = [.. candidates.Select((list, i) => list.Where((c, n) => first[i][n] == 0 || c.Kind == CsvKind.Double).ToList())];
        return [.. Measure(duck, table.Source, candidates).Select((counts, i) => Choose(candidates[i], counts) ?? new CsvColumn(CsvKind.Text))];
    }

    private static string Beginning(CsvTable table) => $"(SELECT * FROM {table.Source} LIMIT {TestedRecords})";

    private static List<List<CsvColumn>> Candidates(CsvTable table, IReadOnlyList<CsvColumn>? guessed) =>
        [.. Enumerable.Range(0, table.Dialect.ColumnCount).Select(i => Candidates(guessed?[i]))];

    private static List<List<long>> Measure(Duck duck, string source, List<List<CsvColumn>> candidates)
    {
        var counts = candidates.SelectMany((list, i) => Counts(CsvTable.Cell(i), list)).Select(count => $"coalesce({count}, 0)::BIGINT").ToList();
        var numbers = counts.Count == 0 ? [] : duck.Single($"SELECT {string.Join(", ", counts)} FROM {source}", r => Enumerable.Range(0, r.FieldCount).Select(r.GetInt64).ToList());
        var at = 0;
        return [.. candidates.Select(list =>
        {
            var own = numbers.GetRange(at, list.Count == 0 ? 0 : list.Count + Extra);
            at += own.Count;
            return own;
        })];
    }

    // After the misfits of each candidate: values, misfits of a decimal of any size, digits before and after its point.
    private const int Extra = 4;

    private static List<string> Counts(string cell, List<CsvColumn> candidates)
    {
        if (candidates.Count == 0)
            return [];
        var decimals = new CsvColumn(CsvKind.Decimal, null, (38, 0));
        var plain = decimals.Fits(cell, "0");
        return
        [
            .. candidates.Select(c => $"count_if({cell} IS NOT NULL AND NOT coalesce({c.Fits(cell, c.Try(cell))}, false))"),
            $"count({cell})",
            $"count_if({cell} IS NOT NULL AND NOT {plain})",
            $"max(strlen(ltrim(split_part(trim({cell}), '.', 1), '+-0')))",
            $"max(strlen(split_part(trim({cell}), '.', 2)))",
        ];
    }

    private static CsvColumn? Choose(List<CsvColumn> candidates, List<long> counts)
    {
        if (candidates.Count == 0)
            return new CsvColumn(CsvKind.Text);
        if (counts[candidates.Count] == 0)
            return null;
        for (var i = 0; i < candidates.Count; i++)
            if (counts[i] == 0)
                return candidates[i];
        var (misfits, before, after) = (counts[^3], counts[^2], counts[^1]);
        // Exact beyond a BIGINT and beyond a DOUBLE. (Not HUGEINT: Parquet has none, and DuckDB would write a DOUBLE.)
        var numeric = candidates.Any(c => c.Kind == CsvKind.Double);
        return numeric && misfits == 0 && before + after is > 0 and <= 38
            ? new CsvColumn(CsvKind.Decimal, null, ((int)Math.Max(before + after, 1), (int)after))
            : new CsvColumn(CsvKind.Text);
    }

    private static List<CsvColumn> Candidates(CsvColumn? guessed) => guessed?.Kind switch
    {
        null => [new(CsvKind.Boolean), .. Numbers, .. Dates(null), new(CsvKind.Timestamp), new(CsvKind.TimestampZone), new(CsvKind.Time)],
        CsvKind.Boolean => [guessed],
        CsvKind.Integer or CsvKind.Double => [.. Numbers],
        CsvKind.Date => [.. Dates(guessed.Format), new(CsvKind.Timestamp)],
        CsvKind.Timestamp => [guessed, new(CsvKind.Timestamp), new(CsvKind.TimestampZone)],
        CsvKind.TimestampZone or CsvKind.Time => [guessed],
        _ => [],
    };

    private static IEnumerable<CsvColumn> Numbers => [new(CsvKind.Integer), new(CsvKind.Double)];

    private static IEnumerable<CsvColumn> Dates(string? first) =>
        DateFormats.Where(f => f != first).Prepend(first).OfType<string>().Select(format => new CsvColumn(CsvKind.Date, format));

    private static string? Text(DuckDBDataReader reader, int index) => reader.IsDBNull(index) || reader.GetString(index) is not { Length: > 0 } text ? null : text;
}
