using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>E-mail, web and IP addresses.</summary>
internal static partial class WebForms
{
    public static bool IsEmail(ReadOnlySpan<char> text) => Email().IsMatch(text);

    public static bool IsUrl(ReadOnlySpan<char> text)
    {
        var dot = text.IndexOf('.');
        return dot > 0 && dot < text.Length - 1 && !text.Contains(' ') && (char.IsAsciiLetterOrDigit(text[0])) && (Address().IsMatch(text) || Domain().IsMatch(text))
            || text.StartsWith("http://localhost", StringComparison.OrdinalIgnoreCase);
    }

    public static bool IsIp(ReadOnlySpan<char> text)
    {
        if (text.Length is < 2 or > 45)
            return false;
        if (text.Count('.') == 3)
            return char.IsAsciiDigit(text[0]) && Ipv4().IsMatch(text);
        return text.Count(':') >= 2 && Hexadecimal().IsMatch(text) && IPAddress.TryParse(text, out var ip) && ip.AddressFamily == AddressFamily.InterNetworkV6;
    }

    [GeneratedRegex(@"^[\w.!#$%&'*+/=?^`{|}~\-]{1,64}@(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Email();

    [GeneratedRegex(@"^(?:(?:https?|ftps?|s3|file)://|www\.)[^\s]{2,}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"^(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?\.){1,4}(?:com|org|net|edu|gov|io|info|biz|co\.uk|de|fr|es|at|ch|nl|eu|us|ca)(?:/[^\s]*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Domain();

    [GeneratedRegex(@"^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:/\d{1,2}|:\d{1,5})?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ipv4();

    [GeneratedRegex(@"^[0-9a-f:.]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Hexadecimal();
}
