namespace Analyst.Engine.Profiling.Meaning;

/// <summary>Numbers that carry check digits.</summary>
internal static class CheckedNumbers
{
    /// <summary>13 to 19 digits, in groups or not, of an issuer and with Luhn's check digit.</summary>
    public static bool IsCard(ReadOnlySpan<char> text)
    {
        if (text.Length is < 13 or > 23 || text[0] is not ('2' or '3' or '4' or '5' or '6'))
            return false;
        var (sum, digits) = (0, 0);
        for (var i = text.Length - 1; i >= 0; i--)
        {
            var c = text[i];
            if (c is ' ' or '-' && i > 0 && char.IsAsciiDigit(text[i - 1]))
                continue;
            if (!char.IsAsciiDigit(c))
                return false;
            var digit = c - '0';
            if (digits % 2 == 1)
                digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
            sum += digit;
            digits++;
        }
        return digits is >= 13 and <= 19 && sum % 10 == 0 && sum > 0;
    }

    /// <summary>Two letters, two check digits, 11 to 30 letters and digits: 1 modulo 97 when the first four are put last and letters count from 10.</summary>
    public static bool IsIban(ReadOnlySpan<char> text)
    {
        if (text.Length is < 15 or > 42 || !char.IsAsciiLetterUpper(text[0]) || !char.IsAsciiLetterUpper(text[1]) || !char.IsAsciiDigit(text[2]) || !char.IsAsciiDigit(text[3]))
            return false;
        Span<char> plain = stackalloc char[42];
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c))
                plain[length++] = c;
            else if (c != ' ')
                return false;
        }
        if (length is < 15 or > 34)
            return false;
        var rest = 0;
        for (var i = 0; i < length; i++)
        {
            var c = plain[(i + 4) % length];
            rest = char.IsAsciiDigit(c) ? (rest * 10 + c - '0') % 97 : (rest * 100 + c - 'A' + 10) % 97;
        }
        return rest == 1;
    }
}
