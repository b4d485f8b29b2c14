using System.Buffers;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>Finds the form of one value. Every value has one form, the most telling one.</summary>
internal static class ValueForms
{
    /// <summary>Longer values are text, whatever they hold; so no value costs much time.</summary>
    public const int Longest = 200;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    public static Form Of(string value)
    {
        var text = value.AsSpan().Trim();
        if (text.IsEmpty)
            return Form.None;
        if (text[0] is '{' or '[' && StructuredForms.Of(text) is { } structured)
            return structured;
        if (text.Length > Longest)
            return Form.Text;
        if (text.Contains('@') && WebForms.IsEmail(text))
            return Form.Email;
        if (WebForms.IsUrl(text))
            return Form.Url;
        return text.ContainsAny(Digits) ? WithDigits(text) : WithoutDigits(text);
    }

    private static Form WithoutDigits(ReadOnlySpan<char> text)
    {
        if (StructuredForms.IsDelimited(text))
            return Form.List;
        if (text.Contains(':') && WebForms.IsIp(text))
            return Form.IpAddress;
        return Vocabulary.IsCountry(text) ? Form.Country : Form.Text;
    }

    private static Form WithDigits(ReadOnlySpan<char> text)
    {
        if (text.Length <= 48 && (Checked(text) ?? MomentForms.Of(text) ?? AmountForms.Of(text) ?? Rest(text)) is { } found)
            return found;
        if (StructuredForms.IsDelimited(text))
            return Form.List;
        return text.Length <= 64 && IsCode(text) ? Form.Code : Form.Text;
    }

    private static Form? Checked(ReadOnlySpan<char> text)
    {
        if (text.Length == 36 && Guid.TryParseExact(text, "D", out _))
            return Form.Uuid;
        if (WebForms.IsIp(text))
            return Form.IpAddress;
        if (CheckedNumbers.IsCard(text))
            return Form.CardNumber;
        return CheckedNumbers.IsIban(text) ? Form.Iban : null;
    }

    private static Form? Rest(ReadOnlySpan<char> text)
    {
        if (PhoneForms.IsPhone(text))
            return Form.Phone;
        return CoordinateForms.IsPair(text) ? Form.Coordinates : null;
    }

    /// <summary>Letters, digits and a few joints, with at least one digit and no blank.</summary>
    private static bool IsCode(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or '/' or ':' or '#'))
                return false;
        }
        return true;
    }
}
