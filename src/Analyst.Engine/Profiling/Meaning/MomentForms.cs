using System.Text;
using System.Text.RegularExpressions;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>Dates, times of day and durations, as ingest reads them and in some forms that stay text.</summary>
internal static partial class MomentForms
{
    public static Form? Of(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[3 * 48];
        var length = Encoding.UTF8.GetBytes(text, bytes);
        if (TemporalCells.TryRead(bytes[..length], out var cell))
            return cell.Date == DateForm.None ? Form.Time : cell.Time is TimeForms.None or TimeForms.Absent ? Form.Date : Form.DateTime;
        if (text[0] is 'P' or 'p' && Iso().IsMatch(text) || char.IsAsciiDigit(text[0]) && (text.Contains(':') ? Clock().IsMatch(text) : char.IsLetter(text[^1]) && Words().IsMatch(text)))
            return Form.Duration;
        return Loose().IsMatch(text) ? Form.Date : null;
    }

    [GeneratedRegex(@"^P(?=.)(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?W)?(?:\d+(?:[.,]\d+)?D)?(?:T(?=.)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Iso();

    // More hours than a day has, or days before them, or minutes and seconds with a fraction.
    [GeneratedRegex(@"^(?:\d{1,4}[ d.]{1,2})?\d{1,4}:[0-5]\d:[0-5]\d(?:[.,]\d+)?$|^\d{1,4}:[0-5]\d[.,]\d+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Clock();

    [GeneratedRegex(@"^(?:\d+(?:[.,]\d+)?\s?(?:days?|d|hours?|hrs?|h|minutes?|mins?|m(?=\s?\d)|(?<=[hd]\w{0,6}\.?,?\s?\d{1,3}\s?)m|seconds?|secs?|s|ms|weeks?|wks?|months?|mos?|years?|yrs?|tage?n?|stunden?|std|minuten?|sekunden?|wochen?|monate?|jahre?|heures?|jours?|semaines?|mois|ans?|horas?|dias?|días?|minutos?|segundos?)\.?(?:,?\s?|$)){1,4}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Words();

    // A month of a year, and dates with a weekday, a written-out ordinal or a point after the day.
    [GeneratedRegex(@"^(?:(?:1[5-9]|20)\d\d[-/](?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])[-/](?:19|20)\d\d|(?:19|20)\d\d[- ]?Q[1-4]|Q[1-4][- ]?(?:19|20)\d\d|(?:19|20)\d\d-W[0-5]\d)$|^(?:(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)[a-z]{0,6}[.,]{0,2}\s)?(?:(?:3[01]|[12]?\d)(?:st|nd|rd|th|\.)?[\s\-]?)?(?:jan|feb|mar|mär|mrz|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|janv|févr|avr|juin|juil|août|déc|ene|abr|ago|dic)[a-zé]{0,7}\.?(?:[\s\-]?(?:3[01]|[12]?\d)(?:st|nd|rd|th)?,?)?(?:[\s\-,']{1,2}(?:1[5-9]|20)?\d\d)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Loose();
}
