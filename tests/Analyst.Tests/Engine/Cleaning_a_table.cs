using Analyst.Domain.Datasets;
using Analyst.Engine;

namespace Analyst.Tests.Engine;

public sealed class Cleaning_a_table(Runners runners)
{
    [Fact]
    public async Task operations_are_counted_one_after_another()
    {
        var loaded = await runners.Load("name,city\n\"  Ann  Lee \",NYC\nBob,\"N/A\"\n\" Cid\",\" N/A\"\nBob,-\n");
        var effects = await Preview(loaded, Operation("op-1", OperationKinds.TrimWhitespace, ["name", "city"]), Operation("op-2", OperationKinds.MapMissing, ["city"], ("N/A", ""), ("-", "")), Operation("op-3", OperationKinds.MapValues, ["city"], ("NYC", "New York")));
        Assert.Equal([(2L, 3L), (3L, 3L), (1L, 1L)], effects.Select(e => (e.RowsTouched, e.CellsTouched)));
        Assert.Equal(new CellChange(1, "name", "  Ann  Lee ", "Ann Lee"), effects[0].Samples[0]);
        Assert.Equal(new CellChange(2, "city", "N/A", null), effects[1].Samples[0]);
        Assert.Equal(new CellChange(1, "city", "NYC", "New York"), Assert.Single(effects[2].Samples));
    }

    [Fact]
    public async Task cleaning_keeps_order_and_the_input()
    {
        var loaded = await runners.Load("n,s\n3,\" c \"\n1,a\n2,b\n");
        var (result, rows) = await Clean(loaded, Operation("op-1", OperationKinds.TrimWhitespace, ["S"]));
        Assert.Equal("""[[3,"c"],[1,"a"],[2,"b"]]""", rows);
        Assert.Equal(3, result.RowCount);
        Assert.Equal("""[[3," c "],[1,"a"],[2,"b"]]""", await loaded.Rows());
    }

    [Fact]
    public async Task the_first_of_equal_rows_stays()
    {
        var loaded = await runners.Load("n,s\n2,x\n1,a\n2,x\n1,\n2,x\n1,\n");
        var operation = Operation("op-1", OperationKinds.DropDuplicateRows, []);
        var effect = Assert.Single(await Preview(loaded, operation));
        Assert.Equal(3, effect.RowsTouched);
        Assert.Equal([3L, 5L, 6L], effect.Samples.Select(s => s.Row));
        Assert.Equal("""[[2,"x"],[1,"a"],[1,null]]""", (await Clean(loaded, operation)).Rows);
    }

    [Theory]
    [InlineData("BIGINT", ".", "\"1,234\"|-5|+7|\" 12 \"|(3)", "[[1234],[-5],[7],[12],[-3]]")]
    [InlineData("DECIMAL(18,2)", ".", "\"$1,234.50\"|€ 2|-£0.05|10 %", "[[\"1234.50\"],[\"2.00\"],[\"-0.05\"],[\"10.00\"]]")]
    [InlineData("DOUBLE", ",", "\"1.234,5\"|1 234|\"-0,25\"|3 EUR", "[[1234.5],[1234],[-0.25],[3]]")]
    public async Task numbers_in_many_dresses_are_read(string type, string point, string cells, string rows)
    {
        var loaded = await runners.Load("n|t\n" + string.Concat(cells.Split('|').Select(c => c + "|x\n")) + "|y\n");
        var (result, json) = await Clean(loaded, Operation("op-1", OperationKinds.ParseNumber, ["n"], ("decimal", point), ("type", type)));
        Assert.Equal(type, result.Columns[0].Type);
        var numbers = System.Text.Json.JsonDocument.Parse(json).RootElement.EnumerateArray().Select(r => $"[{r[0].GetRawText()}]").ToList();
        Assert.Equal("[null]", numbers[^1]);
        Assert.Equal(rows, $"[{string.Join(",", numbers[..^1])}]");
    }

    [Theory]
    [InlineData("BIGINT", ".", "1.5")]
    [InlineData("BIGINT", ".", "abc")]
    [InlineData("BIGINT", ".", "99999999999999999999")]
    [InlineData("DECIMAL(18,2)", ".", "1.234")]
    [InlineData("DOUBLE", ".", "1.23456789012345678")]
    [InlineData("DOUBLE", ".", "12,34")]
    [InlineData("DOUBLE", ".", "1.234.567")]
    public async Task a_number_that_would_be_lost_stops_the_operation(string type, string point, string cell)
    {
        var loaded = await runners.Load($"n;t\nx1;a\n{cell};b\n2;c\n");
        loaded = loaded with { Parquet = await Without(loaded, "x1") };
        var operation = Operation("op-1", OperationKinds.ParseNumber, ["n"], ("decimal", point), ("type", type));
        var refusal = await Assert.ThrowsAsync<EngineException>(() => Preview(loaded, operation));
        Assert.Equal("operation-does-not-fit", refusal.Code);
        Assert.Contains($"\"{cell}\"", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("operation-does-not-fit", (await Assert.ThrowsAsync<EngineException>(() => Clean(loaded, operation))).Code);
    }

    [Fact]
    public async Task dates_in_several_forms_are_read_in_order()
    {
        var loaded = await runners.Load("d\n31.12.2024\n2024-05-06\n\"07 Jan 2023\"\n");
        var (result, rows) = await Clean(loaded, Operation("op-1", OperationKinds.ParseDate, ["d"], ("formats", "%d.%m.%Y|%Y-%m-%d|%d %b %Y")));
        Assert.Equal("DATE", result.Columns[0].Type);
        Assert.Equal("""[["2024-12-31"],["2024-05-06"],["2023-01-07"]]""", rows);
    }

    [Fact]
    public async Task a_date_in_another_form_stops_the_operation()
    {
        var loaded = await runners.Load("d\n31.12.2024\nsoon\n");
        var refusal = await Assert.ThrowsAsync<EngineException>(() => Preview(loaded, Operation("op-1", OperationKinds.ParseDate, ["d"], ("formats", "%d.%m.%Y"))));
        Assert.Contains("would lose 1 values of \"d\", for example \"soon\"", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_marker_in_numbers_is_compared_as_a_number()
    {
        var loaded = await runners.Load("n\n1\n-999\n2\n");
        Assert.Equal("[[1],[null],[2]]", (await Clean(loaded, Operation("op-1", OperationKinds.MapMissing, ["n"], ("-999", "")))).Rows);
    }

    [Theory]
    [InlineData("trim-whitespace", "nobody")]
    [InlineData("no-such-kind", "n")]
    [InlineData("map-values", "n")]
    [InlineData("parse-date", "s")]
    public async Task an_operation_that_makes_no_sense_is_refused(string kind, string column)
    {
        var loaded = await runners.Load("n,s\n1,a\n");
        Assert.Equal("operation-invalid", (await Assert.ThrowsAsync<EngineException>(() => Preview(loaded, Operation("op-1", kind, [column])))).Code);
    }

    [Fact]
    public async Task hostile_names_and_values_stay_text()
    {
        var loaded = await runners.Load("\"a\"\" FROM data; DROP\",b\n\"x'); DROP VIEW data; --\",1\n");
        var (_, rows) = await Clean(loaded, Operation("op-1", OperationKinds.MapValues, ["a\" FROM data; DROP"], ("x'); DROP VIEW data; --", "it's")));
        Assert.Equal("""[["it's",1]]""", rows);
    }

    private static CleaningOperation Operation(string id, string kind, string[] columns, params (string, string)[] parameters) =>
        new(id, kind, columns, parameters.ToDictionary(p => p.Item1, p => p.Item2), "a test", "low", 1, Destructive: false, Invertible: false);

    private Task<IReadOnlyList<OperationEffect>> Preview(Loaded loaded, params CleaningOperation[] operations) =>
        runners.Pool.Preview(new CleanWork(Runners.Anyone, loaded.Parquet, operations), Runners.Ct);

    private async Task<(CleanResult Result, string Rows)> Clean(Loaded loaded, params CleaningOperation[] operations)
    {
        var output = runners.NewFile("parquet");
        var result = await runners.Pool.Clean(new CleanWork(Runners.Anyone, loaded.Parquet, operations), output, Runners.Unheard, Runners.Ct);
        return (result, Runners.Text(await runners.Query("SELECT * FROM data", output)));
    }

    /// <summary>The file with one marker value set to NULL, so that the column is text without holding other text.</summary>
    private async Task<string> Without(Loaded loaded, string marker)
    {
        var output = runners.NewFile("parquet");
        await runners.Pool.Clean(new CleanWork(Runners.Anyone, loaded.Parquet, [Operation("op-0", OperationKinds.MapMissing, ["n"], (marker, ""))]), output, Runners.Unheard, Runners.Ct);
        return output;
    }
}
