using System.Globalization;

namespace Analyst.Engine.Formats;

/// <summary>What kind of numbers stand in a place, and whether a DOUBLE would keep every digit of them.</summary>
internal sealed class JsonNumbers
{
    /// <summary>So many digits always survive a DOUBLE.</summary>
    private const int ExactDigits = 15;

    private const int MaximumDecimal = 38;

    /// <summary>Up to here a DECIMAL is as quick as a DOUBLE, and sums of it stay exact.</summary>
    private const int QuickDecimal = 18;

    private bool hasFractions;
    private bool hasExponents;
    private bool hasLargeIntegers;
    private bool isInexact;
    private int before;
    private int after;
    private int written;

    public void Observe(ReadOnlySpan<byte> number)
    {
        var digits = JsonDigits.Of(number);
        before = Math.Max(before, digits.Before);
        after = Math.Max(after, digits.After);
        var point = number.IndexOf((byte)'.');
        hasExponents |= number.IndexOfAny((byte)'e', (byte)'E') >= 0;
        hasFractions |= hasExponents || point >= 0;
        if (point >= 0)
            written = Math.Max(written, number.Length - 1 - point);
        else
            hasLargeIntegers |= digits.Before > 18 && !long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        isInexact |= !isInexact && !IsExact(number, digits);
    }

    /// <summary>The narrowest type that keeps every digit; null when only text does.</summary>
    public string? Type => (hasFractions, hasLargeIntegers, isInexact) switch
    {
        (false, false, _) => "BIGINT",
        _ when hasFractions && !hasExponents && Math.Max(1, before) + written <= QuickDecimal => Decimal(written),
        (true, _, false) => "DOUBLE",
        _ when before + after <= MaximumDecimal => Decimal(after),
        _ => null,
    };

    private string Decimal(int scale) => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({Math.Min(MaximumDecimal, Math.Max(1, before) + scale)},{scale})");

    private static bool IsExact(ReadOnlySpan<byte> number, JsonDigits digits)
    {
        if (digits.Significant <= ExactDigits && digits.Before < 300 && digits.After < 300)
            return true;
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            return false;
        Span<byte> printed = stackalloc byte[40];
        return value.TryFormat(printed, out var length, "R", CultureInfo.InvariantCulture) && JsonDigits.Same(number, printed[..length]);
    }
}

/// <summary>How many digits a number has that say something.</summary>
/// <param name="Before">Before the decimal point, without leading zeros.</param>
/// <param name="After">Behind it, without trailing zeros.</param>
internal readonly record struct JsonDigits(int Before, int After, int Significant)
{
    public static JsonDigits Of(ReadOnlySpan<byte> number)
    {
        var (first, last, exponent) = Ends(number);
        if (first < 0)
            return new JsonDigits(0, 0, 0);
        // Places of the first and the last digit that is not zero, counted from the decimal point.
        var high = Place(number, first) + (long)exponent;
        var low = Place(number, last) + (long)exponent;
        return new JsonDigits((int)Math.Clamp(high + 1, 0, 10_000), (int)Math.Clamp(-low, 0, 10_000), (int)Math.Clamp(high - low + 1, 0, 10_000));
    }

    /// <summary>Whether two texts are the same number, digit by digit.</summary>
    public static bool Same(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var (a, aLast, aExponent) = Ends(one);
        var (b, bLast, bExponent) = Ends(other);
        if (a < 0 || b < 0)
            return a < 0 && b < 0;
        if ((one[0] == '-') != (other[0] == '-') || Place(one, a) + (long)aExponent != Place(other, b) + (long)bExponent)
            return false;
        while (true)
        {
            if (one[a] != other[b])
                return false;
            if (a == aLast || b == bLast)
                return a == aLast && b == bLast;
            a += one[a + 1] == '.' ? 2 : 1;
            b += other[b + 1] == '.' ? 2 : 1;
        }
    }

    private static (int First, int Last, int Exponent) Ends(ReadOnlySpan<byte> number)
    {
        var e = number.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = e < 0 ? number : number[..e];
        var exponent = 0;
        // An exponent that does not fit an integer is as good as infinite.
        if (e >= 0 && !int.TryParse(number[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            exponent = int.MaxValue / 2;
        return (mantissa.IndexOfAnyInRange((byte)'1', (byte)'9'), mantissa.LastIndexOfAnyInRange((byte)'1', (byte)'9'), exponent);
    }

    /// <summary>0 for ones, 1 for tens, -1 for tenths.</summary>
    private static int Place(ReadOnlySpan<byte> number, int at)
    {
        var end = number.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = end < 0 ? number : number[..end];
        var point = mantissa.IndexOf((byte)'.');
        return point < 0 ? mantissa.Length - 1 - at : at < point ? point - 1 - at : point - at;
    }
}
