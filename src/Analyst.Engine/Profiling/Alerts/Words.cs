using System.Globalization;

namespace Analyst.Engine.Profiling.Alerts;

/// <summary>Pieces of the sentences of alerts.</summary>
internal static class Words
{
    private const int MaximumLength = 60;

    public static string Rows(long count) => Count(count, "row");

    public static string Count(long count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? "" : "s")}");

    /// <summary>"12 of 891 rows (1.3 %)"</summary>
    public static string Part(long count, long of) => string.Create(CultureInfo.InvariantCulture, $"{count} of {of} rows ({Percent(count, of)})");

    public static string Number(double number) => number.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>Untrusted text on one line, cut.</summary>
    public static string Quoted(string text)
    {
        var line = string.Concat(text.Take(MaximumLength).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c));
        return $"\"{line}{(text.Length > MaximumLength ? "…" : "")}\"";
    }

    private static string Percent(long count, long of)
    {
        var share = of == 0 ? 0 : 100d * count / of;
        return share switch
        {
            > 0 and < 0.1 => "under 0.1 %",
            > 99.9 and < 100 => "over 99.9 %",
            _ => string.Create(CultureInfo.InvariantCulture, $"{share:0.#} %"),
        };
    }
}
