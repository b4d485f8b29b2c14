using System.Globalization;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Csv;

/// <summary>A layout and what the whole file was found to hold under it.</summary>
internal sealed record Surveyed(CsvLayout Layout, ScanTotals Totals)
{
    /// <summary>Records that are not simply rows, as a share of all.</summary>
    public double Trouble => Totals.Records == 0 ? 0 : (double)(Totals.Rejected + Totals.Repaired + Totals.Redelimited + Totals.Short) / Totals.Records;
}

/// <summary>Looks at the whole file before anything is decided; a layout that does not hold is given up for a better one.</summary>
internal sealed class CsvSurvey(string path, ReadingChoices choices, Job job)
{
    private const double Implausible = 0.2;
    private const double ManyTooLong = 0.05;
    private const int MostColumns = 10_000;

    public Surveyed Run()
    {
        var source = CsvSource.Open(path, choices.Encoding, job);
        return Of(source) ?? Of(source.Mended(job)) ?? throw new EngineException("csv-unreadable", "The file's encoding cannot be told. Save it as UTF-8, or name its encoding.");
    }

    /// <summary>Null when not all bytes are UTF-8.</summary>
    private Surveyed? Of(CsvSource source)
    {
        var finder = new LayoutFinder(source, choices);
        var layouts = finder.Find();
        var first = Scan(layouts[0], 0.05, 0.35);
        if (first.Totals.NotUtf8)
            return null;
        var best = Widened(first);
        if (best.Trouble > Implausible || best.Totals.Rejected + best.Totals.Repaired > 0)
            best = Better(best, [.. Others(finder, best, layouts)]);
        Check(best);
        return best;
    }

    private Surveyed Scan(CsvLayout layout, double from, double to)
    {
        var totals = new FileScan(layout).Run(job.Limits.Threads, (rows, share) => job.Report("scanning", from + share * (to - from), rows), job.Ct);
        return new Surveyed(layout, totals);
    }

    /// <summary>Many records with more cells than names are no mistakes: the header is too short.</summary>
    private Surveyed Widened(Surveyed found)
    {
        var totals = found.Totals;
        if (totals.Rejected <= totals.Records * ManyTooLong || choices.Header == 0 && totals.Rejected * 2 < totals.Records)
            return found;
        var most = totals.RejectedCells.Where(c => c.Value * 10 >= totals.Rejected && c.Key <= MostColumns).Select(c => c.Key).DefaultIfEmpty(0).Max();
        if (most <= found.Layout.Columns)
            return found;
        var note = string.Create(CultureInfo.InvariantCulture, $"{totals.Rejected} of {totals.Records} records have more cells than the {found.Layout.Columns} columns at the top, so columns were added");
        return Scan(found.Layout.Widened(most, note), 0.35, 0.4);
    }

    private static IEnumerable<CsvLayout> Others(LayoutFinder finder, Surveyed best, IReadOnlyList<CsvLayout> layouts)
    {
        var dialect = best.Layout.Dialect;
        if (dialect.Escape is null && dialect.Quote is not null)
            yield return finder.With(dialect with { Escape = (byte)'\\' }, best.Layout.Columns);
        if (dialect.Quote is (byte)'"')
            yield return finder.With(dialect with { Quote = (byte)'\'' }, best.Layout.Columns);
        if (best.Trouble > Implausible)
        {
            foreach (var layout in layouts.Skip(1).Take(3).Where(l => l.Columns * 2 >= best.Layout.Columns))
                yield return layout;
        }
    }

    /// <summary>Another reading wins when it has less than half the trouble, over the whole file.</summary>
    private Surveyed Better(Surveyed first, CsvLayout[] others)
    {
        var best = first;
        foreach (var layout in others.Where(Allowed))
        {
            var other = Scan(layout, 0.35, 0.4);
            // Quotes that no cell has make no trouble and prove nothing.
            var proven = layout.Dialect.Quote == first.Layout.Dialect.Quote || (other.Totals.Traits & RecordTraits.Quoted) != 0;
            if (proven && other.Totals.Rows > 0 && other.Trouble < best.Trouble / 2 && other.Layout.Columns >= Math.Min(best.Layout.Columns, 2))
                best = other;
        }
        if (best == first)
            return first;
        var note = string.Create(CultureInfo.InvariantCulture, $"read with {best.Layout.Dialect.Words()}, because with {first.Layout.Dialect.Words()} {first.Trouble:P1} of the records would not fit");
        return best with { Layout = best.Layout with { Notes = [.. best.Layout.Notes, note] } };
    }

    private bool Allowed(CsvLayout layout) =>
        (choices.Quote is null || layout.Dialect.Quote is (byte)'"') && (choices.Escape is null || layout.Dialect.Escape is null);

    private static void Check(Surveyed found)
    {
        var totals = found.Totals;
        if (totals.Records == 0 && !found.Layout.HasHeader)
            throw new EngineException("csv-empty", "The file holds no records.");
        if (totals.Rejected * 2 > totals.Records)
            throw new EngineException("csv-unreadable", string.Create(CultureInfo.InvariantCulture, $"{totals.Rejected} of {totals.Records} records have more cells than the table's {found.Layout.Columns} columns. Declare the delimiter, the quote or the header, or put cells that hold the delimiter in quotes."));
    }
}
