namespace Analyst.Api.Features.Profiling.Page;

/// <summary>Tables of the page.</summary>
internal static class PageTable
{
    /// <summary>Names and what they are, one a row; rows without a value are left out.</summary>
    public static Markup Facts(string caption, IEnumerable<(string Name, string? Value)> facts)
    {
        var rows = facts.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => Markup.Of($"<tr><th scope=\"row\">{f.Name}</th><td>{f.Value}</td></tr>\n")).ToArray();
        return rows.Length == 0 ? Markup.None : Markup.Of($"<table class=\"facts\"><caption>{caption}</caption><tbody>\n{rows}</tbody></table>\n");
    }

    /// <summary>A table with a row of headers; none without rows.</summary>
    public static Markup Rows(string caption, string[] headers, IEnumerable<Markup[]> rows)
    {
        var lines = rows.Select(r => Markup.Of($"<tr>{r.Select(c => Markup.Of($"<td>{c}</td>"))}</tr>\n")).ToArray();
        return lines.Length == 0
            ? Markup.None
            : Markup.Of($"<div class=\"wide\"><table><caption>{caption}</caption><thead><tr>{headers.Select(h => Markup.Of($"<th scope=\"col\">{h}</th>"))}</tr></thead><tbody>\n{lines}</tbody></table></div>\n");
    }

    public static Markup Cell(string? text) => Markup.Of($"{text}");

    public static Markup Code(string text) => Markup.Of($"<code>{text}</code>");
}
