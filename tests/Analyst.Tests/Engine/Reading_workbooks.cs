using Analyst.Domain.Datasets;

namespace Analyst.Tests.Engine;

public sealed class Reading_workbooks(Runners runners) : Reading(runners)
{
    [Fact]
    public async Task a_sheet_is_a_table()
    {
        var loaded = await Load(Book(
            Files.Row(1, "id", "name", "price", "day", "at", "share", "zip", "ok", "note", "time")
            + Files.Row(2, 1, "Ann, \"A\"", 2.5, Files.Styled("45292", 1), Files.Styled("45292.5", 2), Files.Styled("0.25", 3), Files.Styled("123", 4), true, "two\nlines", Files.Styled("0.75", 5))
            + Files.Row(3, 2, "Bob", 1234567890123, Files.Styled("45657", 1), Files.Styled("45292.25", 2), Files.Styled("1", 3), Files.Styled("99999", 4), false, "#N/A", Files.Styled("0.5", 5))));
        Assert.Equal("id BIGINT, name VARCHAR, price DECIMAL(14,1), day DATE, at TIMESTAMP, share DECIMAL(3,2), zip VARCHAR, ok BOOLEAN, note VARCHAR, time TIME", loaded.Types);
        Assert.Equal("""[[1,"Ann, \"A\"","2.5","2024-01-01","2024-01-01T12:00:00","0.25","00123",true,"two\nlines","18:00:00"],[2,"Bob","1234567890123.0","2024-12-31","2024-01-01T06:00:00","1.00","99999",false,null,"12:00:00"]]""", await loaded.Rows());
        Assert.Equal(("xlsx", "Excel, sheet \"Sheet1\"", "Sheet1"), (loaded.Result.File.Format, loaded.Result.Dialect, loaded.Result.File.Decided.Sheet));
        Assert.Null(loaded.Result.File.Decided.Delimiter);
        Assert.Contains(loaded.Result.File.Notes, n => n.StartsWith("1 cells hold an error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task shared_strings_are_read() =>
        Assert.Equal("""[["x"]]""", await (await Load(Book("""<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>""", "head", "x"))).Rows());

    [Fact]
    public async Task cells_with_errors_are_counted_and_text_about_them_is_not()
    {
        var rows = Files.Row(1, "a", "b") + string.Concat(Enumerable.Range(2, 20_000).Select(i => Files.Row(i, i, i % 10 == 0 ? "#DIV/0!" : "x t=\"e\"")));
        var loaded = await Load(Book(rows));
        Assert.StartsWith("2000 cells hold an error", loaded.Result.File.Notes[0], StringComparison.Ordinal);
        Assert.Equal(2000, (await loaded.Ask("SELECT count(*) FROM data WHERE b IS NULL"))[0][0].GetInt32());
    }

    [Fact]
    public async Task the_first_visible_sheet_with_something_in_it_is_read_or_the_one_named()
    {
        var book = Files.Workbook([("Secret", "hidden", Files.Row(1, "h") + Files.Row(2, 1)), ("Empty", "visible", ""), ("Orders", "visible", Files.Row(1, "a") + Files.Row(2, 1)), ("More", "visible", Files.Row(1, "b") + Files.Row(2, 2))]);
        var first = await Load(book);
        Assert.Equal("a BIGINT", first.Types);
        Assert.Contains("4 sheets", first.Result.File.Notes[0], StringComparison.Ordinal);
        Assert.Equal("b BIGINT", (await Load(book, new ReadingChoices(Sheet: "more"))).Types);
        Assert.Equal("h BIGINT", (await Load(book, new ReadingChoices(Sheet: "Secret"))).Types);
        Assert.Equal("csv-empty", (await Refusal(book, new ReadingChoices(Sheet: "Empty"))).Code);
        Assert.Equal("choice-invalid", (await Refusal(book, new ReadingChoices(Sheet: "Nope"))).Code);
    }

    [Fact]
    public async Task a_title_blank_rows_and_empty_columns_around_the_table_do_no_harm()
    {
        var loaded = await Load(Book(
            Files.Row(2, null, "Sales of 2024") + Files.Row(4, null, "name", "amount", "share")
            + Files.Row(5, null, "x", 1, 0.5) + Files.Row(6, null, "y") + Files.Row(7, null, "z", 3, 0.25) + """<row r="9"><c r="H9" s="1"/></row>"""));
        Assert.Equal("name VARCHAR, amount BIGINT, share DECIMAL(3,2)", loaded.Types);
        Assert.Equal("""[["x",1,"0.50"],["y",null,null],["z",3,"0.25"]]""", await loaded.Rows());
    }

    [Fact]
    public async Task an_empty_workbook_is_empty() => Assert.Equal("csv-empty", (await Refusal(Book(""))).Code);

    [Fact]
    public async Task a_damaged_or_locked_workbook_is_refused()
    {
        var book = Book(Files.Row(1, "a") + "<row r='2'><c r='A2'><v>1</v>");
        Assert.Equal("file-unreadable", (await Refusal(book)).Code);
        Assert.Equal("file-unreadable", (await Refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[2000]])).Code);
    }

    [Fact]
    public async Task a_workbook_that_expands_too_far_is_refused()
    {
        var book = Book(Files.Row(1, "a") + string.Concat(Enumerable.Range(2, 20_000).Select(i => Files.Row(i, 1))));
        Assert.Equal("too-large-expanded", (await Refusal(book, expanded: 100_000)).Code);
        // Few bytes of XML, many cells.
        var wide = Book(Files.Row(1, "a") + string.Concat(Enumerable.Range(2, 2_000).Select(i => $"""<row r="{i}"><c r="XFD{i}"><v>1</v></c></row>""")));
        Assert.Equal("too-large-expanded", (await Refusal(wide, expanded: 10_000_000)).Code);
    }
}
