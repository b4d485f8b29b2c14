using System.Globalization;
using System.Text.Json;
using Analyst.Domain.Datasets;

namespace Analyst.Agents.Questions;

/// <summary>Says a result in one or two sentences; every figure in them stands in the result or counts its rows.</summary>
public static class AnswerWords
{
    private const int LongestCell = 120;

    /// <summary>The sentence for a result.</summary>
    /// <param name="subject">What was computed, e.g. <c>the sum of total</c>.</param>
    /// <param name="columns">Names and types in the order of the rows.</param>
    /// <param name="rows">A JSON array of row arrays, UTF-8.</param>
    /// <param name="truncated">There are more rows than these.</param>
    public static string Of(string subject, IReadOnlyList<Column> columns, ReadOnlyMemory<byte> rows, bool truncated = false)
    {
        using var table = JsonDocument.Parse(rows);
        var root = table.RootElement;
        var count = root.GetArrayLength();
        if (count == 0 || columns.Count == 0) return "No row matches.";
        var first = root[0];
        if (count == 1 && columns.Count == 1) return Scalar(subject, columns[0], first[0]);
        var number = columns.Count is 2 or 3 && IsNumber(columns[^1]) && !IsNumber(columns[0]) ? columns.Count - 1 : -1;
        if (count == 1) return $"One row matches: {Row(columns, first)}.";
        if (number > 0) return Groups(subject, columns, root, count, number, truncated);
        return columns.Count == 1
            ? $"{Rows(count, truncated)}: {string.Join(", ", root.EnumerateArray().Take(5).Select(r => Cell(r[0])))}{(count > 5 ? " and more" : "")}."
            : $"{Rows(count, truncated)}; the first is {Row(columns, first)}.";
    }

    private static string Scalar(string subject, Column column, JsonElement cell)
    {
        if (cell.ValueKind == JsonValueKind.True) return "Yes.";
        if (cell.ValueKind == JsonValueKind.False) return "No.";
        var about = string.IsNullOrWhiteSpace(subject) ? $"the {column.Name}" : subject.Trim();
        return cell.ValueKind == JsonValueKind.Null ? $"There is no value for {about}." : $"{char.ToUpperInvariant(about[0])}{about[1..]} is {Cell(cell)}.";
    }

    private static string Groups(string subject, IReadOnlyList<Column> columns, JsonElement rows, int count, int number, bool truncated)
    {
        var figures = rows.EnumerateArray().Select(r => (Row: r, Value: Figure(r[number]))).Where(r => r.Value is not null).ToList();
        if (figures.Count == 0) return $"{Rows(count, truncated)}, none with a figure.";
        var high = figures.MaxBy(f => f.Value);
        var low = figures.MinBy(f => f.Value);
        var about = string.IsNullOrWhiteSpace(subject) ? columns[number].Name : subject.Trim();
        if (about.StartsWith("the ", StringComparison.Ordinal)) about = about[4..];
        var groups = $"{(truncated ? "more than " : "")}{Count(count)} groups";
        // A part of the groups cannot tell which of all is the highest.
        if (truncated) return $"The first of {groups} is {Name(rows[0], number)} with {Cell(rows[0][number])} ({about}).";
        if (high.Value == low.Value) return $"All {groups} have the same {about}: {Cell(high.Row[number])}.";
        var ties = figures.Count(f => f.Value == high.Value);
        var top = ties > 1 ? $"{Name(high.Row, number)} and {Count(ties - 1)} more have the highest {about} with {Cell(high.Row[number])}" : $"{Name(high.Row, number)} has the highest {about} with {Cell(high.Row[number])}";
        return $"{top}, {Name(low.Row, number)} the lowest with {Cell(low.Row[number])}; {groups}.";
    }

    private static string Rows(int count, bool truncated) => truncated ? $"More than {Count(count)} rows match" : count == 1 ? "1 row matches" : $"{Count(count)} rows match";

    private static string Row(IReadOnlyList<Column> columns, JsonElement row) =>
        columns.Count == 1 ? Cell(row[0]) : string.Join(", ", columns.Take(6).Select((c, i) => $"{c.Name} {Cell(row[i])}")) + (columns.Count > 6 ? " and more" : "");

    private static string Name(JsonElement row, int number) => string.Join(", ", row.EnumerateArray().Take(number).Select(Cell));

    private static string Cell(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => "(no value)",
        JsonValueKind.Number => Grouped(cell.GetRawText()),
        JsonValueKind.String => Short(cell.GetString()!),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => Short(cell.GetRawText()),
    };

    private static string Short(string text)
    {
        if (IsDecimal(text)) return Grouped(text);
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length == 0 ? "(empty)" : line.Length <= LongestCell ? line : line[..LongestCell] + "…";
    }

    // Decimals and big integers arrive as text; anything with a leading zero or letters is no figure.
    private static bool IsDecimal(string text)
    {
        var digits = text.StartsWith('-') ? text[1..] : text;
        var dot = digits.IndexOf('.');
        var whole = dot < 0 ? digits : digits[..dot];
        if (whole.Length == 0 || (dot >= 0 && dot == digits.Length - 1) || (whole.Length > 1 && whole[0] == '0')) return false;
        return whole.All(char.IsAsciiDigit) && (dot < 0 ? whole.Length > 15 : digits[(dot + 1)..].All(char.IsAsciiDigit));
    }

    private static string Grouped(string number)
    {
        if (number.Contains('e', StringComparison.OrdinalIgnoreCase)) return number;
        var sign = number.StartsWith('-') ? "-" : "";
        var digits = number[sign.Length..];
        var dot = digits.IndexOf('.');
        var whole = dot < 0 ? digits : digits[..dot];
        var fraction = dot < 0 ? "" : digits[dot..];
        // Sums of binary fractions end in noise behind the fifteenth digit.
        if (fraction.Length > 1 && whole.Length + fraction.Length - 1 > 15 && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) is > 1e-4 and < 1e15)
        {
            var clean = Math.Abs(value).ToString("G15", CultureInfo.InvariantCulture);
            if (!clean.Contains('E')) { whole = clean.Split('.')[0]; fraction = clean.Contains('.') ? clean[clean.IndexOf('.')..] : ""; }
        }
        for (var at = whole.Length - 3; at > 0; at -= 3) whole = whole.Insert(at, ",");
        return sign + whole + fraction;
    }

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static double? Figure(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Number => cell.GetDouble(),
        JsonValueKind.String when double.TryParse(cell.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };

    private static bool IsNumber(Column column) =>
        column.Type is "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "UHUGEINT" or "FLOAT" or "DOUBLE" or "REAL"
        || column.Type.StartsWith("DECIMAL", StringComparison.Ordinal);
}
