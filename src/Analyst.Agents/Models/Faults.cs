namespace Analyst.Agents.Models;

/// <summary>What an outcome means for who asked.</summary>
internal static class Faults
{
    /// <summary>Whether the same request may fare better a moment later.</summary>
    public static bool MayPass(string outcome) => outcome switch
    {
        "http-408" or "http-409" or "http-425" or "http-429" => true,
        ChatAnswer.Truncated or ChatAnswer.Refused => false,
        _ => !outcome.StartsWith("http-", StringComparison.Ordinal) || outcome.StartsWith("http-5", StringComparison.Ordinal),
    };

    public static ModelFault Of(string outcome) => outcome switch
    {
        "http-429" => ModelFault.Busy,
        "http-408" or ChatAnswer.Timeout => ModelFault.TooSlow,
        ChatAnswer.Refused => ModelFault.Declined,
        ChatAnswer.Unreachable => ModelFault.Unavailable,
        _ when outcome.StartsWith("http-4", StringComparison.Ordinal) => ModelFault.Rejected,
        _ when outcome.StartsWith("http-", StringComparison.Ordinal) => ModelFault.Unavailable,
        _ => ModelFault.Unusable,
    };
}
