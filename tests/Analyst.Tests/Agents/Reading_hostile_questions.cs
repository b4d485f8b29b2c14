using Analyst.Agents.Questions;

namespace Analyst.Tests.Agents;

public sealed class Reading_hostile_questions
{
    private const string Csv = "\"na\"\"me\",\"'; DROP TABLE data; --\",from,\"line\nbreak\",\"\u202Eright\"\nO'Neil,1,Paris,2024-01-02,yes\n\"say \"\"hi\"\"\",2,Rome,2024-02-03,no\n\"\\ % _\",3,Oslo,,yes\n";

    private static readonly string[] Pieces =
    [
        "how many", "average", "total", "per", "by", "top 3", "highest", "which", "who", "not", "or", "and", "between 1 and 2", "more than 1", "in 2024", "March", "na\"me", "O'Neil", "'; DROP TABLE data; --", "Paris", "from", "line\nbreak",
        "\"", "'", "`", "“", "\0", "\u202E", "😀", "\\", "%", "--", "/*", ";", ")", "(", "1e999", "-", "99999999999999999999999", "0001", "9999", "31 February 2024", "most", "?", ",", "without", "contains", "is", "over time", "sorted by", "percentage of", "\uD800",
    ];

    [Fact]
    public async Task never_throws_and_never_writes_more_than_one_select()
    {
        using var table = SmallTable.FromText(Csv);
        var profile = table.Profile();
        var agent = new OfflineQuestionAgent();
        var random = new Random(20240229);
        var statements = 0;
        for (var i = 0; i < 1_500; i++)
        {
            var question = string.Join(random.Next(5) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            if (await agent.Interpret(new QuestionContext(question, profile), TestContext.Current.CancellationToken) is not Interpretation.Statement s) continue;
            statements++;
            Assert.NotEmpty(table.RunOne(s.Sql).Columns);
        }
        Assert.True(statements > 100, $"Only {statements} statements were made.");
        Assert.Equal(3, table.Query("SELECT * FROM data").Rows.Count);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(2_001)]
    public async Task refuses_a_question_that_is_too_long(int length)
    {
        using var table = SmallTable.FromText(Csv);
        var read = await new OfflineQuestionAgent().Interpret(new QuestionContext(new string('a', length), table.Profile()), TestContext.Current.CancellationToken);
        Assert.Contains("2000", Assert.IsType<Interpretation.NotAnswerable>(read).Reason.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task gives_the_same_answer_every_time()
    {
        using var tables = new CaseTables();
        foreach (var asked in QuestionCases.All)
        {
            var context = new QuestionContext(asked.Question, tables.Of(asked).Profile);
            var first = await new OfflineQuestionAgent().Interpret(context, TestContext.Current.CancellationToken);
            var second = await new OfflineQuestionAgent().Interpret(context, TestContext.Current.CancellationToken);
            Assert.Equal((first as Interpretation.Statement)?.Sql, (second as Interpretation.Statement)?.Sql);
            Assert.Equal(first.GetType(), second.GetType());
        }
    }

    [Fact]
    public async Task compares_a_name_that_is_not_among_the_visible_values_with_the_column_that_hides_some()
    {
        var rows = string.Join('\n', Enumerable.Range(1, 300).Select(i => $"{i},Person {(char)('A' + (i % 26))}{i},{(i % 2 == 0 ? "north" : "south")}"));
        using var table = SmallTable.FromText($"id,customer,region\n{rows}\n301,Xavier Quill,north\n");
        var read = await new OfflineQuestionAgent().Interpret(new QuestionContext("What is the region of customer Xavier Quill?", table.Profile()), TestContext.Current.CancellationToken);
        var statement = Assert.IsType<Interpretation.Statement>(read);
        Assert.Equal("north", Assert.Single(table.RunOne(statement.Sql).Rows)[0]);
        Assert.NotEmpty(statement.Assumptions);
    }

    [Fact]
    public async Task says_which_words_it_took_for_what()
    {
        using var table = SmallTable.FromText("region,unit_price\nNorth,1\nSouth,2\n");
        var read = await new OfflineQuestionAgent().Interpret(new QuestionContext("average price in the north", table.Profile()), TestContext.Current.CancellationToken);
        var statement = Assert.IsType<Interpretation.Statement>(read);
        Assert.Contains(statement.Evidence, e => e.Contains("unit_price", StringComparison.Ordinal));
        Assert.Contains(statement.Evidence, e => e.Contains("“north”", StringComparison.Ordinal));
        Assert.InRange(statement.Confidence, 0.5, 0.98);
        Assert.Equal("the average of unit_price", statement.Subject);
    }
}
