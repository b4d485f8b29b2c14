using Analyst.Domain.Datasets;

namespace Analyst.Api.Features.Profiling.Page;

/// <summary>The first section: size, quality, what an agent says, and alerts.</summary>
internal static class PageOverview
{
    public static Markup Of(PageSubject subject)
    {
        var table = subject.Table;
        return Markup.Of(
            $"""
             <section id="overview" aria-labelledby="overview-title"><h2 id="overview-title">Overview</h2>
             {PageTable.Facts("The table", [
                 ("Rows", PageText.Count(table.RowCount)),
                 ("Columns", PageText.Count(table.Columns.Count)),
                 ("Duplicate rows", PageText.Share(table.DuplicateRows, table.RowCount)),
                 ("Missing cells", PageText.Share(table.Columns.Sum(c => c.Missing), table.RowCount * table.Columns.Count)),
                 ("Quality score", table.Quality is { } q ? $"{PageText.Number(Math.Round(q.Score, 1))} of 100" : null),
                 ("Alerts", PageText.Count((table.Alerts ?? []).Count)),
             ])}
             {Quality(table.Quality)}{Narrative(table.Narrative)}</section>

             """);
    }

    public static Markup Alerts(TableProfile table) => (table.Alerts ?? []).Count == 0
        ? Markup.Of($"<section id=\"alerts\" aria-labelledby=\"alerts-title\"><h2 id=\"alerts-title\">Alerts</h2><p>None.</p></section>\n")
        : Markup.Of(
            $"""
             <section id="alerts" aria-labelledby="alerts-title"><h2 id="alerts-title">Alerts</h2>
             {PageTable.Rows("What a person should look at, the most severe first", ["Severity", "Column", "Alert", "Rows", "Shown by", "Suggestion"], table.Alerts!.Select(Alert))}</section>

             """);

    private static Markup[] Alert(ProfileAlert alert) =>
    [
        Markup.Of($"<span class=\"{Severity(alert.Severity)}\">{Severity(alert.Severity)}</span>"),
        PageTable.Cell(alert.Column),
        Markup.Of($"{alert.Message} <small>{alert.Id}</small>"),
        PageTable.Cell(PageText.Count(alert.Rows)),
        PageTable.Code(alert.Evidence),
        PageTable.Cell(alert.Suggestion is { } s ? $"{s.Kind}{string.Concat((s.Parameters ?? new Dictionary<string, string>()).Select(p => $", {p.Key} {p.Value}"))}" : null),
    ];

    private static string Severity(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Error => "error",
        AlertSeverity.Warning => "warning",
        AlertSeverity.Info => "info",
    };

    private static Markup Quality(QualityScore? quality) => quality is null
        ? Markup.None
        : Markup.Of($"{PageTable.Rows("What the quality score is made of", ["Part", "In order", "Weight"], quality.Parts.Select(p => new[] { PageTable.Cell(p.Name), PageTable.Cell(PageText.Percent(p.Share)), PageTable.Cell(PageText.Number(p.Weight)) }))}<p><small>{quality.Formula}</small></p>\n");

    private static Markup Narrative(Narrative? narrative)
    {
        if (narrative is null)
            return Markup.None;
        var surprises = narrative.Surprises.Count == 0 ? Markup.None : Markup.Of($"<h3>Surprises</h3><ol>{narrative.Surprises.Select(s => Markup.Of($"<li>{s}</li>"))}</ol>\n");
        var by = narrative.Source == "model" ? $"Written by the model {narrative.Model} from the statistics." : "Written from the statistics without a model.";
        return Markup.Of($"<h3>In words</h3><p>{narrative.Text}</p>\n{surprises}<p><small>{by}</small></p>\n");
    }
}
