using Analyst.Agents.Models;
using Analyst.Domain;
using Analyst.Domain.Datasets;

namespace Analyst.Agents.Profiling;

/// <summary>The numbers of a revision in, a few sentences out. Every number in them stands in the profile.</summary>
public interface IProfilingAgent
{
    /// <summary>The model that writes, null when none does.</summary>
    string? Model { get; }

    /// <summary>Of the prompt or of the templates.</summary>
    string PromptVersion { get; }

    /// <param name="level">What of the table may reach a model.</param>
    Task<Narration> Narrate(TableProfile profile, string datasetName, PrivacyLevel level, CancellationToken ct);
}

/// <summary>What was written, and what it took.</summary>
/// <param name="Uses">One for each request to a model, also when the offline agent had to write instead.</param>
/// <param name="Fault">Why a model that was asked did not write it.</param>
public sealed record Narration(Narrative Narrative, IReadOnlyList<ModelUse> Uses, ModelFault? Fault = null);
