using Analyst.Agents.Models;
using Analyst.Domain.Datasets;

namespace Analyst.Agents.Profiling;

/// <summary>Writes from templates: no model, no network, the same words for the same numbers.</summary>
public sealed class OfflineProfilingAgent : IProfilingAgent
{
    public string? Model => null;

    public string PromptVersion => "offline-narrative/1";

    public Task<Narration> Narrate(TableProfile profile, string datasetName, PrivacyLevel level, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        // What a template gets wrong is held to the same rule as what a model gets wrong.
        var (text, surprises, dropped) = new SentenceFilter(profile, datasetName).Keep(string.Join('\n', Portrait.Of(profile, datasetName)), Surprises.Of(profile));
        var narrative = new Narrative(text.Length > 0 ? text : "The numbers of this table are ready.", surprises, "offline", Model: null, PromptVersion, dropped);
        return Task.FromResult(new Narration(narrative, []));
    }
}
