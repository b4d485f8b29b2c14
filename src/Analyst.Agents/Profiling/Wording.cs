using System.Globalization;
using System.Text.Json;

namespace Analyst.Agents.Profiling;

/// <summary>Numbers, counts and lists in words.</summary>
internal static class Wording
{
    public static string Count(long count, string one, string? many = null) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");

    public static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        < 0.01 or >= 1e15 => value.ToString("G3", CultureInfo.InvariantCulture),
        < 1 => value.ToString("0.####", CultureInfo.InvariantCulture),
        _ => value.ToString("#,##0.##", CultureInfo.InvariantCulture),
    };

    public static string? Number(JsonElement? value) => NumberPool.NumberOf(value) is { } number ? Number(number) : null;

    /// <summary>"3 rows", with their share where it says something.</summary>
    public static string Rows(long count, long all)
    {
        var rows = Count(count, "row");
        return Share(count, all) is { } share && count < all ? $"{rows} ({share})" : rows;
    }

    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}",
    };

    /// <summary>Null when rounding would make all or nothing of it.</summary>
    private static string? Share(long count, long all)
    {
        if (all <= 0 || count <= 0)
            return null;
        var share = (100.0 * count / all).ToString("0.#", CultureInfo.InvariantCulture);
        return share is "0" or "100" ? null : share + "%";
    }
}
