using System.Globalization;
using System.Text;
using ExcelDataReader;

namespace Analyst.Engine.Formats;

/// <summary>A sheet that was written as CSV.</summary>
internal sealed record ExcelSheet(string Name, IReadOnlyList<string> Notes)
{
    /// <summary>Converts the sheet that was asked for, else the first visible one with something in it.</summary>
    public static ExcelSheet Convert(IExcelDataReader reader, string? wanted, string csv, long limit, Job job, double share)
    {
        var count = reader.ResultsCount;
        do
        {
            var isMeant = wanted is null ? reader.VisibleState == "visible" : reader.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase);
            // Once one is read the others stay unread: each would cost a pass, only for its name.
            if (isMeant && Write(reader, csv, limit, job, share))
                return new ExcelSheet(reader.Name, wanted is not null || count == 1 ? [] : [$"The workbook has {count} sheets; \"{reader.Name}\" was read as the first visible one with something in it. Another one has to be named."]);
            if (isMeant && wanted is not null)
                throw new EngineException("csv-empty", $"The sheet \"{wanted}\" is empty.");
        }
        while (reader.NextResult());
        throw wanted is null
            ? new EngineException("csv-empty", "The workbook has no visible sheet with anything in it.")
            : new EngineException("choice-invalid", $"The workbook has no sheet \"{wanted}\" among its {count}.");
    }

    /// <summary>False when the sheet is empty.</summary>
    private static bool Write(IExcelDataReader reader, string csv, long limit, Job job, double share)
    {
        using var rows = new ExcelRows(csv, limit);
        var (count, number) = (Math.Max(1, reader.RowCount), 0);
        while (reader.Read())
        {
            rows.Add(reader);
            if (++number % 5_000 == 0)
                job.Report("converting", 0.02 + (share - 0.02) * Math.Min(1, (double)number / count));
        }
        rows.Finish();
        return rows.Any;
    }
}

/// <summary>Rows of a sheet as lines of CSV. The rows above the table stay as short as they are, all others get as many cells as the widest.</summary>
internal sealed class ExcelRows(string path, long limit) : IDisposable
{
    private readonly FileStream file = new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 20);
    private readonly StringBuilder line = new();
    private readonly List<(int Bytes, short Cells)> lines = [];
    private int blank;
    private int left = int.MaxValue;
    private int width;
    private long bytes;

    public bool Any => lines.Count > 0;

    public void Add(IExcelDataReader reader)
    {
        line.Clear();
        var (cells, commas) = (0, 0);
        for (var i = 0; i < reader.FieldCount; i++)
        {
            var cell = Text(reader, i);
            if (string.IsNullOrEmpty(cell))
                continue;
            left = Math.Min(left, i);
            line.Append(',', i - commas);
            commas = i;
            Quote(cell);
            cells = i + 1;
        }
        if (cells == 0)
        {
            blank++;
            return;
        }
        // Blank rows count only when something follows, so that line numbers are row numbers.
        for (; blank > 0; blank--)
            Put("", 0);
        width = Math.Max(width, cells);
        Put(line.ToString(), cells);
    }

    /// <summary>Writes the lines anew where cells are missing at their ends, or where the table does not begin in the first column.</summary>
    public void Finish()
    {
        file.Flush();
        if (!Any || left == 0 && lines.TrueForAll(l => l.Cells == 0 || l.Cells == width))
            return;
        Expansion.Check(bytes + lines.Sum(l => (long)width - l.Cells), long.MaxValue, limit);
        var draft = $"{path}.even";
        file.Position = 0;
        using (var even = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 20))
            Even(even);
        File.Move(draft, path, overwrite: true);
    }

    public void Dispose() => file.Dispose();

    private void Even(FileStream even)
    {
        var above = true;
        var buffer = new byte[1 << 16];
        foreach (var (length, cells) in lines)
        {
            if (buffer.Length < length)
                buffer = new byte[length];
            file.ReadExactly(buffer, 0, length);
            // Without the line end, and without the empty columns that every row begins with.
            if (cells > 0)
                even.Write(buffer, left, length - 1 - left);
            above &= cells <= left + 1;
            for (var missing = cells == 0 || above ? 0 : width - cells; missing > 0; missing--)
                even.WriteByte((byte)',');
            even.WriteByte((byte)'\n');
        }
    }

    private void Put(string text, int cells)
    {
        var encoded = Encoding.UTF8.GetBytes(text + "\n");
        bytes += encoded.Length;
        Expansion.Check(bytes, long.MaxValue, limit);
        file.Write(encoded);
        lines.Add((encoded.Length, (short)cells));
    }

    private void Quote(string cell)
    {
        if (!cell.AsSpan().ContainsAny(",\"\r\n") && cell[0] != ' ' && cell[^1] != ' ')
            line.Append(cell);
        else
            line.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    private static string? Text(IExcelDataReader reader, int index)
    {
        switch (reader.GetValue(index))
        {
            case null:
                return null;
            case string text:
                return text;
            case bool truth:
                return truth ? "true" : "false";
            case double number:
                return Number(number, reader.GetNumberFormatString(index));
            case int number:
                return Number(number, reader.GetNumberFormatString(index));
            case DateTime moment:
                return Moment(moment);
            case TimeSpan span:
                return string.Create(CultureInfo.InvariantCulture, $"{(span < TimeSpan.Zero ? "-" : "")}{(int)Math.Abs(span.TotalHours):00}:{Math.Abs(span.Minutes):00}:{Math.Abs(span.Seconds):00}");
            case var other:
                return System.Convert.ToString(other, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>A whole number without a point. A format of zeros only (00000) is how codes such as postcodes are kept.</summary>
    private static string Number(double number, string? format)
    {
        if (!double.IsFinite(number) || Math.Abs(number) >= 1e15 || Math.Floor(number) != number)
            return number.ToString("R", CultureInfo.InvariantCulture);
        var digits = format is { Length: > 1 } && !format.AsSpan().ContainsAnyExcept('0') && number >= 0 ? Math.Min(format.Length, 30) : 1;
        return ((long)number).ToString($"D{digits}", CultureInfo.InvariantCulture);
    }

    /// <summary>A time without a day lies in 1899.</summary>
    private static string Moment(DateTime moment) => moment switch
    {
        { Year: < 1900 } => moment.ToString("HH:mm:ss.FFF", CultureInfo.InvariantCulture),
        _ when moment.TimeOfDay == TimeSpan.Zero => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => moment.ToString("yyyy-MM-dd HH:mm:ss.FFF", CultureInfo.InvariantCulture),
    };
}
