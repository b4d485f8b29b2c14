using System.Globalization;

namespace Analyst.Engine.Csv;

/// <summary>Names for columns out of whatever a header holds.</summary>
internal static class ColumnNames
{
    private const int MaximumLength = 200;

    /// <summary>The header's text without blanks around it; the second <c>a</c> is <c>a_2</c>; an empty third one is <c>column3</c>.</summary>
    public static IReadOnlyList<string> Unique(IReadOnlyList<string> header, int count)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var wanted = Enumerable.Range(0, count).Select(i => Clean(i < header.Count ? header[i] : "", i)).ToList();
        // A name that stands in the header belongs to the first column that has it, before any made-up one.
        var reserved = wanted.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. wanted.Select(name => Free(name, taken, reserved))];
    }

    private static string Free(string name, HashSet<string> taken, HashSet<string> reserved)
    {
        if (taken.Add(name))
            return name;
        for (var n = 2; ; n++)
        {
            var next = string.Create(CultureInfo.InvariantCulture, $"{name}_{n}");
            if (!reserved.Contains(next) && taken.Add(next))
                return next;
        }
    }

    private static string Clean(string text, int index)
    {
        var name = text.Trim().Replace('\0', ' ');
        if (name.Length > MaximumLength)
            name = name[..MaximumLength];
        return name.Length > 0 ? name : string.Create(CultureInfo.InvariantCulture, $"column{index + 1}");
    }
}
