using Analyst.Api.Features.Profiling.Pictures;
using Analyst.Domain.Datasets;

namespace Analyst.Api.Features.Profiling.Page;

/// <summary>How columns go together: correlations with their picture, keys and dependencies.</summary>
internal static class PageRelations
{
    private const int MostRows = 50;

    public static Markup Correlations(TableProfile table)
    {
        var all = table.Correlations ?? [];
        var pictures = CorrelationPicture.Methods.Select(m => CorrelationPicture.Of(table, m)).OfType<CorrelationPicture>().ToArray();
        if (all.Count == 0)
            return Markup.None;
        var strongest = all.OrderByDescending(c => Math.Abs(c.Value)).ThenBy(c => c.A, StringComparer.Ordinal).Take(MostRows);
        return Markup.Of(
            $"""
             <section id="correlations" aria-labelledby="correlations-title"><h2 id="correlations-title">Correlations</h2>
             {pictures.Select(Figure)}{PageTable.Rows(all.Count > MostRows ? $"The {MostRows} strongest of {PageText.Count(all.Count)}" : "By strength", ["Column", "Column", "Method", "Value", "Rows", "Note"], strongest.Select(Line))}</section>

             """);
    }

    public static Markup Keys(TableProfile table)
    {
        Markup[] parts =
        [
            PageTable.Rows("Candidate keys: every row has them, no two rows share them", ["Columns"], (table.CandidateKeys ?? []).Take(MostRows).Select(k => new[] { Names(k) })),
            PageTable.Rows("One column tells another", ["From", "To", "Rows that break it", "Repeated values", "Note"], (table.Dependencies ?? []).Take(MostRows).Select(Line)),
            PageTable.Rows("Columns that move together", ["Column", "Column", "How"], (table.Together ?? []).Take(MostRows).Select(Line)),
            PageTable.Rows("Values that stand in other datasets", ["Column", "Dataset", "Its column", "Found"], (table.ForeignKeys ?? []).Take(MostRows).Select(Line)),
        ];
        return parts.All(p => p.Text.Length == 0)
            ? Markup.None
            : Markup.Of($"<section id=\"keys\" aria-labelledby=\"keys-title\"><h2 id=\"keys-title\">Keys and dependencies</h2>\n{parts}</section>\n");
    }

    private static Markup Figure(CorrelationPicture picture) => Markup.Of(
        $"<figure>{PageDrawing.Of(picture)}<figcaption>{picture.Method}{(picture.Left > 0 ? $": the {picture.Columns.Count} columns with the strongest correlations, {picture.Left} more have some" : "")}</figcaption></figure>\n");

    private static Markup[] Line(Correlation c) =>
        [PageTable.Cell(c.A), PageTable.Cell(c.B), PageTable.Cell(c.Method), PageTable.Cell(PageText.Number(Math.Round(c.Value, 4))), PageTable.Cell(PageText.Count(c.Rows)), PageTable.Cell(PageText.Guess(c.Estimate))];

    private static Markup[] Line(Dependency d) =>
        [PageTable.Cell(d.From), PageTable.Cell(d.To), PageTable.Cell(PageText.Count(d.BrokenRows)), PageTable.Cell(PageText.Count(d.Groups)), PageTable.Cell(PageText.Guess(d.Estimate))];

    private static Markup[] Line(ColumnPair p) =>
        [PageTable.Cell(p.A), PageTable.Cell(p.B), PageTable.Cell(p.Factor is { } f ? $"{p.Kind}: {PageText.Number(f)} times, plus {PageText.Number(p.Offset ?? 0)}" : p.Kind)];

    private static Markup[] Line(ForeignKey k) =>
        [PageTable.Cell(k.Column), PageTable.Cell($"{k.DatasetName} (revision {k.Revision})"), PageTable.Cell(k.References), PageTable.Cell($"{PageText.Count(k.Matched)} of {PageText.Count(k.Values)} values")];

    private static Markup Names(IReadOnlyList<string> names) => Markup.Join(names.Select((n, i) => Markup.Of($"{(i > 0 ? " + " : "")}<bdi>{n}</bdi>")));
}
