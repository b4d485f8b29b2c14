using System.Globalization;
using System.Text.Json;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Alerts;

/// <summary>Values that do not fit what the column is about, and columns about persons.</summary>
internal static class MeaningAlerts
{
    /// <summary>When more values do not fit, the guess at the meaning is wrong rather than the values.</summary>
    private const double FewMisfits = 0.05;

    /// <summary>Below this the guess is too weak to alarm anybody.</summary>
    private const double Sure = 0.6;

    /// <summary>Addresses of persons that stand in a column of something else.</summary>
    private const double SomePersonal = 0.01;

    private static readonly Dictionary<string, string> Personal = new()
    {
        [SemanticTypes.Email] = "e-mail addresses",
        [SemanticTypes.Phone] = "phone numbers",
        [SemanticTypes.PersonName] = "names of persons",
        [SemanticTypes.Iban] = "bank accounts",
        [SemanticTypes.CardNumber] = "card numbers",
        [SemanticTypes.IpAddress] = "IP addresses",
        [SemanticTypes.Address] = "postal addresses",
    };

    public static IEnumerable<ProfileAlert> Of(AlertColumn column)
    {
        if (PersonalData(column) is { } personal)
            yield return personal;
        if (OutOfRange(column) is { } far)
            yield return far;
        if (Misfits(column) is > 0 and var misfits && misfits <= FewMisfits * column.Filled)
            yield return column.Alert(
                AlertKinds.InvalidValues, AlertSeverity.Error, misfits,
                $"{column.Name} looks like {column.Profile.SemanticType}, but {Words.Part(misfits, column.Filled)} with a value do not fit.",
                Evidence.Values(column, $"{ValuePatterns.Misfit(column)} AND {column.FilledSql}"));
    }

    /// <summary>Rows whose value has another form than the type asks for.</summary>
    public static long Misfits(AlertColumn column)
    {
        if (!column.IsText || ValuePatterns.FormsOf(column.Profile.SemanticType) is not { } forms)
            return 0;
        var fitting = column.Profile.Forms.Where(f => forms.Contains(f.Form)).Sum(f => f.Count);
        return fitting == 0 ? 0 : Math.Min(column.Filled, column.Profile.Forms.Sum(f => f.Count) - fitting);
    }

    private static ProfileAlert? PersonalData(AlertColumn column)
    {
        var type = column.Profile.SemanticType ?? "";
        if (Personal.TryGetValue(type, out var things) && column.Profile.SemanticConfidence >= Sure)
            return column.Alert(AlertKinds.PersonalData, AlertSeverity.Warning, column.Filled, $"{column.Name} seems to hold {things} in {Words.Rows(column.Filled)}: think of who may see them.", Evidence.Values(column, column.FilledSql));
        var form = column.Profile.Forms.Where(f => f.Form is SemanticTypes.Email or SemanticTypes.Iban && f.Count >= SomePersonal * column.Filled).MaxBy(f => f.Count);
        return form is null || ValuePatterns.Fit(column, form.Form) is not { } where
            ? null
            : column.Alert(AlertKinds.PersonalData, AlertSeverity.Warning, form.Count, $"{column.Name} seems to hold {Personal[form.Form]} in {Words.Part(form.Count, column.Filled)} with a value: think of who may see them.", Evidence.Values(column, where));
    }

    private static ProfileAlert? OutOfRange(AlertColumn column)
    {
        if (column.Profile.Numbers is null || column.Profile.SemanticConfidence < Sure)
            return null;
        var (low, high) = column.Profile.SemanticType switch
        {
            SemanticTypes.Latitude => (-90d, 90d),
            SemanticTypes.Longitude => (-180d, 180d),
            SemanticTypes.Count => (0d, double.PositiveInfinity),
            _ => (double.NegativeInfinity, double.PositiveInfinity),
        };
        var rows = OutOfRange(column.Profile, low, high);
        return rows == 0 ? null : column.Alert(
            AlertKinds.InvalidValues, AlertSeverity.Error, rows,
            $"{column.Name} looks like {column.Profile.SemanticType}, but in {(column.Profile.SemanticType == SemanticTypes.Count ? "" : "at least ")}{Words.Part(rows, column.Present)} with a value it is beyond what that can be: it reaches from {column.Profile.Min} to {column.Profile.Max}.",
            Evidence.Rows($"{Evidence.Finite(column)} AND ({column.Sql} < {Sql.Number(low)}{(double.IsFinite(high) ? $" OR {column.Sql} > {Sql.Number(high)}" : "")})"));
    }

    /// <summary>Rows beyond the bounds; of the smallest and largest value at least one each is known.</summary>
    private static long OutOfRange(ColumnProfile profile, double low, double high)
    {
        if (low == 0)
            return profile.Numbers!.Negatives;
        var ends = (Number(profile.Min) < low ? 1 : 0) + (Number(profile.Max) > high ? 1 : 0);
        return profile.Distinct <= profile.TopValues.Count && ends > 0
            ? profile.TopValues.Where(v => Number(v.Value) < low || Number(v.Value) > high).Sum(v => v.Count)
            : ends;
    }

    private static double? Number(JsonElement? value) => Number(value?.ToString());

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
