namespace Analyst.Engine.Profiling.Meaning;

/// <summary>Telephone numbers with a mark that tells them from other numbers.</summary>
internal static class PhoneForms
{
    public static bool IsPhone(ReadOnlySpan<char> text)
    {
        text = WithoutExtension(text);
        if (text.Length is < 8 or > 24)
            return false;
        var (digits, joints) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c))
                digits++;
            else if (c is ' ' or '-' or '.' or '/' or '(' or ')')
                joints++;
            else if (c != '+' || i > 1)
                return false;
        }
        return digits is >= 7 and <= 15 && (text[0] == '+' || text.StartsWith("(+", StringComparison.Ordinal) || joints > 0 && joints <= 6 && IsGrouped(text, digits));
    }

    // In brackets, with a leading zero, or in the groups of North America: other numbers with dashes are codes.
    private static bool IsGrouped(ReadOnlySpan<char> text, int digits)
    {
        if (text[0] == '(' && text.IndexOf(')') is > 1 and < 8)
            return true;
        if (text[0] == '0')
            return digits >= 8 && text.IndexOfAny(" -/.") is > 1 and < 7;
        var (groups, run, last) = (0, 0, 0);
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                run++;
                continue;
            }
            if (run is not (0 or 1 or 3))
                return false;
            groups += run > 0 ? 1 : 0;
            run = 0;
        }
        last = run;
        return last == 4 && groups >= 1 && digits is 7 or 10 or 11;
    }

    private static ReadOnlySpan<char> WithoutExtension(ReadOnlySpan<char> text)
    {
        var x = text.IndexOfAny('x', 'e', 'E');
        if (x < 8)
            return text;
        var tail = text[x..].TrimStart("extEXT. ");
        return tail.Length is >= 1 and <= 6 && !tail.ContainsAnyExceptInRange('0', '9') ? text[..x].TrimEnd() : text;
    }
}
