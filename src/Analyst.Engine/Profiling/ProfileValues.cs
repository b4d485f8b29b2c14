using System.Globalization;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling;

/// <summary>The different values of a column, counted exactly through one GROUP BY.</summary>
/// <param name="Present">Rows that are not NULL.</param>
/// <param name="Lengths">Sum of the characters of all rows; of text only, as are the members behind it.</param>
/// <param name="Numbers">All different finite values with their rows, in order; null when they are too many to hold.</param>
internal sealed record ProfileValues(
    long Present, long Distinct, Frequencies Frequencies, IReadOnlyList<ValueCount> Top, ColumnSample Sample,
    string? Min, string? Max, double? Lengths, long? MinLength, long? MaxLength, long Blank, IReadOnlyDictionary<string, long> Markers,
    NumberCounts? Numbers)
{
    /// <summary>Longer values are shown cut, so that a profile stays readable.</summary>
    private const int MaximumLength = 1000;

    private const int MaximumMarkers = 50;

    /// <summary>Values looked at one by one: all up to here, else about half as many.</summary>
    private const int SampleSize = 50_000;

    private static readonly string[] Missing =
        ["n/a", "na", "n.a.", "n.a", "#n/a", "#na", "null", "nil", "none", "nan", "-", "--", "---", "–", "—", ".", "..", "?", "??", "???", "unknown", "unk", "not available", "not applicable", "missing", "tbd", "(null)", "(blank)", "<na>", "\\n"];

    /// <summary>White space only; the first comparison spares most values the second.</summary>
    private const string IsBlank = "(v < '!' OR v ^@ chr(160)) AND trim(v, chr(32) || chr(9) || chr(10) || chr(13) || chr(160)) = ''";

    private enum Part { Total, Top, Least, Sample, Number, Blank, Marker }

    /// <param name="expected">About how many different values there are; decides how many are drawn.</param>
    /// <param name="isUnique">It is known already that no value comes twice.</param>
    public static ProfileValues Measure(Duck duck, ProfileColumn column, long expected, bool isUnique)
    {
        var every = expected <= SampleSize ? 1 : expected / (SampleSize / 2);
        var numbers = new List<(double Value, long Count)>();
        var found = duck.Query(
            $"""
             WITH counted AS {(isUnique ? $"(SELECT {column.Sql} AS v, 1::BIGINT AS n FROM data WHERE {column.Sql} IS NOT NULL)" : $"MATERIALIZED (SELECT {column.Sql} AS v, count(*) AS n FROM data WHERE {column.Sql} IS NOT NULL GROUP BY 1)")}
             {string.Join(" UNION ALL ", Parts(column, every, expected))}
             """,
            r =>
            {
                var part = (Part)r.GetInt32(0);
                if (part != Part.Number)
                    return new Found(part, r.IsDBNull(1) ? null : r.GetString(1), r.IsDBNull(2) ? 0 : r.GetInt64(2));
                if (!r.IsDBNull(3) && double.IsFinite(r.GetDouble(3)))
                    numbers.Add((r.GetDouble(3), r.GetInt64(2)));
                return null;
            });
        return Read(found.OfType<Found>().ToLookup(f => f.Part), numbers, every);
    }

    private static IEnumerable<string> Parts(ProfileColumn column, long every, long expected)
    {
        var text = column.Kind == ProfileKind.Text;
        var shown = text ? string.Create(CultureInfo.InvariantCulture, $"CASE WHEN length(v) > {MaximumLength} THEN left(v, {MaximumLength}) || '…' ELSE v END") : "CAST(v AS VARCHAR)";
        yield return $"SELECT {(int)Part.Total} AS part, unnest([{string.Join(", ", Totals(column).Select(t => $"CAST({t} AS VARCHAR)"))}]) AS v, NULL::BIGINT AS n, NULL::DOUBLE AS x FROM counted";
        yield return $"(SELECT {(int)Part.Top}, {shown}, n, NULL FROM counted ORDER BY n DESC, v LIMIT {ColumnProfile.MaximumTopValues})";
        yield return $"(SELECT {(int)Part.Least}, {shown}, n, NULL FROM counted ORDER BY n, v LIMIT 10)";
        if (column.Kind is ProfileKind.Number or ProfileKind.Moment && expected <= NumberCounts.Few)
            yield return $"SELECT {(int)Part.Number}, NULL, n, {column.NumericOf("v")} FROM counted";
        else
            yield return string.Create(CultureInfo.InvariantCulture, $"SELECT {(int)Part.Sample}, {shown}, n, NULL FROM counted{(every == 1 ? "" : $" WHERE hash(v) % {every} = 0")}");
        if (!text)
            yield break;
        yield return $"SELECT {(int)Part.Blank}, NULL, coalesce(sum(n), 0)::BIGINT, NULL FROM counted WHERE {IsBlank}";
        yield return $"(SELECT {(int)Part.Marker}, v, n, NULL FROM counted WHERE strlen(v) <= 20 AND list_contains({Sql.List(Missing)}, lower(trim(v))) ORDER BY n DESC, v LIMIT {MaximumMarkers})";
    }

    private static IEnumerable<string> Totals(ProfileColumn column) =>
    [
        "count(*)", "coalesce(count_if(n = 1), 0)", "coalesce(sum(n), 0)", "sum(n * log2(n))",
        .. column.Kind is ProfileKind.Text or ProfileKind.Boolean ? ["min(v)", "max(v)"] : Array.Empty<string>(),
        .. column.Kind == ProfileKind.Text ? ["min(length(v))", "max(length(v))", "sum(length(v) * n)"] : Array.Empty<string>(),
    ];

    private static ProfileValues Read(ILookup<Part, Found> found, List<(double Value, long Count)> numbers, long every)
    {
        string?[] totals = [.. found[Part.Total].Select(f => f.Value)];
        Found[] least = [.. found[Part.Least]];
        long Whole(int i) => long.Parse(totals[i]!, CultureInfo.InvariantCulture);
        var (distinct, unique, present) = (Whole(0), Whole(1), Whole(2));
        var hasLengths = totals.Length > 6 && distinct > 0;
        IReadOnlyList<ValueCount> top = [.. found[Part.Top].Select(f => new ValueCount(f.Value ?? "", f.Count)).OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal)];
        var most = top.Count == 0 ? 0 : top[0].Count;
        var rarest = least.Length == 0 ? 0 : least[0].Count;
        var entropy = present == 0 ? 0 : Math.Max(0, Math.Log2(present) - double.Parse(totals[3]!, CultureInfo.InvariantCulture) / present);
        return new ProfileValues(
            present,
            distinct,
            new Frequencies(unique, present - distinct, entropy, [.. top.TakeWhile(v => v.Count == most).Take(10).Select(v => v.Value)], most, [.. least.Where(f => f.Count == rarest).Select(f => f.Value ?? "").Order(StringComparer.Ordinal)], rarest),
            top,
            Drawn([.. found[Part.Sample].Select(f => new ValueCount(f.Value ?? "", f.Count))], top, distinct, every),
            totals.Length > 4 ? totals[4] : null,
            totals.Length > 4 ? totals[5] : null,
            hasLengths ? Whole(8) : null,
            hasLengths ? Whole(6) : null,
            hasLengths ? Whole(7) : null,
            found[Part.Blank].Sum(f => f.Count),
            found[Part.Marker].ToDictionary(f => f.Value!, f => f.Count),
            numbers.Count == 0 ? null : NumberCounts.Of(numbers));
    }

    /// <summary>The most frequent values are known and always looked at; of the rest, those that were drawn.</summary>
    private static ColumnSample Drawn(List<ValueCount> drawn, IReadOnlyList<ValueCount> top, long distinct, long every)
    {
        if (every == 1 && drawn.Count > 0)
            return new ColumnSample(drawn, IsWhole: true, drawn.Sum(v => v.Count));
        var shown = top.Select(v => v.Value).ToHashSet(StringComparer.Ordinal);
        List<ValueCount> values = [.. top, .. drawn.Where(v => !shown.Contains(v.Value))];
        return new ColumnSample(values, values.Count == distinct, values.Sum(v => v.Count));
    }

    private sealed record Found(Part Part, string? Value, long Count);
}
