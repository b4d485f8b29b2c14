using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling;

/// <summary>Finds in the numbers what a person should look at.</summary>
internal static class AlertFinder
{
    public static IReadOnlyList<ProfileAlert> Find(TableProfile profile) => profile.RowCount == 0
        ? [new ProfileAlert(AlertKinds.EmptyTable, AlertKinds.EmptyTable, AlertSeverity.Warning, Column: null, Rows: 0, "The table has no rows.", "SELECT count(*) FROM data")]
        : [];
}
