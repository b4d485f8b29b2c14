using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Analyst.Engine.Rows;

/// <summary>Single values in JSON: nothing rounded, times by RFC 3339 and ISO 8601.</summary>
internal static class JsonCells
{
    private static readonly Int128 Exact = 1L << 53;

    /// <summary>A number as long as every reader of JSON keeps it whole, else text.</summary>
    public static void Integer(Utf8JsonWriter writer, Int128 value)
    {
        if (value >= -Exact && value <= Exact)
            writer.WriteNumberValue((long)value);
        else
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }

    public static void Integer(Utf8JsonWriter writer, UInt128 value)
    {
        if (value <= (UInt128)Exact)
            writer.WriteNumberValue((long)value);
        else
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }

    public static void Decimal(Utf8JsonWriter writer, Int128 value, int scale)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture).TrimStart('-').PadLeft(scale + 1, '0');
        var sign = Int128.IsNegative(value) ? "-" : "";
        writer.WriteStringValue(scale == 0 ? sign + digits : $"{sign}{digits[..^scale]}.{digits[^scale..]}");
    }

    public static void Uuid(Utf8JsonWriter writer, Int128 value)
    {
        // DuckDB flips the top bit so that signed order is text order.
        var bits = (UInt128)value ^ (UInt128.One << 127);
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, bits);
        writer.WriteStringValue(new Guid(bytes, bigEndian: true));
    }

    public static void Date(Utf8JsonWriter writer, int days) => writer.WriteStringValue(DateText(days));

    /// <param name="value">Since 1970, in <paramref name="perSecond"/> parts of a second.</param>
    public static void Moment(Utf8JsonWriter writer, long value, long perSecond, bool zone)
    {
        var perDay = perSecond * 86_400;
        var days = Math.DivRem(value, perDay, out var rest);
        if (rest < 0)
        {
            days--;
            rest += perDay;
        }
        writer.WriteStringValue($"{DateText(days)}T{TimeText(rest, perSecond)}{(zone ? "Z" : "")}");
    }

    public static void Time(Utf8JsonWriter writer, long micros) => writer.WriteStringValue(TimeText(micros, 1_000_000));

    public static void TimeWithZone(Utf8JsonWriter writer, ulong bits)
    {
        // The upper 40 bits are microseconds; the lower 24 count the offset down from just under 16 hours.
        var seconds = 16 * 3600 - 1 - (int)(bits & 0xFFFFFF);
        var sign = seconds < 0 ? '-' : '+';
        var offset = TimeSpan.FromSeconds(Math.Abs(seconds)).ToString(@"hh\:mm", CultureInfo.InvariantCulture);
        writer.WriteStringValue($"{TimeText((long)(bits >> 24), 1_000_000)}{sign}{offset}");
    }

    /// <summary>As an ISO 8601 duration.</summary>
    public static void Interval(Utf8JsonWriter writer, IntervalValue value)
    {
        var date = (value.Months, value.Days) switch
        {
            (0, 0) => "",
            var (m, d) => string.Create(CultureInfo.InvariantCulture, $"{(m == 0 ? "" : $"{m}M")}{(d == 0 ? "" : $"{d}D")}"),
        };
        var seconds = (decimal)value.Micros / 1_000_000m;
        var time = value.Micros == 0 && date.Length > 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"T{seconds / 1.000000m:0.######}S");
        writer.WriteStringValue($"P{date}{time}");
    }

    private static string TimeText(long value, long perSecond)
    {
        var seconds = Math.DivRem(value, perSecond, out var part);
        var digits = perSecond.ToString(CultureInfo.InvariantCulture).Length - 1;
        var fraction = part == 0 ? "" : "." + part.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0').TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}{fraction}");
    }

    /// <summary>Days since 1970 in the proleptic Gregorian calendar, which reaches further than DateOnly.</summary>
    private static string DateText(long days)
    {
        var shifted = days + 719_468;
        var era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097;
        var ofEra = shifted - era * 146_097;
        var yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        var ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var month = (5 * ofYear + 2) / 153;
        var day = ofYear - (153 * month + 2) / 5 + 1;
        month = month < 10 ? month + 3 : month - 9;
        var year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        var sign = year < 0 ? "-" : year > 9999 ? "+" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{Math.Abs(year):0000}-{month:00}-{day:00}");
    }
}

/// <summary>DuckDB's interval as it lies in memory.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IntervalValue
{
    public int Months;
    public int Days;
    public long Micros;
}
