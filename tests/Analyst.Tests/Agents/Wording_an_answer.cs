using System.Text;
using Analyst.Agents.Questions;
using Analyst.Domain.Datasets;

namespace Analyst.Tests.Agents;

public sealed class Wording_an_answer
{
    [Theory]
    [InlineData("the sum of total", "total_sum:DECIMAL(18,2)", """[["12345.60"]]""", "The sum of total is 12,345.60.")]
    [InlineData("the average of age", "age_average:DOUBLE", "[[36.923809523809524]]", "The average of age is 36.9238095238095.")]
    [InlineData("the number of rows", "count:BIGINT", "[[0]]", "The number of rows is 0.")]
    [InlineData("the sum of x", "x_sum:HUGEINT", """[["123456789012345678901"]]""", "The sum of x is 123,456,789,012,345,678,901.")]
    [InlineData("the largest age", "age_maximum:BIGINT", "[[null]]", "There is no value for the largest age.")]
    [InlineData("whether there is one", "answer:BOOLEAN", "[[true]]", "Yes.")]
    [InlineData("whether there is one", "answer:BOOLEAN", "[[false]]", "No.")]
    [InlineData("the job", "job:VARCHAR", """[["Developer"]]""", "The job is Developer.")]
    [InlineData("the code", "code:VARCHAR", """[["007"]]""", "The code is 007.")]
    [InlineData("the rows", "a:VARCHAR,b:BIGINT", "[]", "No row matches.")]
    [InlineData("the sum of total", "city:VARCHAR,total_sum:BIGINT", """[["Zürich",1200],["Bern",700],["Basel",80]]""", "Zürich has the highest sum of total with 1,200, Basel the lowest with 80; 3 groups.")]
    [InlineData("the sum of total", "city:VARCHAR,total_sum:BIGINT", """[["Zürich",7],["Bern",7],["Basel",1]]""", "Zürich and 1 more have the highest sum of total with 7, Basel the lowest with 1; 3 groups.")]
    [InlineData("the number of rows", "city:VARCHAR,count:BIGINT", """[["Zürich",7],["Bern",7]]""", "All 2 groups have the same number of rows: 7.")]
    [InlineData("the number of rows", "city:VARCHAR,count:BIGINT", """[["Zürich",7]]""", "One row matches: city Zürich, count 7.")]
    [InlineData("the name", "name:VARCHAR", """[["A"],["B"]]""", "2 rows match: A, B.")]
    [InlineData("the rows", "id:BIGINT,name:VARCHAR", """[[1,"A"],[2,null]]""", "2 rows match; the first is id 1, name A.")]
    public void says_what_the_rows_say(string subject, string columns, string rows, string sentence) =>
        Assert.Equal(sentence, AnswerWords.Of(subject, Columns(columns), Encoding.UTF8.GetBytes(rows)));

    [Fact]
    public void does_not_call_a_group_the_highest_when_rows_are_missing() =>
        Assert.DoesNotContain("highest", AnswerWords.Of("the sum of total", Columns("city:VARCHAR,total_sum:BIGINT"), """[["Zürich",7],["Bern",9]]"""u8.ToArray(), truncated: true), StringComparison.Ordinal);

    [Fact]
    public void keeps_long_and_broken_cells_short_and_on_one_line()
    {
        var rows = Encoding.UTF8.GetBytes($"[[\"a\\nb{new string('x', 5_000)}\"]]");
        var sentence = AnswerWords.Of("the text", Columns("text:VARCHAR"), rows);
        Assert.True(sentence.Length < 200);
        Assert.DoesNotContain('\n', sentence);
    }

    private static List<Column> Columns(string text) => [.. text.Split(',').Aggregate(new List<string>(), Join).Select(c => new Column(c[..c.IndexOf(':')], c[(c.IndexOf(':') + 1)..]))];

    // A type such as DECIMAL(18,2) holds a comma of its own.
    private static List<string> Join(List<string> parts, string part)
    {
        if (part.Contains(':')) parts.Add(part);
        else parts[^1] += "," + part;
        return parts;
    }
}
