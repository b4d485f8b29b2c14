using System.Globalization;
using Analyst.Api.Features.Profiling.Pictures;

namespace Analyst.Api.Features.Profiling.Page;

/// <summary>Small pictures written as SVG by hand: a page has a hundred of them, and they follow the page's colours.</summary>
internal static class PageDrawing
{
    private const double Width = 480, Height = 120, Line = 20, LabelWidth = 190;

    public static Markup Of(ColumnPicture picture) => picture.Kind == PictureKind.Bars ? Bars(picture) : Bins(picture);

    public static Markup Of(CorrelationPicture picture)
    {
        const int Cell = 22, Left = 170, Top = 130;
        var size = picture.Columns.Count * Cell;
        var cells = from row in picture.Columns.Index()
                    from column in picture.Columns.Index()
                    let value = picture.Values[row.Index][column.Index]
                    where value is not null
                    select Markup.Of($"<rect class=\"{(value < 0 ? "minus" : "plus")}\" x=\"{Left + column.Index * Cell}\" y=\"{Top + row.Index * Cell}\" width=\"{Cell - 1}\" height=\"{Cell - 1}\" fill-opacity=\"{Math.Min(1, Math.Abs(value.Value))}\"><title>{row.Item} · {column.Item}: {Figure(value.Value)}</title></rect>");
        var names = picture.Columns.Index().Select(c => Markup.Of(
            $"""
             <text x="{Left - 6}" y="{Top + c.Index * Cell + 15}" text-anchor="end">{Cut(c.Item)}</text><text transform="translate({Left + c.Index * Cell + 15} {Top - 6}) rotate(-50)">{Cut(c.Item)}</text>
             """));
        return Markup.Of(
            $"""
             <svg role="img" aria-label="{$"Heat map of {picture.Method} correlations between {picture.Columns.Count} columns; the table below gives the strongest."}" viewBox="0 0 {Left + size + 90} {Top + size + 4}" width="{Left + size + 90}">{cells}{names}</svg>

             """);
    }

    private static Markup Bins(ColumnPicture picture)
    {
        var (low, high) = (picture.Bins[0].From, picture.Bins[^1].To);
        var most = Math.Max(1, picture.Bins.Max(b => b.Count));
        var step = Width / picture.Bins.Count;
        var bars = picture.Bins.Index().Select(b => Markup.Of(
            $"<rect class=\"bar\" x=\"{b.Index * step}\" y=\"{Height - Tall(b.Item.Count, most)}\" width=\"{step - 1}\" height=\"{Tall(b.Item.Count, most)}\"><title>{End(b.Item.From)} to {End(b.Item.To)}: {PageText.Count(b.Item.Count)}</title></rect>"));
        var said = $"{(picture.Kind == PictureKind.Timeline ? "Timeline" : "Histogram")} of {picture.Title} from {End(low)} to {End(high)}; at most {PageText.Count(most)} rows in one of {picture.Bins.Count} bins.";
        return Markup.Of(
            $"""
             <svg role="img" aria-label="{said}" viewBox="0 0 {Width} {Height + 18}" width="{Width}">{bars}<line class="axis" x1="0" x2="{Width}" y1="{Height}" y2="{Height}"/><text x="0" y="{Height + 14}">{End(low)}</text><text x="{Width}" y="{Height + 14}" text-anchor="end">{End(high)}</text></svg>

             """);

        string End(double place) => picture.Kind == PictureKind.Timeline ? PageText.Moment(place, high - low) : PageText.Number(place);
    }

    private static Markup Bars(ColumnPicture picture)
    {
        var most = Math.Max(1, picture.Bars.Max(b => b.Count));
        var room = Width - LabelWidth - 70;
        var bars = picture.Bars.Index().Select(b => Markup.Of(
            $"""
             <text x="{LabelWidth - 6}" y="{b.Index * Line + 14}" text-anchor="end">{Cut(b.Item.Label)}</text><rect class="{(b.Item.Others ? "others" : "bar")}" x="{LabelWidth}" y="{b.Index * Line + 2}" width="{Math.Max(1, room * b.Item.Count / most)}" height="{Line - 4}"><title>{b.Item.Label}: {PageText.Count(b.Item.Count)}</title></rect><text x="{LabelWidth + 6 + Math.Max(1, room * b.Item.Count / most)}" y="{b.Index * Line + 14}">{PageText.Count(b.Item.Count)}</text>
             """));
        return Markup.Of(
            $"""
             <svg role="img" aria-label="{$"Most frequent values of {picture.Title}; the table lists them."}" viewBox="0 0 {Width} {picture.Bars.Count * Line + 2}" width="{Width}">{bars}</svg>

             """);
    }

    // A bin with a single row must still be seen.
    private static double Tall(long count, long most) => count == 0 ? 0 : Math.Max(1.5, (Height - 4) * count / most);

    private static string Figure(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Cut(string label) => label.Length <= 26 ? label : string.Concat(label.AsSpan(0, 25), "…");
}
