using System.Globalization;
using System.Text.Json;

namespace Analyst.Tests.Engine;

/// <summary>Tables of known cells in many dialects and encodings come back cell by cell.</summary>
public sealed class Reading_back_what_was_written(Runners runners)
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task every_cell_comes_back(int seed)
    {
        var table = CsvTable.From(seed);
        var loaded = await runners.Load(table.Bytes());

        Assert.Equal(table.Header, loaded.Result.Columns.Select(c => c.Name));
        var rows = JsonDocument.Parse(await loaded.Rows()).RootElement.EnumerateArray().Select(row => row.EnumerateArray().Select(Text).ToArray()).ToArray();
        Assert.Equal(table.Rows.Length, rows.Length);
        for (var i = 0; i < rows.Length; i++)
            Assert.Equal(table.Rows[i].Select(cell => cell is null ? null : Plain(cell)), rows[i].Select(cell => cell is null ? null : Plain(cell)));
        Assert.Empty(loaded.Rejects);
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.ToString(),
    };

    /// <summary>Numbers by value, except codes with leading zeros.</summary>
    private static string Plain(string cell) =>
        cell.TrimStart('-') is ['0', >= '0' and <= '9', ..] || !decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? cell
            : (number / 1.000000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
