using System.Globalization;
using Analyst.Domain.Datasets;

namespace Analyst.Agents.Cleaning;

/// <summary>Proposes a plan from the profile's counts alone: no model, no network, the same plan every time.</summary>
public sealed class OfflineCleaningAgent : ICleaningAgent
{
    public string Name => "offline-cleaning/1";

    public Task<IReadOnlyList<CleaningOperation>> Propose(TableProfile profile, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var texts = profile.Columns.Where(c => c.Type == "VARCHAR").Select(c => new TextColumn(c)).ToList();
        // Each step counts on the ones before it: values are compared after trimming, numbers read after markers are gone.
        var drafts = texts.Select(Trim).Concat(texts.Select(MapMissing)).Concat(texts.Select(MapValues)).Concat(texts.Select(Parse)).Append(Duplicates(profile)).OfType<CleaningOperation>();
        return Task.FromResult<IReadOnlyList<CleaningOperation>>([.. drafts.Select((d, i) => d with { Id = string.Create(CultureInfo.InvariantCulture, $"op-{i + 1}") })]);
    }

    private sealed record TextColumn(ColumnProfile Profile)
    {
        public List<ValueCount> Untidy { get; } = [.. Profile.TopValues.Where(v => v.Value.Trim().Length > 0 && CleaningTexts.Trimmed(v.Value) != v.Value)];

        public bool AllVisible => Profile.Distinct <= Profile.TopValues.Count;

        /// <summary>What stands for a gap, most frequent first; empty when it is rather an answer than a gap.</summary>
        public List<ValueCount> Gaps { get; } = GapsOf(Profile);

        /// <summary>The values as trimming and mapping gaps will leave them.</summary>
        public List<ValueCount> Clean()
        {
            var gone = Gaps.Select(g => g.Value).Concat(Gaps.Select(g => CleaningTexts.Trimmed(g.Value))).ToHashSet(StringComparer.Ordinal);
            return CleaningTexts.Visible(Profile, Untidy.Count > 0, gone);
        }

        private static List<ValueCount> GapsOf(ColumnProfile profile)
        {
            var markers = profile.MissingMarkers.Where(m => m.Value > 0).Select(m => new ValueCount(m.Key, m.Value)).ToList();
            // Where most rows say "none", it is an answer rather than a gap.
            if (!markers.All(m => Certain(m.Value)) && markers.Sum(m => m.Count) > 0.5 * profile.TopValues.Sum(v => v.Count)) markers.RemoveAll(m => !Certain(m.Value));
            var blank = profile.TopValues.Where(v => v.Value.Trim().Length == 0 && markers.All(m => m.Value != v.Value));
            return [.. markers.Concat(blank).OrderByDescending(m => m.Count).ThenBy(m => m.Value, StringComparer.Ordinal)];
        }
    }

    private static CleaningOperation? Trim(TextColumn column)
    {
        if (column.Untidy.Count == 0 || column.Profile.Role == ColumnRole.Text && column.Profile.MaxLength > 200) return null;
        var rows = column.Untidy.Sum(v => v.Count);
        return Operation(OperationKinds.TrimWhitespace, column, new Dictionary<string, string>(), $"{Rows(rows, column.AllVisible)} of {column.Profile.Name} {(rows == 1 ? "has" : "have")} white space at an end or twice in a row, for instance {Quote(column.Untidy[0].Value)}.", "low", 0.97, invertible: false);
    }

    private static CleaningOperation? MapMissing(TextColumn column)
    {
        if (column.Gaps.Count == 0) return null;
        var rows = column.Gaps.Sum(g => g.Count);
        var keys = column.Gaps.Select(g => column.Untidy.Count > 0 ? CleaningTexts.Trimmed(g.Value) : g.Value);
        var parameters = keys.Distinct(StringComparer.Ordinal).ToDictionary(m => m, _ => "", StringComparer.Ordinal);
        var forms = string.Join(", ", column.Gaps.Take(5).Select(g => $"{(g.Value.Trim().Length == 0 ? "nothing but white space" : Quote(g.Value))} ({Number(g.Count)})"));
        return Operation(OperationKinds.MapMissing, column, parameters, $"{Rows(rows, true)} of {column.Profile.Name} {(rows == 1 ? "says" : "say")} {forms} where a value is missing.", "low", column.Gaps.All(g => Certain(g.Value)) ? 0.93 : 0.75, invertible: false);
    }

    private static bool Certain(string marker) => marker.Trim().ToLowerInvariant() is "n/a" or "na" or "null" or "nan" or "" or "#n/a" or "?" or "-" or "--" or "missing" or "(null)" or "nil" or ".";

    private static CleaningOperation? MapValues(TextColumn column)
    {
        if (!column.AllVisible || column.Profile.Role is ColumnRole.Identifier or ColumnRole.Url or ColumnRole.List) return null;
        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        long rows = 0;
        var doubtful = false;
        // A profile cuts very long texts, so they cannot be named whole.
        foreach (var group in column.Clean().Where(v => v.Value.Length <= 500).GroupBy(v => CleaningTexts.Folded(v.Value) ?? "=" + v.Value, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            var forms = group.OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal).ToList();
            // Two spellings that are equally common give no majority to follow, unless one is plainly the shouted or whispered one.
            if (forms[0].Count == forms[1].Count)
            {
                forms = [.. forms.OrderByDescending(v => v.Count).ThenBy(v => Case(v.Value)).ThenBy(v => v.Value, StringComparer.Ordinal)];
                doubtful = true;
                if (forms[0].Count < 2) continue;
            }
            foreach (var other in forms.Skip(1))
            {
                map[other.Value] = forms[0].Value;
                rows += other.Count;
            }
        }
        if (map.Count == 0) return null;
        var first = map.First();
        return Operation(OperationKinds.MapValues, column, map, $"{Rows(rows, true)} of {column.Profile.Name} {(rows == 1 ? "spells" : "spell")} a value otherwise than most do, for instance {Quote(first.Key)} for {Quote(first.Value)}.", "medium", doubtful ? 0.7 : 0.88, invertible: false);
    }

    private static int Case(string value) => value.Length > 0 && char.IsUpper(value[0]) && value.Any(char.IsLower) ? 0 : 1;

    private static CleaningOperation? Parse(TextColumn column)
    {
        if (column.Profile.Role is ColumnRole.Identifier) return null;
        var values = column.Clean();
        if (values.Count == 0 || (!column.AllVisible && column.Profile.Distinct > 20 * values.Count)) return null;
        var confidence = column.AllVisible ? 0.92 : 0.6;
        var rows = column.Profile.TopValues.Sum(v => v.Count);
        var seen = column.AllVisible ? $"All {Number(values.Count)} values" : $"All {Number(values.Count)} most frequent of {Number(column.Profile.Distinct)} values";
        if (NumberTexts.Read(values) is { } form)
        {
            var parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["decimal"] = form.Decimal.ToString(), ["type"] = column.AllVisible ? form.Type : form.Type == "BIGINT" ? "BIGINT" : "DOUBLE" };
            return Operation(OperationKinds.ParseNumber, column, parameters, $"{seen} of {column.Profile.Name} ({Rows(rows, true)}) are numbers written as text, for instance {Quote(values[0].Value)}.", "medium", confidence, invertible: form.Plain && form.Type == "BIGINT");
        }
        if (DateTexts.Read(values) is not { } formats) return null;
        return Operation(OperationKinds.ParseDate, column, new Dictionary<string, string>(StringComparer.Ordinal) { ["formats"] = string.Join('|', formats) },
            $"{seen} of {column.Profile.Name} ({Rows(rows, true)}) are dates written as text in {(formats.Count == 1 ? "one form" : $"{Number(formats.Count)} forms")}, for instance {Quote(values[0].Value)}.", "medium", confidence, invertible: formats.Count == 1);
    }

    private static CleaningOperation? Duplicates(TableProfile profile) => profile.DuplicateRows <= 0 ? null
        : new CleaningOperation("", OperationKinds.DropDuplicateRows, [], new Dictionary<string, string>(), $"{Rows(profile.DuplicateRows, true)} of {Number(profile.RowCount)} {(profile.DuplicateRows == 1 ? "equals" : "equal")} an earlier row in every column.",
            "medium", profile.Columns.Any(c => c.Role == ColumnRole.Identifier) ? 0.85 : 0.6, Destructive: true, Invertible: false);

    private static CleaningOperation Operation(string kind, TextColumn column, IReadOnlyDictionary<string, string> parameters, string reason, string risk, double confidence, bool invertible) =>
        new("", kind, [column.Profile.Name], parameters, reason, risk, confidence, Destructive: false, invertible);

    private static string Rows(long rows, bool exact) => $"{(exact ? "" : "At least ")}{Number(rows)} {(rows == 1 ? "row" : "rows")}";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Quote(string value) => $"“{(value.Length > 60 ? value[..60] + "…" : value)}”";
}
