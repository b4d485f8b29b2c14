namespace Analyst.Domain;

/// <summary>What a decision yields: facts to append, or the reason why nothing may happen.</summary>
public sealed record Decision(IReadOnlyList<object> Events, Refusal? Refusal = null)
{
    /// <summary>Already true: a repeated command succeeds and appends nothing.</summary>
    public static readonly Decision Nothing = new([]);

    public static Decision Of(params object[] events) => new(events);

    public static Decision Refuse(string code, string reason) => new([], new Refusal(code, reason));
}

/// <summary>Why a command may not happen: a stable code from the catalogue and a sentence that says what to do next.</summary>
public sealed record Refusal(string Code, string Reason);
