using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Alerts;

/// <summary>Finds in the numbers what a person should look at.</summary>
public static class AlertFinder
{
    /// <summary>All alerts, the most severe first; the same profile gives the same ones.</summary>
    public static IReadOnlyList<ProfileAlert> Find(TableProfile profile) => profile.RowCount == 0
        ? [TableAlerts.Empty]
        :
        [
            .. TableAlerts.Of(profile).Concat(profile.Columns.SelectMany(c => OfColumn(new AlertColumn(c, profile))))
                .Select(a => a with { Evidence = Evidence.Checked(a.Evidence) })
                .OrderByDescending(a => a.Severity).ThenByDescending(a => a.Column is null).ThenByDescending(a => a.Rows).ThenBy(a => a.Id, StringComparer.Ordinal),
        ];

    private static IEnumerable<ProfileAlert> OfColumn(AlertColumn column) => column.Filled == 0
        ? [GapAlerts.AllMissing(column)]
        :
        [
            .. GapAlerts.Of(column), .. FrequencyAlerts.Of(column), .. NumberAlerts.Of(column), .. TimeAlerts.Of(column),
            .. SpellingAlerts.Of(column), .. FormAlerts.Of(column), .. UnitAlerts.Of(column), .. DateFormAlerts.Of(column), .. MeaningAlerts.Of(column),
        ];
}
