using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Analyst.Engine.Csv;

/// <summary>Recognises numbers of which nothing would get lost: no leading zeros, no plus sign, no hexadecimal.</summary>
internal static class NumberCells
{
    private const int ExactDigits = 15;

    private static readonly SearchValues<byte> DigitsAndPoint = SearchValues.Create("0123456789."u8);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRead(ReadOnlySpan<byte> text, out NumberCell cell)
    {
        cell = default;
        var body = text[0] == '-' ? text[1..] : text;
        if (body.IsEmpty)
            return false;
        var digits = 0;
        while (digits < body.Length && (uint)(body[digits] - '0') <= 9)
            digits++;
        if (digits > 1 && body[0] == '0')
            return false;
        if (digits == body.Length)
        {
            var whole = digits <= 18 || long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
            cell = new NumberCell(whole ? NumberForms.All : NumberForms.All & ~NumberForms.Integer, digits, 0, digits, 0, digits > ExactDigits && !IsExact(text));
            return true;
        }
        return body[digits] == '.' && TryPoint(text, body, digits, out cell) || TryFloating(text, body, digits, out cell) || TryGrouped(body, out cell);
    }

    private static bool TryPoint(ReadOnlySpan<byte> text, ReadOnlySpan<byte> body, int whole, out NumberCell cell)
    {
        cell = default;
        var fraction = body[(whole + 1)..];
        if (whole + fraction.Length == 0 || fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;
        var forms = NumberForms.Pointed;
        // 1.234 may also be a thousand.
        var group = fraction.Length == 3 && whole is >= 1 and <= 3 && body[0] != '0';
        cell = new NumberCell(group ? forms | NumberForms.Comma : forms, whole, fraction.Length, group ? whole + 3 : 0, 0, whole + fraction.Length > ExactDigits && !IsExact(text));
        return true;
    }

    /// <summary>With an exponent the text was a floating-point number already.</summary>
    private static bool TryFloating(ReadOnlySpan<byte> text, ReadOnlySpan<byte> body, int digits, out NumberCell cell)
    {
        cell = default;
        var letter = body.IndexOfAny((byte)'e', (byte)'E');
        if (letter > 0 && (uint)(body[letter - 1] - '0') <= 9)
        {
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value) || body[..letter].ContainsAnyExcept(DigitsAndPoint) || body[0] == '.' || !SurvivesExponent(body[..letter], value))
                return false;
            cell = new NumberCell(NumberForms.Floating, digits, 0, 0, 0, Inexact: false);
            return true;
        }
        if (!Ascii.EqualsIgnoreCase(body, "inf"u8) && !Ascii.EqualsIgnoreCase(body, "infinity"u8))
            return false;
        cell = new NumberCell(NumberForms.Floating, 1, 0, 0, 0, Inexact: false);
        return true;
    }

    // A number that is not nought must not become nought, and no digit may go.
    private static bool SurvivesExponent(ReadOnlySpan<byte> mantissa, double value) =>
        (value != 0 || !mantissa.ContainsAnyInRange((byte)'1', (byte)'9')) && Significant(mantissa, stackalloc byte[64]).Length <= 17;

    private static bool TryGrouped(ReadOnlySpan<byte> body, out NumberCell cell)
    {
        cell = default;
        if (body.Length > 64 || (uint)(body[0] - '0') > 9)
            return false;
        var forms = NumberForms.None;
        int whole = 0, fraction = 0, wholeComma = 0, fractionComma = 0;
        if (Split(body, ","u8, (byte)'.', ref whole, ref fraction))
            forms |= NumberForms.CommaGroups;
        if (Split(body, "'"u8, (byte)'.', ref whole, ref fraction) || Split(body, "’"u8, (byte)'.', ref whole, ref fraction))
            forms |= NumberForms.ApostropheGroups;
        if (Split(body, "."u8, (byte)',', ref wholeComma, ref fractionComma))
            forms |= NumberForms.Comma;
        foreach (var blank in Blanks)
        {
            if (Split(body, blank, (byte)'.', ref whole, ref fraction))
                forms |= NumberForms.BlankGroups;
            if (Split(body, blank, (byte)',', ref wholeComma, ref fractionComma))
                forms |= NumberForms.BlankGroupsComma;
        }
        cell = new NumberCell(forms, whole, fraction, wholeComma, fractionComma, Inexact: false);
        return forms != NumberForms.None;
    }

    /// <summary>Digit groups of three, then perhaps a mark and more digits.</summary>
    private static bool Split(ReadOnlySpan<byte> body, ReadOnlySpan<byte> group, byte mark, ref int whole, ref int fraction)
    {
        var at = 0;
        var digits = 0;
        var grouped = false;
        while (true)
        {
            var run = at;
            while (at < body.Length && (uint)(body[at] - '0') <= 9)
                at++;
            run = at - run;
            if (grouped ? run != 3 : run is 0)
                return false;
            digits += run;
            if (at + group.Length >= body.Length || !body[at..].StartsWith(group))
                break;
            if (!grouped && digits > 3)
                return false;
            grouped = true;
            at += group.Length;
        }
        if (digits > 1 && body[0] == '0')
            return false;
        var after = 0;
        if (at < body.Length)
        {
            if (body[at] != mark || body[(at + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9') || at + 1 == body.Length)
                return false;
            after = body.Length - at - 1;
        }
        whole = Math.Max(whole, digits);
        fraction = Math.Max(fraction, after);
        return true;
    }

    private static readonly byte[][] Blanks = [" "u8.ToArray(), "\u00A0"u8.ToArray(), "\u202F"u8.ToArray(), "\u2009"u8.ToArray()];

    /// <summary>The shortest text of the number read has the same digits.</summary>
    private static bool IsExact(ReadOnlySpan<byte> text)
    {
        if (text.Length > 64)
            return false;
        var digits = Significant(text, stackalloc byte[64]);
        if (digits.Length <= ExactDigits)
            return true;
        if (digits.Length > 17 || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return false;
        Span<byte> printed = stackalloc byte[32];
        if (!value.TryFormat(printed, out var length, "R", CultureInfo.InvariantCulture))
            return false;
        ReadOnlySpan<byte> back = printed[..length];
        var exponent = back.IndexOf((byte)'E');
        return digits.SequenceEqual(Significant(exponent < 0 ? back : back[..exponent], stackalloc byte[32]));
    }

    /// <summary>Digits without sign and point and without zeros at both ends.</summary>
    private static ReadOnlySpan<byte> Significant(ReadOnlySpan<byte> number, Span<byte> into)
    {
        var length = 0;
        foreach (var c in number)
            if (c is >= (byte)'0' and <= (byte)'9' && length < into.Length)
                into[length++] = c;
        return into[..length].Trim((byte)'0');
    }
}
