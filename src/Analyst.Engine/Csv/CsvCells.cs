using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Analyst.Engine.Csv;

/// <summary>Whether a cell's text is a value of a kind with nothing lost. DuckDB's own reader is more generous: it reads 1.5, 007, 0x1F and 1_000 as integers.</summary>
internal static class CsvCells
{
    private const int ExactDigits = 15;

    private static readonly double[] Powers = [.. Enumerable.Range(0, 19).Select(n => Math.Pow(10, n))];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Fits(CsvColumn column, ReadOnlySpan<byte> cell) => cell.IsEmpty || column.Kind switch
    {
        CsvKind.Integer => IsInteger(cell.Trim((byte)' ')),
        CsvKind.Double => IsDouble(cell.Trim((byte)' ')),
        CsvKind.Decimal => IsDecimal(cell.Trim((byte)' '), column.Digits.Width, column.Digits.Scale),
        CsvKind.Boolean => Ascii.EqualsIgnoreCase(cell, "true"u8) || Ascii.EqualsIgnoreCase(cell, "false"u8),
        CsvKind.Timestamp when column.Format is null => IsTimestamp(cell),
        CsvKind.TimestampZone => HasZone(cell) && !HasLongFraction(cell),
        CsvKind.Time => !HasLongFraction(cell),
        _ => true,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsInteger(ReadOnlySpan<byte> text)
    {
        var digits = Unsigned(text);
        if (digits.IsEmpty || digits.Length > 1 && digits[0] == '0' || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;
        return digits.Length <= 18 || long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsDouble(ReadOnlySpan<byte> text)
    {
        var body = Unsigned(text);
        if (body.IsEmpty || body.Length > 1 && body[0] == '0' && char.IsAsciiDigit((char)body[1]))
            return false;
        var digits = 0;
        var points = 0;
        for (var i = 0; i < body.Length; i++)
        {
            if ((uint)(body[i] - '0') <= 9)
                digits++;
            else if (body[i] != '.')
                return IsFloating(body, i, digits);
            else if (++points > 1)
                return false;
        }
        return digits > 0 && (digits <= ExactDigits || LiesAlone(body, digits) || IsExact(text, body));
    }

    /// <summary>With an exponent the text was a floating-point number already; and there are the words.</summary>
    private static bool IsFloating(ReadOnlySpan<byte> body, int at, int digits)
    {
        if (body[at] is (byte)'e' or (byte)'E')
        {
            return digits > 0 && double.TryParse(body, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value);
        }
        return at == 0 && (Ascii.EqualsIgnoreCase(body, "nan"u8) || Ascii.EqualsIgnoreCase(body, "inf"u8) || Ascii.EqualsIgnoreCase(body, "infinity"u8));
    }

    /// <summary>Two numbers with as many decimals are further apart than two neighbouring DOUBLEs here, so each has its own.</summary>
    private static bool LiesAlone(ReadOnlySpan<byte> body, int digits)
    {
        if (digits > 18)
            return false;
        ulong number = 0;
        foreach (var c in body)
            if (c != '.')
                number = number * 10 + (uint)(c - '0');
        var point = body.IndexOf((byte)'.');
        var unit = Powers[point < 0 ? 0 : body.Length - point - 1];
        var value = number / unit;
        // A little less than 1, because the quotient itself is rounded.
        return (Math.BitIncrement(value) - value) * unit < 0.99;
    }

    /// <summary>Few enough digits, or the shortest text of the number read has the same ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsExact(ReadOnlySpan<byte> text, ReadOnlySpan<byte> body)
    {
        if (body.Length > 64)
            return false;
        var digits = Significant(body, stackalloc byte[64]);
        if (digits.Length <= ExactDigits)
            return true;
        if (digits.Length > 17 || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return false;
        Span<byte> printed = stackalloc byte[32];
        if (!value.TryFormat(printed, out var length, "R", CultureInfo.InvariantCulture))
            return false;
        var back = Unsigned(printed[..length]);
        var exponent = back.IndexOf((byte)'E');
        return digits.SequenceEqual(Significant(exponent < 0 ? back : back[..exponent], stackalloc byte[32]));
    }

    private static bool IsDecimal(ReadOnlySpan<byte> text, int width, int scale)
    {
        var body = Unsigned(text);
        var point = body.IndexOf((byte)'.');
        var whole = point < 0 ? body : body[..point];
        var fraction = point < 0 ? [] : body[(point + 1)..];
        return !body.IsEmpty
            && !whole.ContainsAnyExceptInRange((byte)'0', (byte)'9') && !fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && (whole.Length <= 1 || whole[0] != '0')
            && fraction.TrimEnd((byte)'0').Length <= scale && whole.TrimStart((byte)'0').Length <= width - scale;
    }

    /// <summary>No digits beyond microseconds, no zone: a plain timestamp would swallow them.</summary>
    private static bool IsTimestamp(ReadOnlySpan<byte> cell)
    {
        if (cell.Length <= 19)
            return true;
        return cell[19] == '.' && cell.Length <= 26 && !cell[20..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    /// <summary>A zone is said behind the time; one that is not must not be invented.</summary>
    private static bool HasZone(ReadOnlySpan<byte> cell) => cell.Length > 16 && cell[16..].ContainsAny("Zz+-U"u8);

    /// <summary>Digits beyond microseconds, which DuckDB would cut.</summary>
    private static bool HasLongFraction(ReadOnlySpan<byte> cell)
    {
        var point = cell.IndexOf((byte)'.');
        return point >= 0 && cell.Length > point + 7 && char.IsAsciiDigit((char)cell[point + 7]);
    }

    private static ReadOnlySpan<byte> Unsigned(ReadOnlySpan<byte> text) => !text.IsEmpty && text[0] == (byte)'-' ? text[1..] : text;

    /// <summary>Digits without the point and without zeros at both ends.</summary>
    private static ReadOnlySpan<byte> Significant(ReadOnlySpan<byte> number, Span<byte> into)
    {
        var length = 0;
        foreach (var c in number)
            if (c != '.')
                into[length++] = c;
        return into[..length].Trim((byte)'0');
    }
}
