using System.Text.Json.Serialization;

namespace Analyst.Domain.Datasets;

/// <summary>How far data moved; see <see cref="ProfileDriftVerdict"/> for the thresholds.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DriftVerdict>))]
public enum DriftVerdict
{
    [JsonStringEnumMemberName("none")] None,
    [JsonStringEnumMemberName("minor")] Minor,
    [JsonStringEnumMemberName("major")] Major,
}

/// <summary>A count before and after.</summary>
public sealed record MovedCount(long From, long To);

/// <summary>A number before and after.</summary>
public sealed record MovedNumber(double From, double To);

/// <summary>An alert that came or went.</summary>
public sealed record AlertChange(string Id, string Kind, AlertSeverity Severity, string? Column, string Message);

/// <summary>How far the numbers of a table moved between two revisions. Pure: both profiles in, the difference out.</summary>
/// <param name="Verdict">The worst of the columns, of the quality score, and of what came and went: no rows left or a column dropped is major, a column added minor.</param>
/// <param name="Columns">Those that are in both, in the order they have now.</param>
public sealed record ProfileDrift(DriftVerdict Verdict, MovedNumber? Quality, IReadOnlyList<AlertChange> AlertsGained, IReadOnlyList<AlertChange> AlertsLost, IReadOnlyList<ColumnDrift> Columns)
{
    /// <summary>Compares column with column, renamed ones with what they were.</summary>
    public static ProfileDrift Of(TableProfile before, TableProfile after, SchemaDifference schema)
    {
        var names = after.Columns.Select(c => (Now: c.Name, Old: schema.NameBefore(c.Name))).Where(n => n.Old is not null).DistinctBy(n => n.Now).ToDictionary(n => n.Now, n => n.Old!);
        var old = before.Columns.DistinctBy(c => c.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(c => c.Name, StringComparer.OrdinalIgnoreCase);
        ColumnDrift[] columns =
        [
            .. from now in after.Columns
               where names.ContainsKey(now.Name) && old.ContainsKey(names[now.Name])
               select ColumnDrift.Of(old[names[now.Name]], before.RowCount, now, after.RowCount),
        ];
        var quality = before.Quality is { } q && after.Quality is { } r ? new MovedNumber(q.Score, r.Score) : null;
        var (gained, lost) = Alerts(before.Alerts ?? [], after.Alerts ?? [], names);
        var verdict = columns.Select(c => c.Verdict).Append(ProfileDriftVerdict.OfQuality(quality)).Append(ProfileDriftVerdict.OfShape(before.RowCount, after.RowCount, schema)).Max();
        return new ProfileDrift(verdict, quality, gained, lost, columns);
    }

    private static (AlertChange[] Gained, AlertChange[] Lost) Alerts(IReadOnlyList<ProfileAlert> before, IReadOnlyList<ProfileAlert> after, Dictionary<string, string> names)
    {
        // An alert on a renamed column has another id and is the same.
        var had = before.Select(a => a.Id).ToHashSet();
        var has = after.Select(a => IdBefore(a, names)).ToHashSet();
        return ([.. after.Where(a => !had.Contains(IdBefore(a, names))).Select(Change)], [.. before.Where(a => !has.Contains(a.Id)).Select(Change)]);
    }

    private static string IdBefore(ProfileAlert alert, Dictionary<string, string> names) =>
        alert.Column is { } column && names.GetValueOrDefault(column) is { } old && alert.Id.EndsWith(':' + column, StringComparison.Ordinal)
            ? string.Concat(alert.Id.AsSpan(0, alert.Id.Length - column.Length), old)
            : alert.Id;

    private static AlertChange Change(ProfileAlert alert) => new(alert.Id, alert.Kind, alert.Severity, alert.Column, alert.Message);
}
