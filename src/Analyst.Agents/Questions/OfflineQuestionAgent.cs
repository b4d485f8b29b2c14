namespace Analyst.Agents.Questions;

/// <summary>Reads English questions by rules alone: no model, no network, the same answer every time.</summary>
public sealed class OfflineQuestionAgent : IQuestionAgent
{
    private const int LongestQuestion = 2_000;

    public Task<Interpretation> Interpret(QuestionContext context, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var question = context.Question.Trim();
        if (question.Length > LongestQuestion) return Task.FromResult<Interpretation>(new Interpretation.NotAnswerable($"The question is longer than {LongestQuestion} characters. Please ask it in fewer words."));
        var schema = new Schema(context.Profile);
        return Task.FromResult(Interpret(question, schema, choosing: false));
    }

    private static Interpretation Interpret(string question, Schema schema, bool choosing)
    {
        var parsed = QuestionParser.Parse(question, schema);
        var r = parsed.Reading;
        if (r.Tokens.Count == 0) return new Interpretation.NotAnswerable("There is no question in these words.");
        if (r.Tokens.FirstOrDefault(t => Lexicon.Relative.Contains(t.Fold)) is { } relative)
            return new Interpretation.NotAnswerable($"“{relative.Text}” depends on when one asks; the data has no such moment. Please name the date.");
        if (parsed.Plan is null) return Unknown(parsed, schema);
        var nothingKnown = r.Filters.Count == 0 && parsed.Plan.Fields.Count == 0 && parsed.Plan.Measures.All(m => m.Column is null) && parsed.Plan.Extreme is null && parsed.Plan.Check is null;
        if (parsed.Intent.Unknown is { } noun && nothingKnown) return Unknown(parsed, schema, noun);
        if (parsed.Coverage < 0.4) return Unknown(parsed, schema);
        if (Unsupported.Coefficient(r)) return new Interpretation.NotAnswerable("A correlation as a figure is not computed yet. Ask for a scatter chart of both columns, or for the average of one by the other.");
        if (r.Tokens.Any(t => t.Fold is "neither" or "nor")) return new Interpretation.NotAnswerable("“Neither … nor” is not understood yet. Ask with “not … and not …”.");
        if (Unsupported.Essential(parsed.Unread) is { } word) return new Interpretation.NotAnswerable($"“{word}” is not understood here, and leaving it out would answer another question. Please ask without it.");
        if (Unsupported.Group(r) is { } group) return Unknown(parsed, schema, group);
        if (HiddenValues.Unexplained(r) is { } unexplained) return Unknown(parsed, schema, unexplained);
        if (!choosing && Clarification(question, parsed, schema) is { } clarify) return clarify;
        if (parsed.Intent.Unknown is { } entity) r.Assumptions.Add($"Each row is taken as one of “{entity}”.");
        foreach (var column in Casts(parsed.Plan)) r.Assumptions.Add($"{column.Name} holds numbers as text; what is no number counts as missing.");
        if (parsed.Unread.Count > 0) r.Assumptions.Add($"Not taken into account: {string.Join(", ", parsed.Unread.Take(8))}.");
        var confidence = Math.Round(Math.Clamp(0.98 * parsed.Coverage * r.Certainty * (parsed.Intent.Unknown is null ? 1 : 0.8), 0.05, 0.98), 2);
        return new Interpretation.Statement(SqlWriter.Write(parsed.Plan), [.. r.Assumptions.Distinct()], confidence, [.. r.Evidence.Distinct()], Subjects.Of(parsed.Plan));
    }

    private static Interpretation.Clarify? Clarification(string question, Parsed parsed, Schema schema)
    {
        foreach (var doubt in parsed.Reading.Doubts)
        {
            var at = parsed.Reading.Items[doubt.Item];
            var start = parsed.Reading.Tokens[at.From].Start;
            if (start + doubt.Words.Length > question.Length) continue;
            var choices = doubt.Options.Select(o => question[..start] + o + question[(start + doubt.Words.Length)..]).Distinct().ToList();
            // A choice is offered only if it is understood as it stands, and each must mean something else.
            var understood = choices.Select(c => (Question: c, Read: Interpret(c, schema, choosing: true))).Where(c => c.Read is Interpretation.Statement)
                .DistinctBy(c => ((Interpretation.Statement)c.Read).Sql).Select(c => c.Question).ToList();
            if (understood.Count > 1) return new Interpretation.Clarify(doubt.Prompt, understood);
        }
        return null;
    }

    private static Interpretation.NotAnswerable Unknown(Parsed parsed, Schema schema, string? noun = null)
    {
        var words = noun is not null ? [noun] : parsed.Unread.Take(5).ToList();
        var what = words.Count == 0 ? "The question names no column and no value of this data." : $"Nothing in this data is called {string.Join(", ", words.Select(w => $"“{(w.Length > 40 ? w[..40] + "…" : w)}”"))}.";
        return new Interpretation.NotAnswerable($"{what} Its columns are {schema.ColumnList()}.");
    }

    private static IEnumerable<ColumnInfo> Casts(QueryPlan plan) =>
        plan.Measures.Where(m => m.Function is not (Aggregate.Count or Aggregate.CountDistinct)).Select(m => m.Column)
            .Concat(plan.Filters.OfType<Filter.Number>().Select(f => f.Column)).Concat(plan.Filters.OfType<Filter.Between>().Select(f => f.Column)).Append(plan.Extreme?.Column)
            .OfType<ColumnInfo>().Where(c => c.Numeric == NumericKind.Text).Distinct();
}
