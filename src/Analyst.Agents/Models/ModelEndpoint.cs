namespace Analyst.Agents.Models;

/// <summary>Where a model answers and how long it may take. A class and not a record, so that the key is in no text made of it.</summary>
public sealed class ModelEndpoint
{
    public required Uri Address { get; init; }

    public required string Key { get; init; }

    public required string Model { get; init; }

    /// <summary>For one answer with all its attempts and pauses.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For one HTTP request.</summary>
    public TimeSpan AttemptDeadline { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>HTTP requests for one answer at most.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Before the second attempt; doubled before each later one, and each a random half shorter.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(500);

    public PriceTable Prices { get; init; } = PriceTable.Empty;
}
