using Analyst.Domain.Datasets;

namespace Analyst.Agents.Cleaning;

/// <summary>The numbers of a revision in, typed operations out. It prefers leaving a cell alone to breaking it.</summary>
public interface ICleaningAgent
{
    /// <summary>Name and version, as it stands in the fact.</summary>
    string Name { get; }

    Task<IReadOnlyList<CleaningOperation>> Propose(TableProfile profile, CancellationToken ct);
}
