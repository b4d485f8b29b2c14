using Analyst.Agents.Questions;

namespace Analyst.Tests.Agents;

public sealed class Asking_in_plain_words(CaseTables tables) : IClassFixture<CaseTables>
{
    public static TheoryData<string, string> Cases => [.. QuestionCases.All.Select(c => (c.File, c.Question))];

    [Theory, MemberData(nameof(Cases))]
    public async Task gives_what_the_case_says(string file, string question)
    {
        var asked = QuestionCases.All.First(c => c.File == file && c.Question == question);
        var (table, profile) = tables.Of(asked);
        var read = await new OfflineQuestionAgent().Interpret(new QuestionContext(question, profile), TestContext.Current.CancellationToken);
        string[] outcome = read switch
        {
            Interpretation.Statement s => [.. table.RunOne(s.Sql).Rows.Select(r => string.Join('|', r.Select(SmallTable.Text)))],
            Interpretation.Clarify c => ["clarify", .. c.Choices],
            _ => ["not-answerable"],
        };
        // "any": nothing is promised but that it does no harm.
        if (asked.Expected is ["any"]) Assert.NotEmpty(table.Query("SELECT * FROM data").Rows);
        else Assert.Equal(asked.Expected, outcome);
    }

    [Fact]
    public void covers_at_least_four_tables_and_sixty_questions()
    {
        Assert.True(QuestionCases.All.Count >= 60);
        Assert.True(QuestionCases.All.Select(c => c.File).Distinct().Count() >= 4);
        Assert.Equal(QuestionCases.All.Count, QuestionCases.All.DistinctBy(c => (c.File, c.Question)).Count());
    }

    [Fact]
    public async Task every_choice_of_a_clarification_is_understood_as_it_stands()
    {
        foreach (var asked in QuestionCases.All.Where(c => c.Expected[0] == "clarify"))
        {
            var (table, profile) = tables.Of(asked);
            foreach (var choice in asked.Expected[1..])
            {
                var read = await new OfflineQuestionAgent().Interpret(new QuestionContext(choice, profile), TestContext.Current.CancellationToken);
                Assert.NotEmpty(table.RunOne(Assert.IsType<Interpretation.Statement>(read).Sql).Columns);
            }
        }
    }
}
