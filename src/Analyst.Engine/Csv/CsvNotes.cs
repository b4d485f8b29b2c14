using System.Globalization;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Csv;

/// <summary>Things about a reading that its owner should know.</summary>
internal static class CsvNotes
{
    public static IEnumerable<string> Of(Surveyed found, CsvLoaded loaded)
    {
        var (layout, totals) = (found.Layout, found.Totals);
        if (layout.Source.Note is { } note)
            yield return note;
        foreach (var decided in layout.Notes)
            yield return decided;
        if (loaded.LeftOut > 0)
            yield return Count(loaded.LeftOut, "line above or below the table, or a comment, was left out", "lines above or below the table, or comments, were left out");
        if (totals.Short > 0)
            yield return Count(totals.Short, "record with fewer cells was filled with NULL", "records with fewer cells were filled with NULL");
        if (totals.Rejected > 0)
            yield return Count(totals.Rejected, "record was refused", "records were refused");
        if (totals.Repaired > 0)
            yield return Count(totals.Repaired, "record has quotes that do not add up and was read without them", "records have quotes that do not add up and were read without them");
        if (totals.Redelimited > 0)
            yield return Count(totals.Redelimited, "record is delimited by another character than the rest", "records are delimited by another character than the rest");
        foreach (var column in OfColumns(loaded).Where(c => c.Note is not null))
            yield return $"\"{column.Name}\": {column.Note}";
    }

    /// <summary>Columns whose cells were not simply taken as they stand.</summary>
    public static ColumnReading[] OfColumns(CsvLoaded loaded)
    {
        var told = new List<ColumnReading>();
        for (var i = 0; i < loaded.Load.Columns.Count; i++)
        {
            var (column, scan) = (loaded.Load.Columns[i], loaded.Load.Scans[i]);
            var missing = column.IsText ? [] : scan.Markers.ToDictionary();
            if (column.Form is null && column.Note is null && missing.Count == 0)
                continue;
            var empty = scan.Bare + scan.Blank + scan.EmptyQuoted;
            if (empty > 0)
                missing[""] = empty;
            told.Add(new ColumnReading(loaded.Load.Names[i], column.Form, missing.Count == 0 ? null : missing, column.Note));
        }
        return [.. told];
    }

    private static string Count(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
