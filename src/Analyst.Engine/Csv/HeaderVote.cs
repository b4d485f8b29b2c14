using System.Globalization;

namespace Analyst.Engine.Csv;

/// <summary>One of the first records of a file.</summary>
/// <param name="First">Its first byte.</param>
/// <param name="IsBlank">Nothing stands in the line, not even quotes.</param>
internal sealed record HeadRecord(int Begin, int Next, byte First, List<string> Cells, bool IsBlank)
{
    public int Filled => Cells.Count(c => c.Length > 0);
}

/// <summary>Tells names of columns from their values.</summary>
internal static class HeaderVote
{
    /// <summary>Whether this record names the columns: it differs in kind from what stands below.</summary>
    public static bool IsHeader(List<HeadRecord> records, int index, int usual)
    {
        var first = records[index].Cells;
        var below = records.Skip(index + 1).Where(r => r.Cells.Count == usual).ToArray();
        if (first.All(c => c.Length == 0))
            return false;
        if (NamesYears(first))
            return true;
        var votes = 0;
        for (var i = 0; i < first.Count; i++)
            votes += Vote(first[i], [.. below.Where(r => i < r.Cells.Count).Select(r => r.Cells[i])]);
        if (votes != 0)
            return votes > 0;
        if (first.Any(c => c.Length > 0 && CellKind.Looks(c)))
            return false;
        return first.Count(c => c.Length > 0) * 2 >= first.Count && first.Where(c => c.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Count() * 10 >= first.Count(c => c.Length > 0) * 9 && !(usual == 1 && IsSentence(first[0]));
    }

    /// <summary>Above zero when the cell differs in kind from those below it, below zero when it is one of them.</summary>
    private static int Vote(string cell, string[] below)
    {
        var filled = below.Where(c => c.Length > 0).Take(200).ToArray();
        if (filled.Length == 0 || cell.Length == 0)
            return 0;
        if (filled.Count(CellKind.IsValue) >= filled.Length * 0.9)
            return CellKind.IsValue(cell) ? -2 : 2;
        var looks = filled.Count(CellKind.Looks);
        if (looks >= filled.Length * 0.9)
            return CellKind.Looks(cell) ? -2 : 2;
        if (CellKind.Looks(cell))
            return looks == 0 ? -1 : -2;
        // Of few words that come again and again, the first one is another.
        if (filled.Length >= 4 && filled.Contains(cell, StringComparer.Ordinal))
            return -2;
        var shortest = filled.Min(c => c.Length);
        var same = filled.Length >= 3 && filled.All(c => c.Length == shortest);
        return same && cell.Length != shortest ? 1 : 0;
    }

    /// <summary>In every column of numbers or dates, at least two, this record too has a word.</summary>
    public static bool IsFurtherHeader(List<HeadRecord> records, int begin, int level, int usual)
    {
        var cells = records[begin + level].Cells;
        if (cells.Count != usual || cells.Count(c => c.Length > 0) * 2 < cells.Count)
            return false;
        var below = records.Skip(begin + level + 1).Where(r => r.Cells.Count == usual).Take(200).ToArray();
        var typed = 0;
        for (var i = 0; i < usual; i++)
        {
            var filled = below.Select(r => r.Cells[i]).Where(c => c.Length > 0).ToArray();
            if (filled.Length == 0 || !filled.All(CellKind.Looks))
                continue;
            typed++;
            if (cells[i].Length == 0 || CellKind.Looks(cells[i]) || CellKind.IsMissing(cells[i]))
                return false;
        }
        return typed >= 2;
    }

    private static bool IsSentence(string cell) => cell.EndsWith('.') || cell.Count(c => c == ' ') > 5;

    /// <summary>Labels and then years in a row (region, 2020, 2021, 2022): names, though they look like numbers.</summary>
    private static bool NamesYears(List<string> record)
    {
        var years = record.SkipWhile(cell => !IsYear(cell)).ToArray();
        return years.Length >= 2 && years.Length < record.Count && years.All(IsYear) && record.Take(record.Count - years.Length).All(cell => cell.Any(char.IsLetter))
            && years.Zip(years.Skip(1)).All(pair => Math.Abs(int.Parse(pair.Second, CultureInfo.InvariantCulture) - int.Parse(pair.First, CultureInfo.InvariantCulture)) == 1);
    }

    private static bool IsYear(string cell) => cell.Length == 4 && int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1800 and <= 2200;
}
