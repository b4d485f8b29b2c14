using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>What a column was found to be, and why.</summary>
/// <param name="Confidence">That <paramref name="Type"/> is right.</param>
/// <param name="RoleConfidence">That <paramref name="Role"/> is right.</param>
internal sealed record Verdict(string Type, double Confidence, ColumnRole Role, double RoleConfidence, IReadOnlyList<string> Evidence)
{
    public static Verdict Of(string type, double confidence, ColumnRole role, double roleConfidence, params string[] evidence) =>
        new(type, Math.Round(Math.Clamp(confidence, 0, 1), 2), role, Math.Round(Math.Clamp(roleConfidence, 0, 1), 2), [.. evidence.Where(e => e.Length > 0)]);

    /// <summary>Type and role stand or fall together.</summary>
    public static Verdict Of(string type, ColumnRole role, double confidence, params string[] evidence) => Of(type, confidence, role, confidence, evidence);
}
