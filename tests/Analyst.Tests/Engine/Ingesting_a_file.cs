using System.Text;
using Analyst.Domain.Datasets;

namespace Analyst.Tests.Engine;

public sealed class Ingesting_a_file(Runners runners)
{
    [Fact]
    public async Task byte_order_mark_and_windows_line_ends_leave_no_trace()
    {
        var loaded = await runners.Load("\uFEFFid,name\r\n1,Ann\r\n2,Bob\r\n");
        Assert.Equal("id BIGINT, name VARCHAR", loaded.Types);
        Assert.Equal("""[[1,"Ann"],[2,"Bob"]]""", await loaded.Rows());
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    [InlineData(",")]
    public async Task the_delimiter_is_found(string delimiter)
    {
        var loaded = await runners.Load($"name{delimiter}price\nx{delimiter}1.5\ny{delimiter}2.25\n");
        Assert.Equal("name VARCHAR, price DECIMAL(3,2)", loaded.Types);
        Assert.Equal("""[["x","1.50"],["y","2.25"]]""", await loaded.Rows());
    }

    [Fact]
    public async Task a_decimal_comma_is_no_delimiter_but_a_decimal_mark()
    {
        var loaded = await runners.Load("name;price\nx;1,5\ny;2,25\n");
        Assert.Equal("name VARCHAR, price DECIMAL(3,2)", loaded.Types);
        Assert.Equal("""[["x","1.50"],["y","2.25"]]""", await loaded.Rows());
    }

    [Theory]
    [InlineData("a,b\r1,2\r3,4\r")]
    [InlineData("a,b\r\n1,2\n3,4\r\n")]
    [InlineData("a,b\n1,2\n\n\n3,4")]
    public async Task any_line_end_and_blank_lines_are_read(string csv) =>
        Assert.Equal("[[1,2],[3,4]]", await (await runners.Load(csv)).Rows());

    [Fact]
    public async Task quotes_that_appear_only_late_still_count()
    {
        var csv = new StringBuilder("id,text\n");
        for (var i = 0; i < 205_000; i++)
            csv.Append("1,x\n");
        csv.Append("2,\"hello, world\"\n3,\"two\nlines and a \"\"quote\"\"\"\n");
        var loaded = await runners.Load(csv.ToString());
        Assert.Equal(205_002, loaded.Result.RowCount);
        var late = await loaded.Ask("SELECT text FROM data WHERE id > 1 ORDER BY id");
        Assert.Equal("hello, world", late[0][0].GetString());
        Assert.Equal("two\nlines and a \"quote\"", late[1][0].GetString());
    }

    [Fact]
    public async Task names_are_made_unique_without_regard_to_case()
    {
        var loaded = await runners.Load("a,A,,a,\"x \"\"y\"\"\",a_2\n1,2,3,4,5,6\n");
        Assert.Equal(["a", "A_3", "column3", "a_4", "x \"y\"", "a_2"], loaded.Result.Columns.Select(c => c.Name));
    }

    [Fact]
    public async Task zero_padded_codes_stay_text_even_when_they_come_late()
    {
        var csv = "code,n\n" + string.Concat(Enumerable.Range(1, 205_000).Select(i => $"{i + 10_000},1\n")) + "00123,2\n";
        var loaded = await runners.Load(csv);
        Assert.Equal("code VARCHAR, n BIGINT", loaded.Types);
        Assert.Equal("00123", (await loaded.Ask("SELECT code FROM data WHERE n = 2"))[0][0].GetString());
    }

    [Theory]
    [InlineData("12345678901234567890", "n DECIMAL(20,0)", "12345678901234567890")]
    [InlineData("12345678901234567890123456789012345678901234567890", "n VARCHAR", "12345678901234567890123456789012345678901234567890")]
    [InlineData("0.1234567890123456789", "n DECIMAL(20,19)", "0.1234567890123456789")]
    [InlineData("2020_01", "n VARCHAR", "2020_01")]
    [InlineData("0x1F", "n VARCHAR", "0x1F")]
    [InlineData("1.50", "n DECIMAL(3,2)", "1.50")]
    [InlineData("1.5e3", "n DOUBLE", "1500.0")]
    [InlineData("-0.25", "n DECIMAL(3,2)", "-0.25")]
    public async Task a_number_keeps_every_digit_or_stays_text(string number, string types, string value)
    {
        var loaded = await runners.Load($"n\n{number}\n1\n");
        Assert.Equal(types, loaded.Types);
        Assert.Equal(value, (await loaded.Ask("SELECT CAST(n AS VARCHAR) FROM data LIMIT 1"))[0][0].GetString());
    }

    [Theory]
    [InlineData("1.5", "n DECIMAL(7,1)")]
    [InlineData("12345678901234567890", "n DECIMAL(20,0)")]
    [InlineData("abc", "n VARCHAR")]
    [InlineData("9007199254740993.5", "n DECIMAL(17,1)")]
    public async Task a_later_value_changes_the_type_of_all(string late, string types)
    {
        var csv = "n\n" + string.Concat(Enumerable.Range(1, 205_000).Select(i => $"{i}\n")) + late + "\n";
        var loaded = await runners.Load(csv);
        Assert.Equal(types, loaded.Types);
        Assert.Equal(205_001, loaded.Result.RowCount);
        Assert.Equal(late, (await loaded.Ask("SELECT CAST(n AS VARCHAR) FROM data OFFSET 205000"))[0][0].GetString());
    }

    [Fact]
    public async Task a_time_of_day_that_comes_late_turns_dates_into_timestamps()
    {
        var csv = "d\n" + string.Concat(Enumerable.Range(0, 205_000).Select(i => $"2024-01-{1 + i % 28:00}\n")) + "2024-02-01 10:30:00\n";
        var loaded = await runners.Load(csv);
        Assert.Equal("d TIMESTAMP", loaded.Types);
        Assert.Equal("2024-02-01T10:30:00", (await loaded.Ask("SELECT max(d) FROM data"))[0][0].GetString());
    }

    [Fact]
    public async Task the_day_above_twelve_decides_how_dates_are_read()
    {
        var csv = "d\n" + string.Concat(Enumerable.Repeat("01/02/2024\n", 205_000)) + "01/31/2024\n";
        var loaded = await runners.Load(csv);
        Assert.Equal("2024-01-31", (await loaded.Ask("SELECT max(d) FROM data"))[0][0].GetString());
        Assert.DoesNotContain("could come first", loaded.Result.Dialect, StringComparison.Ordinal);
    }

    [Fact]
    public async Task dates_that_can_be_read_both_ways_are_told()
    {
        var loaded = await runners.Load("d\n01/02/2024\n03/04/2024\n");
        Assert.Contains("\"d\": the month could come first too", loaded.Result.Dialect, StringComparison.Ordinal);
        Assert.Equal("%d/%m/%Y", loaded.Result.File.Columns[0].Form);
    }

    [Fact]
    public async Task words_for_yes_and_no_are_boolean_and_say_so()
    {
        var loaded = await runners.Load("a,b,c\ntrue,yes,t\nFALSE,no,f\n");
        Assert.Equal("a BOOLEAN, b BOOLEAN, c BOOLEAN", loaded.Types);
        Assert.Equal(["yes/no", "t/f"], loaded.Result.File.Columns.Select(c => c.Form));
    }

    [Fact]
    public async Task windows_text_is_transcoded()
    {
        var bytes = Encoding.Latin1.GetBytes("name,city\nJosé,Málaga\nZoë,Köln\n");
        var loaded = await runners.Load(bytes);
        Assert.Equal("""[["José","Málaga"],["Zoë","Köln"]]""", await loaded.Rows());
        Assert.Contains("encoding windows-1252", loaded.Result.Dialect, StringComparison.Ordinal);
    }

    [Fact]
    public async Task windows_text_that_begins_as_ascii_is_transcoded()
    {
        var text = "id,name\n" + string.Concat(Enumerable.Repeat("1,abcdefghijklmnopqrstuvwxyz\n", 200_000)) + "2,José\n";
        var loaded = await runners.Load(Encoding.Latin1.GetBytes(text));
        Assert.Equal("José", (await loaded.Ask("SELECT name FROM data WHERE id = 2"))[0][0].GetString());
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task utf_16_is_transcoded(bool bigEndian, bool mark)
    {
        var encoding = new UnicodeEncoding(bigEndian, mark);
        var loaded = await runners.Load([.. encoding.GetPreamble(), .. encoding.GetBytes("id,name\n1,Łódź\n")]);
        Assert.Equal("""[[1,"Łódź"]]""", await loaded.Rows());
    }

    [Fact]
    public async Task short_records_are_filled_and_counted()
    {
        var loaded = await runners.Load("a,b,c\n1,2,3\n4,5\n6,7,8\n");
        Assert.Equal("[[1,2,3],[4,5,null],[6,7,8]]", await loaded.Rows());
        Assert.Contains("1 record with fewer cells was filled with NULL", loaded.Result.Dialect, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_title_above_the_table_is_left_out_and_told()
    {
        var loaded = await runners.Load("Report of 2024\n\nname,amount\nx,1\ny,2\n");
        Assert.Equal("name VARCHAR, amount BIGINT", loaded.Types);
        Assert.Equal(new LineCounts(Total: 5, Rows: 2, Header: 1, Blank: 1, LeftOut: 1, Rejected: 0), loaded.Result.File.Lines);
        Assert.Equal([new Reject(1, 1, "line", null, null, "above-the-table", "Report of 2024")], loaded.Rejects);
    }

    [Fact]
    public async Task the_result_names_the_bytes_that_were_written()
    {
        var loaded = await runners.Load("a\n1\n");
        var bytes = await File.ReadAllBytesAsync(loaded.Parquet, Runners.Ct);
        Assert.Equal(bytes.Length, loaded.Result.Bytes);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), loaded.Result.Sha256);
    }

    [Fact]
    public async Task a_header_without_records_is_an_empty_table()
    {
        var loaded = await runners.Load("a,b\n");
        Assert.Equal(0, loaded.Result.RowCount);
        Assert.Equal("a VARCHAR, b VARCHAR", loaded.Types);
    }
}
