using System.Globalization;

namespace Analyst.Api.Features.Questions;

/// <summary>How long the caller wants to wait for an answer (RFC 7240).</summary>
/// <param name="Applied">What <c>Preference-Applied</c> says, null when the caller said nothing.</param>
public sealed record Preference(TimeSpan Wait, string? Applied)
{
    public static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan MaximumWait = TimeSpan.FromSeconds(60);

    public static Preference Read(string? prefer)
    {
        var said = (prefer ?? "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (said.FirstOrDefault(p => p.StartsWith("wait=", StringComparison.OrdinalIgnoreCase)) is { } wait
            && int.TryParse(wait.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            var most = Math.Min(seconds, (int)MaximumWait.TotalSeconds);
            return new Preference(TimeSpan.FromSeconds(most), $"wait={most}");
        }
        return said.Contains("respond-async", StringComparer.OrdinalIgnoreCase) ? new Preference(TimeSpan.Zero, "respond-async") : new Preference(DefaultWait, null);
    }
}
