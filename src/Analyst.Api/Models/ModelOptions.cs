using Analyst.Agents.Models;

namespace Analyst.Api.Models;

/// <summary>How a language model is asked, and what it costs. Which one, and with which key, stands in <see cref="OpenAiSettings"/>.</summary>
public sealed class ModelOptions
{
    /// <summary>Seconds for one answer with all its attempts.</summary>
    public int DeadlineSeconds { get; init; } = 30;

    /// <summary>Seconds for one HTTP request.</summary>
    public int AttemptSeconds { get; init; } = 20;

    /// <summary>HTTP requests for one answer at most.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>US dollars for a million tokens: <c>model=input/cached input/output</c>, separated by semicolons.</summary>
    public string Prices { get; init; } = "gpt-4.1=2/0.5/8;gpt-4.1-mini=0.4/0.1/1.6;gpt-4.1-nano=0.1/0.025/0.4;gpt-4o=2.5/1.25/10;gpt-4o-mini=0.15/0.075/0.6";

    /// <summary>What is wrong with it, each naming its key.</summary>
    public IEnumerable<string> Faults()
    {
        if (DeadlineSeconds is < 1 or > 600)
            yield return $"Analyst__Model__DeadlineSeconds is {DeadlineSeconds}; it takes 1 to 600.";
        if (AttemptSeconds is < 1 or > 600)
            yield return $"Analyst__Model__AttemptSeconds is {AttemptSeconds}; it takes 1 to 600.";
        if (Attempts is < 1 or > 10)
            yield return $"Analyst__Model__Attempts is {Attempts}; it takes 1 to 10.";
        if (PriceTable.Parse(Prices, out var wrong) is null)
            yield return $"Analyst__Model__Prices has '{wrong}'; it takes model=input/output or model=input/cached input/output in US dollars for a million tokens, each model once, separated by semicolons.";
    }
}
