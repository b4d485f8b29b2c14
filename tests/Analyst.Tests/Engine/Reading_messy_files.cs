using System.Text;
using Analyst.Domain.Datasets;

namespace Analyst.Tests.Engine;

/// <summary>The ways in which files that people really have are laid out.</summary>
public sealed class Reading_messy_files(Runners runners)
{
    private const string Table = "id,name,price\n1,tea,2.50\n2,coffee,3.75\n3,cocoa,1.25\n";
    private const string Rows = """[[1,"tea","2.50"],[2,"coffee","3.75"],[3,"cocoa","1.25"]]""";

    static Reading_messy_files() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("Sales\nof all shops\n\n" + Table)]
    [InlineData("Sales,,\n,,\n" + Table)]
    [InlineData("# exported 2024-01-01\n# by hand, twice\n" + Table)]
    [InlineData(Table + "\nSource: the shops\n")]
    [InlineData(Table + "Total rows: 3\n")]
    [InlineData("id,name,price\n1,tea,2.50\n# closed on Sunday\n2,coffee,3.75\n3,cocoa,1.25\n")]
    [InlineData("id,name,price\r\n1,tea,2.50\n2,coffee,3.75\r3,cocoa,1.25\r\n")]
    [InlineData("id,name,price,\n1,tea,2.50,\n2,coffee,3.75,\n3,cocoa,1.25,\n")]
    [InlineData("id, name, price\n1, tea, 2.50\n2, coffee, 3.75\n3, cocoa, 1.25\n")]
    [InlineData("sep=;\nid;name;price\n1;tea;2,50\n2;coffee;3,75\n3;cocoa;1,25\n")]
    [InlineData("'id','name','price'\n'1','tea','2.50'\n'2','coffee','3.75'\n'3','cocoa','1.25'\n")]
    [InlineData("id^name^price\n1^tea^2.50\n2^coffee^3.75\n3^cocoa^1.25\n")]
    [InlineData("id name price\n1 tea 2.50\n2 coffee 3.75\n3 cocoa 1.25\n")]
    public async Task the_table_in_it_is_found(string text)
    {
        var loaded = await runners.Load(text);

        Assert.Equal(["id", "name", "price"], loaded.Result.Columns.Take(3).Select(c => c.Name));
        var rows = await loaded.Ask("SELECT id, name, price FROM data");
        Assert.Equal(Rows, rows.ToString());
        var lines = loaded.Result.File.Lines!;
        Assert.Equal(lines.Total, lines.Rows + lines.Header + lines.Blank + lines.LeftOut + lines.Rejected);
        Assert.Equal(lines.LeftOut, loaded.Rejects.Length);
    }

    [Fact]
    public async Task several_header_lines_become_one_name()
    {
        var loaded = await runners.Load("id,amount,price\n,kg,EUR each\n1,2,3.5\n2,3,4.5\n3,4,5.5\n", new ReadingChoices(Header: 2));

        Assert.Equal(["id", "amount kg", "price EUR each"], loaded.Result.Columns.Select(c => c.Name));
        Assert.Equal(3, loaded.Result.RowCount);
    }

    [Fact]
    public async Task a_second_header_line_in_every_column_of_numbers_is_no_row()
    {
        var loaded = await runners.Load("COUNT,NAME,NUMBER\nCONTAR,NOMBRE,NUMERO\n1,Ann,5\n2,Bob,6\n");

        Assert.Equal(["COUNT CONTAR", "NAME NOMBRE", "NUMBER NUMERO"], loaded.Result.Columns.Select(c => c.Name));
    }

    [Fact]
    public async Task names_of_rows_need_no_name_of_their_own()
    {
        var loaded = await runners.Load("mpg,cyl,disp\nMazda,21.0,6,160\nFiat,32.4,4,78\nHonda,30.4,4,75\n");

        Assert.Equal(["column1", "mpg", "cyl", "disp"], loaded.Result.Columns.Select(c => c.Name));
    }

    [Fact]
    public async Task quotes_that_open_and_never_close_spoil_their_own_row_only()
    {
        var text = "id,name,price\n" + string.Concat(Enumerable.Range(1, 200).Select(i => i == 50 ? "50,\"broken,1.5\n" : $"{i},\"well, closed\",2.5\n"));

        var loaded = await runners.Load(text);

        Assert.Equal(200, loaded.Result.RowCount);
        Assert.Equal("\"broken", (await loaded.Ask("SELECT name FROM data WHERE id = 50"))[0][0].GetString());
    }

    [Fact]
    public async Task a_record_with_another_delimiter_is_still_a_row()
    {
        var loaded = await runners.Load("id,day,name,price\n" + string.Concat(Enumerable.Range(1, 30).Select(i => i == 20 ? "20;2024-01-20;tea, black;2.5\n" : $"{i},2024-01-{i:00},tea,2.5\n")));

        Assert.Equal("id BIGINT, day DATE, name VARCHAR, price DECIMAL(2,1)", loaded.Types);
        Assert.Equal("tea, black", (await loaded.Ask("SELECT name FROM data WHERE id = 20"))[0][0].GetString());
        Assert.Contains("1 record is delimited by another character than the rest", loaded.Result.File.Notes);
    }

    [Fact]
    public async Task single_quotes_that_begin_far_down_are_found()
    {
        var text = "id,name,price\n" + string.Concat(Enumerable.Range(1, 60_000).Select(i => i is > 24_400 and < 25_000 ? $"{i},'tea, black',2.5\n" : $"{i},tea,2.5\n"));

        var loaded = await runners.Load(text);

        Assert.Equal(60_000, loaded.Result.RowCount);
        Assert.Equal("tea, black", (await loaded.Ask("SELECT name FROM data WHERE id = 24900"))[0][0].GetString());
        Assert.Contains(loaded.Result.File.Notes, note => note.Contains("because with delimiter ',' quote '\"'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task two_thousand_columns_are_read()
    {
        var header = string.Join(',', Enumerable.Range(0, 2_000).Select(i => $"c{i}"));
        var row = string.Join(',', Enumerable.Range(0, 2_000));

        var loaded = await runners.Load($"{header}\n{row}\n{row}\n{row}\n");

        Assert.Equal((2_000, 3L), (loaded.Result.Columns.Count, loaded.Result.RowCount));
        Assert.Equal(1999, (await loaded.Ask("SELECT c1999 FROM data LIMIT 1"))[0][0].GetInt32());
    }

    [Theory]
    [InlineData("name\n\"\"\nbob\ncarol\n", 3)]
    [InlineData("id\n\"\"\n5\n7\n", 3)]
    [InlineData("a\n\n1\n\n2\n\n", 3)]
    public async Task a_table_of_one_column_keeps_its_empty_rows(string text, long rows)
    {
        var loaded = await runners.Load(text);

        Assert.Equal(rows, loaded.Result.RowCount);
        Assert.Equal(1, loaded.Result.File.Lines!.Header);
    }

    [Fact]
    public async Task a_very_long_cell_is_read_whole()
    {
        var text = new string('x', 5_000_000);

        var loaded = await runners.Load($"id,text\n1,\"{text}\"\n2,short\n");

        Assert.Equal(5_000_000, (await loaded.Ask("SELECT max(length(text)) FROM data"))[0][0].GetInt64());
    }

    [Theory]
    [InlineData("windows-1251", "город,жители\n", "Екатеринбург,1493749\nНижний Новгород,1228199\nСанкт-Петербург,5384342\n", "Екатеринбург")]
    [InlineData("shift_jis", "都市,人口\n", "東京都特別区部,9733276\n横浜市中区,3777491\n大阪市北区,2752412\n名古屋市中村区,2332176\n", "東京都特別区部")]
    public async Task other_scripts_in_old_encodings_are_told_by_their_letters(string encoding, string header, string rows, string first)
    {
        var loaded = await runners.Load(Encoding.GetEncoding(encoding).GetBytes(header + string.Concat(Enumerable.Repeat(rows, 5))));

        Assert.Equal(first, (await loaded.Ask("FROM data LIMIT 1"))[0][0].GetString());
    }

    [Fact]
    public async Task a_declared_choice_wins_over_what_is_found()
    {
        const string text = "a;b|c\n1;2|3\n4;5|6\n";

        var semicolons = await runners.Load(text, new ReadingChoices(Delimiter: ";", Header: 0));
        var pipes = await runners.Load(text, new ReadingChoices(Delimiter: "|"));

        Assert.Equal("column1 VARCHAR, column2 VARCHAR", semicolons.Types);
        Assert.Equal(3, semicolons.Result.RowCount);
        Assert.Equal("a;b VARCHAR, c BIGINT", pipes.Types);
    }

    [Theory]
    [InlineData("cp9000", null, "choice-invalid")]
    [InlineData(null, "||", "choice-invalid")]
    [InlineData(null, "\"", "choice-invalid")]
    public async Task a_choice_that_means_nothing_is_refused(string? encoding, string? delimiter, string code)
    {
        var refusal = await Assert.ThrowsAsync<Analyst.Engine.EngineException>(() => runners.Load(Table, new ReadingChoices(Encoding: encoding, Delimiter: delimiter)));

        Assert.Equal(code, refusal.Code);
    }

    [Theory]
    [InlineData("Sales\n\nid;name;price\n1;tea;2,50\n2;\"cof;fee\";3,75\n")]
    [InlineData("id,name\n# by hand\n\n1,tea\n2,coffee\n")]
    [InlineData("1,tea\n2,coffee\n3,cocoa\n")]
    public async Task what_was_decided_reads_the_same_bytes_in_the_same_way(string text)
    {
        var first = await runners.Load(text);

        var again = await runners.Load(text, first.Result.File.Decided);

        Assert.Equal(first.Types, again.Types);
        Assert.Equal(await first.Rows(), await again.Rows());
        Assert.Equal(first.Result.File.Lines, again.Result.File.Lines);
    }
}
