using System.Globalization;

namespace Analyst.Engine.Formats;

[Flags]
internal enum JsonTexts { None = 0, Date = 1, Moment = 2, ZonedMoment = 4, Plain = 8 }

/// <summary>Dates and times written by ISO 8601; everything else is plain text.</summary>
internal static class JsonMoments
{
    private const int DateLength = 10, MinuteLength = 16, SecondLength = 19;
    private const int MaximumFraction = 6;

    public static JsonTexts Of(ReadOnlySpan<byte> text)
    {
        if (text.Length is < DateLength or > 40 || text[4] != '-' || text[7] != '-' || !IsDate(text[..DateLength]))
            return JsonTexts.Plain;
        if (text.Length == DateLength)
            return JsonTexts.Date;
        if (text.Length < MinuteLength || text[DateLength] is not ((byte)'T' or (byte)' ') || text[13] != ':' || !Fits(text.Slice(11, 2), 23) || !Fits(text.Slice(14, 2), 59))
            return JsonTexts.Plain;
        var rest = text[MinuteLength..];
        if (rest.Length >= SecondLength - MinuteLength && rest[0] == ':')
        {
            if (!Fits(rest.Slice(1, 2), 59))
                return JsonTexts.Plain;
            rest = WithoutFraction(rest[3..]);
        }
        return rest.IsEmpty ? JsonTexts.Moment : IsZone(rest) ? JsonTexts.ZonedMoment : JsonTexts.Plain;
    }

    /// <summary>The type that keeps all of them; null for text.</summary>
    public static string? Type(JsonTexts texts) => texts switch
    {
        JsonTexts.Date => "DATE",
        JsonTexts.Moment or JsonTexts.Date | JsonTexts.Moment => "TIMESTAMP",
        JsonTexts.ZonedMoment => "TIMESTAMP WITH TIME ZONE",
        _ => null,
    };

    private static bool IsDate(ReadOnlySpan<byte> text) =>
        Number(text[..4]) is var year and >= 1 && Number(text.Slice(5, 2)) is var month and >= 1 and <= 12 && Number(text.Slice(8, 2)) is var day and >= 1 && day <= DateTime.DaysInMonth(year, month);

    /// <summary>More digits than microseconds would be lost, so they stay and spoil the rest.</summary>
    private static ReadOnlySpan<byte> WithoutFraction(ReadOnlySpan<byte> rest)
    {
        if (rest is not [(byte)'.', ..])
            return rest;
        var end = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = end < 0 ? rest.Length - 1 : end;
        return digits is >= 1 and <= MaximumFraction ? rest[(1 + digits)..] : rest;
    }

    private static bool IsZone(ReadOnlySpan<byte> zone) => zone switch
    {
        [(byte)'Z'] => true,
        [(byte)'+' or (byte)'-', .. var hours] => hours.Length switch
        {
            2 => Fits(hours, 15),
            5 => Fits(hours[..2], 15) && hours[2] == ':' && Fits(hours[3..], 59),
            _ => false,
        },
        _ => false,
    };

    private static bool Fits(ReadOnlySpan<byte> digits, int maximum) => Number(digits) is var number and >= 0 && number <= maximum;

    private static int Number(ReadOnlySpan<byte> digits) =>
        !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
