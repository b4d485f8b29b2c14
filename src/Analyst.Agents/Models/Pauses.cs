using System.Globalization;

namespace Analyst.Agents.Models;

/// <summary>How long to wait before asking again.</summary>
internal static class Pauses
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    /// <param name="attempt">The one that follows, from 2.</param>
    /// <param name="first">Before the second attempt; doubled before each later one.</param>
    /// <param name="told">What the endpoint asks for; never cut short.</param>
    public static TimeSpan Before(int attempt, TimeSpan first, TimeSpan? told)
    {
        var doubled = first * Math.Pow(2, Math.Min(attempt - 2, 16));
        // Half of it at random, so that those who were refused together do not come back together.
        var own = (doubled < Longest ? doubled : Longest) * (0.5 + (Random.Shared.NextDouble() / 2));
        return told is { } asked && asked > own ? asked : own;
    }

    /// <summary>Reads <c>Retry-After</c>: seconds or a date.</summary>
    public static TimeSpan? Told(string? header, DateTimeOffset now)
    {
        if (double.TryParse(header, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.SecondsPerDay));
        return DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) && until > now ? until - now : null;
    }
}
