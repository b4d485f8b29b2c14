using System.Text;

namespace Analyst.Engine.Csv;

/// <summary>Whether a text looks like a value rather than a name.</summary>
internal static class CellKind
{
    /// <summary>A number in any form (also one that stays text, such as 007 or $5), a date, a time, a mail address or a web address.</summary>
    public static bool Looks(string cell)
    {
        var text = cell.Trim('$', '€', '£', '¥', '%', '+', '(', ')', ' ');
        if (text.Length == 0)
            return false;
        if (IsValue(text))
            return true;
        var digits = text.Count(char.IsAsciiDigit);
        return digits > 0 && !text.Any(char.IsLetter) || digits * 2 > text.Length && digits >= 4 || IsAddress(text);
    }

    /// <summary>A number or a time, and nothing else.</summary>
    public static bool IsValue(string cell)
    {
        var bytes = Encoding.UTF8.GetBytes(cell);
        return bytes.Length > 0 && (NumberCells.TryRead(bytes, out _) || TemporalCells.TryRead(bytes, out _));
    }

    public static bool IsMissing(string cell) => MissingMarkers.TryRead(Encoding.UTF8.GetBytes(cell), out _);

    private static bool IsAddress(string text) =>
        !text.Contains(' ', StringComparison.Ordinal) && (text.Contains("://", StringComparison.Ordinal) || text.IndexOf('@', StringComparison.Ordinal) > 0 && text.LastIndexOf('.') > text.IndexOf('@', StringComparison.Ordinal));
}
