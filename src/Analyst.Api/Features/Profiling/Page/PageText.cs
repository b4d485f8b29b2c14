using System.Globalization;
using System.Text.Json;
using Analyst.Domain.Datasets;

namespace Analyst.Api.Features.Profiling.Page;

/// <summary>Numbers and moments as a person reads them.</summary>
internal static class PageText
{
    private const double SecondsOfAYear = 31_556_952;
    private const int LongestValue = 200;

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Ten digits, which is enough to read.</summary>
    public static string Number(double number) => number.ToString("G10", CultureInfo.InvariantCulture);

    public static string Percent(double share) => double.IsFinite(share) ? share.ToString("0.##%", CultureInfo.InvariantCulture) : "";

    public static string Share(long part, long whole) => whole > 0 ? $"{Count(part)} ({Percent((double)part / whole)})" : Count(part);

    public static string? Value(JsonElement? value) => value is { } v ? Cut(v.ValueKind == JsonValueKind.String ? v.GetString()! : v.GetRawText()) : null;

    public static string Cut(string text) => text.Length <= LongestValue ? text : string.Concat(text.AsSpan(0, LongestValue - 1), "…");

    /// <summary>A moment by the day, or by the second when the whole span is short.</summary>
    public static string Moment(double seconds, double span)
    {
        if (!(Math.Abs(seconds) < 300_000_000_000) || seconds < (DateTime.MinValue - DateTime.UnixEpoch).TotalSeconds || seconds > (DateTime.MaxValue - DateTime.UnixEpoch).TotalSeconds)
            return string.Create(CultureInfo.InvariantCulture, $"year {1970 + seconds / SecondsOfAYear:0}");
        return DateTime.UnixEpoch.AddSeconds(seconds).ToString(span < 3 * 86_400 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    public static string? Guess(Estimate? estimate) => estimate is null ? null : $"estimated, within {(estimate.Of == "absolute" ? Number(estimate.Error) : $"{Percent(estimate.Error)} of the {estimate.Of}")}";
}
