using Analyst.Agents.Cleaning;
using Analyst.Domain.Datasets;

namespace Analyst.Tests.Agents;

public sealed class Proposing_a_cleaning_plan
{
    [Fact]
    public async Task trims_first_then_maps_gaps_then_spellings_then_reads_numbers_then_drops_duplicates()
    {
        var plan = await Plan("city,price", "Bern,$1.50", " Bern,$2.00", "bern,N/A", "Bern,$3.25", "Basel,$4.10", "Basel,$4.10");
        Assert.Equal([OperationKinds.TrimWhitespace, OperationKinds.MapMissing, OperationKinds.MapValues, OperationKinds.ParseNumber, OperationKinds.DropDuplicateRows], plan.Select(o => o.Kind));
        Assert.Equal(["op-1", "op-2", "op-3", "op-4", "op-5"], plan.Select(o => o.Id));
        Assert.Equal(["city"], plan[0].Columns);
        Assert.Equal(new Dictionary<string, string> { ["N/A"] = "" }, plan[1].Parameters);
        Assert.Equal(new Dictionary<string, string> { ["bern"] = "Bern" }, plan[2].Parameters);
        Assert.Equal(new Dictionary<string, string> { ["decimal"] = ".", ["type"] = "DECIMAL(18,2)" }, plan[3].Parameters);
        Assert.True(plan[4].Destructive);
        Assert.All(plan, o => Assert.True(o.Reason.Any(char.IsAsciiDigit) && o.Risk is "low" or "medium" && o.Confidence is > 0.5 and < 1));
    }

    [Fact]
    public async Task leaves_tidy_data_alone() => Assert.Empty(await Plan("id,city,price", "1,Bern,1.5", "2,Basel,2", "3,Genf,3"));

    [Fact]
    public async Task takes_an_answer_that_most_rows_give_for_no_gap() =>
        Assert.Empty(await Plan("id,allergies", "1,none", "2,none", "3,none", "4,nuts"));

    [Fact]
    public async Task maps_blank_texts_to_missing_so_that_numbers_can_be_read()
    {
        var plan = await Plan("id,price", "1,$5", "2,\"  \"", "3,$7");
        Assert.Equal([OperationKinds.MapMissing, OperationKinds.ParseNumber], plan.Select(o => o.Kind));
        Assert.Equal(new Dictionary<string, string> { ["  "] = "" }, plan[0].Parameters);
    }

    [Theory]
    [InlineData("C", "C++")]
    [InlineData("+5", "-5")]
    [InlineData("1.5", "15")]
    [InlineData("A-1", "A1")]
    [InlineData("X", "x")]
    public async Task keeps_values_apart_that_differ_by_a_sign_with_meaning(string one, string other) =>
        Assert.DoesNotContain(await Plan("id,v", $"1,{one}", $"2,{one}", $"3,{other}", "4,word", "5,word"), o => o.Kind == OperationKinds.MapValues);

    [Fact]
    public async Task folds_case_spaces_and_hyphens_to_the_form_of_the_majority()
    {
        var plan = await Plan("id,brand", "1,Coca-Cola", "2,Coca-Cola", "3,coca cola", "4,COCA-COLA", "5,Fanta");
        Assert.Equal(new Dictionary<string, string> { ["COCA-COLA"] = "Coca-Cola", ["coca cola"] = "Coca-Cola" }, Assert.Single(plan).Parameters);
    }

    [Fact]
    public async Task maps_no_spellings_when_values_are_hidden() =>
        Assert.DoesNotContain(await Plan("id,v", [.. Enumerable.Range(0, 300).Select(i => $"{i},name{i % 150}{(i > 290 ? "" : "X")}")]), o => o.Kind == OperationKinds.MapValues);

    [Theory]
    [InlineData("\"1,234\";\"2,500,000\";\"12\"", ".", "BIGINT")]
    [InlineData("\"1.234,50\";\"2,75\"", ",", "DECIMAL(18,2)")]
    [InlineData("\"€ 1.234,50\";\"€ 2,75\"", ",", "DECIMAL(18,2)")]
    [InlineData("12%;7.5%;3%", ".", "DECIMAL(18,1)")]
    public async Task reads_numbers_in_one_form(string values, string point, string type)
    {
        var plan = await Plan("v", values.Split(';'), delimiter: ';');
        Assert.Equal(new Dictionary<string, string> { ["decimal"] = point, ["type"] = type }, Assert.Single(plan).Parameters);
    }

    [Theory]
    [InlineData("\"1,234\";\"2,345\"")]
    [InlineData("12%;7")]
    [InlineData("$5;free")]
    [InlineData("007;012")]
    public async Task leaves_numbers_alone_that_could_be_read_in_two_ways(string values) => Assert.Empty(await Plan("v", values.Split(';'), delimiter: ';'));

    [Theory]
    [InlineData("31/01/2024;02/03/2024", "%d/%m/%Y")]
    [InlineData("01/31/2024;02/03/2024", "%m/%d/%Y")]
    [InlineData("2024-01-31;3 Mar 2024", "%Y-%m-%d|%d %b %Y")]
    public async Task reads_dates_that_have_one_meaning(string values, string formats)
    {
        var plan = await Plan("v", values.Split(';'), delimiter: ';');
        var operation = Assert.Single(plan);
        Assert.Equal(OperationKinds.ParseDate, operation.Kind);
        Assert.Equal(formats, operation.Parameters["formats"]);
    }

    [Theory]
    [InlineData("01/02/2024;03/04/2024")]
    [InlineData("31/01/2024;01/31/2024")]
    [InlineData("31/01/2024;soon")]
    public async Task leaves_dates_alone_that_could_be_read_in_two_ways(string values) => Assert.Empty(await Plan("v", values.Split(';'), delimiter: ';'));

    private static Task<IReadOnlyList<CleaningOperation>> Plan(string header, params string[] rows) => Plan(header, rows, ',');

    private static async Task<IReadOnlyList<CleaningOperation>> Plan(string header, string[] rows, char delimiter)
    {
        using var table = SmallTable.AsText($"{header}\n{string.Join('\n', rows)}\n", delimiter);
        return await new OfflineCleaningAgent().Propose(table.Profile(), TestContext.Current.CancellationToken);
    }
}
