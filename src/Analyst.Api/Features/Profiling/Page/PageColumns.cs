using Analyst.Api.Features.Profiling.Pictures;
using Analyst.Domain.Datasets;

namespace Analyst.Api.Features.Profiling.Page;

/// <summary>One section for each column: what it is, its statistics, its most frequent values and its picture.</summary>
internal static class PageColumns
{
    public const int MostPictures = 100;

    private const int MostValues = 20;

    public static Markup Of(TableProfile table)
    {
        var note = table.Columns.Count > MostPictures
            ? Markup.Of($"<p>Pictures are drawn for the first {MostPictures} columns; the others have their tables.</p>\n")
            : Markup.None;
        return Markup.Of(
            $"""
             <section id="columns" aria-labelledby="columns-title"><h2 id="columns-title">Columns</h2>
             {note}{PageTable.Rows("All columns", ["Column", "Type", "Meaning", "Missing", "Distinct"], table.Columns.Select((c, i) => Line(c, i, table.RowCount)))}{table.Columns.Select((c, i) => Column(c, i, table))}</section>

             """);
    }

    private static Markup[] Line(ColumnProfile column, int index, long rows) =>
    [
        Markup.Of($"<a href=\"#column-{index + 1}\">{Name(column)}</a>"),
        PageTable.Cell(column.Type),
        PageTable.Cell(Meaning(column)),
        PageTable.Cell(PageText.Share(column.Missing, rows)),
        PageTable.Cell(PageText.Count(column.Distinct)),
    ];

    private static Markup Column(ColumnProfile column, int index, TableProfile table)
    {
        var picture = index < MostPictures ? ColumnPicture.Of(column, table.RowCount) : null;
        var alerts = (table.Alerts ?? []).Where(a => string.Equals(a.Column, column.Name, StringComparison.Ordinal)).Select(a => Markup.Of($"<li>{a.Message}</li>")).ToArray();
        return Markup.Of(
            $"""
             <article id="column-{index + 1}" aria-labelledby="column-{index + 1}-title"><h3 id="column-{index + 1}-title">{Name(column)}</h3>
             <p>{column.Type} · {Meaning(column)}{(column.Evidence is { Count: > 0 } evidence ? Markup.Of($" <small>{string.Join(" ", evidence)}</small>") : Markup.None)}</p>
             {(alerts.Length == 0 ? Markup.None : Markup.Of($"<ul class=\"warnings\">{alerts}</ul>\n"))}<div class="pair">{PageTable.Facts("Statistics", PageStatistics.Of(column, table.RowCount))}<div>{(picture is null ? Markup.None : PageDrawing.Of(picture))}{Values(column, table.RowCount)}</div></div></article>

             """);
    }

    private static Markup Values(ColumnProfile column, long rows) => PageTable.Rows(
        column.Distinct > MostValues ? $"The {MostValues} most frequent of {PageText.Count(column.Distinct)} values" : "Values",
        ["Value", "Rows", "Share"],
        (column.TopValues ?? []).Take(MostValues).Select(v => new[] { PageTable.Cell(v.Value.Length == 0 ? "(empty)" : PageText.Cut(v.Value)), PageTable.Cell(PageText.Count(v.Count)), PageTable.Cell(PageText.Percent((double)v.Count / rows)) }));

    private static string Name(ColumnProfile column) => string.IsNullOrWhiteSpace(column.Name) ? "(no name)" : PageText.Cut(column.Name);

    private static string Meaning(ColumnProfile column)
    {
        var role = column.Role.ToString().ToLowerInvariant();
        return column.SemanticType is { } type && type != role ? $"{type} ({PageText.Percent(column.SemanticConfidence)} sure), {role}" : role;
    }
}
