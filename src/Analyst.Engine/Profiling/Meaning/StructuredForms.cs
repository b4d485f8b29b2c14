using System.Text;
using System.Text.Json;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>JSON and lists in one value.</summary>
internal static class StructuredForms
{
    private const int MostItems = 100;

    /// <summary>For values that begin with a bracket; null when they are something else. A value that was cut for the sample counts by its ends.</summary>
    public static Form? Of(ReadOnlySpan<char> text)
    {
        if (text[^1] == '…' && text.Length > ValueForms.Longest)
            return text[0] == '{' ? Form.Json : Form.List;
        if (text[^1] != (text[0] == '{' ? '}' : ']') || text.Length < 2)
            return null;
        if (IsJson(text))
            return text[0] == '{' || text.Contains('{') ? Form.Json : Form.List;
        // As Python prints it.
        var inner = text[1..^1].Trim();
        // As PostgreSQL prints an array.
        if (text[0] == '{' && (inner.StartsWith("\"", StringComparison.Ordinal) || inner.SequenceEqual("NULL")))
            return Form.List;
        if (text[0] == '{')
            return inner.Length > 0 && inner[0] == '\'' && inner.Contains(':') ? Form.Json : null;
        return inner.IsEmpty || inner[0] is '\'' or '"' || inner.Contains(',') ? Form.List : null;
    }

    /// <summary>Several short items between bars or semicolons.</summary>
    public static bool IsDelimited(ReadOnlySpan<char> text)
    {
        var bar = text.Contains('|') ? '|' : text.Contains(';') ? ';' : '\0';
        if (bar == '\0')
            return false;
        var items = 0;
        var rest = text;
        while (true)
        {
            var end = rest.IndexOf(bar);
            var item = (end < 0 ? rest : rest[..end]).Trim();
            if (item.Length > 40 || item.IsEmpty && end >= 0 || item.EndsWith('.') || item.Count(' ') > 4)
                return false;
            items += item.IsEmpty ? 0 : 1;
            if (end < 0)
                return items is >= 2 and <= MostItems;
            rest = rest[(end + 1)..];
        }
    }

    private static bool IsJson(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var reader = new Utf8JsonReader(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth > 32)
                    return false;
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
