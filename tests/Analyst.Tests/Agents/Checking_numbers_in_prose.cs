using Analyst.Agents.Profiling;

namespace Analyst.Tests.Agents;

public sealed class Checking_numbers_in_prose
{
    private static readonly SentenceFilter Filter = new(ProfileSamples.Sales, "sales 2019.csv");

    [Theory]
    [InlineData("The table has 1,200 rows."), InlineData("The table has 1200 rows and 4 columns."), InlineData("There are 1.2 thousand rows, or 1.2k."), InlineData("The file \"sales 2019.csv\" is a list of sales.")]
    [InlineData("\"amount\" runs from 5 to 30, on average 18.42."), InlineData("\"amount\" is 18.4 on average."), InlineData("Amounts go 5-30."), InlineData("amount: 5.0 to 30.0")]
    [InlineData("\"sold\" is missing in 300 rows (25%)."), InlineData("A quarter does not count, but 25 percent and 25.0 % of \"sold\" do.", false), InlineData("25 percent of \"sold\" is missing."), InlineData("\"sold\" is there in 75% of rows.")]
    [InlineData("\"sold\" runs from 2024-01-05 to 2025-03-09."), InlineData("\"sold\" starts on January 5, 2024 and ends on 9 March 2025."), InlineData("\"sold\" starts in Jan 2024."), InlineData("\"sold\" goes from 2024 to 2025."), InlineData("\"sold\" begins in 2024-01.")]
    [InlineData("\"region\" is mostly \"north\" (83.3%)."), InlineData("\"region\" has three values, one of them \"Area 51\"."), InlineData("The first thing to see is the second column.")]
    [InlineData("q1_sales reaches 1,234,567, that is 1.23 million."), InlineData("\"q1_sales\" begins at -7."), InlineData("\"amount\" and \"q1_sales\" move against each other (-0.93)."), InlineData("Their correlation is 0.93 for \"amount\".")]
    [InlineData("12 rows, 1%, are repeated."), InlineData("Nothing is said here."), InlineData("1e2 is not there, but 1.2e3 rows are.", false), InlineData("There are 1.2e3 rows."), InlineData("\"region\" mentions twelve hundred rows.")]
    public void keeps_what_stands_in_the_profile(string sentence, bool holds = true) => Assert.Equal(holds, Filter.Holds(sentence));

    [Theory]
    [InlineData("The table has 1,201 rows."), InlineData("The table has 1.3 thousand rows."), InlineData("The table has 12 million rows."), InlineData("1200% of rows are fine."), InlineData("19% of rows are repeated."), InlineData("\"q1_sales\" reaches 1 million."), InlineData("There are 2 thousand rows.")]
    [InlineData("\"amount\" is 18.43 on average."), InlineData("\"amount\" is 18.5 on average."), InlineData("\"amount\" is -5 at least."), InlineData("\"amount\" sums to 99999.")]
    [InlineData("\"amount\" has 60 values."), InlineData("\"sold\" is 30 at most.")]
    [InlineData("26% of \"sold\" is missing."), InlineData("\"sold\" starts on 2024-01-06."), InlineData("\"sold\" starts on January 6, 2024."), InlineData("\"sold\" starts in 2023."), InlineData("\"sold\" starts in Feb 2024."), InlineData("There were 2024 rows."), InlineData("2024 million came in \"sold\".")]
    [InlineData("\"amount\" has twenty-one values."), InlineData("Some twelve million rows."), InlineData("Half of the rows are gone."), InlineData("Dozens of rows."), InlineData("Sales doubled."), InlineData("Two thirds are missing."), InlineData("One percent hundred seven is odd.")]
    [InlineData("½ of the rows"), InlineData("٣٤٥ rows"), InlineData("１２０１ rows"), InlineData("Ⅻ rows"), InlineData("10² rows")]
    [InlineData("Area 51 is a region."), InlineData("\"Area 52\" is a region."), InlineData("sales 2018 were good."), InlineData("1.200.000 rows"), InlineData("12,00 rows"), InlineData("1,2 thousand rows"), InlineData("$777"), InlineData("x777y"), InlineData("1e400 rows"), InlineData("7.7.7")]
    [InlineData("It holds 12 quadrillion euros."), InlineData("Sales reached 12 bln dollars."), InlineData("Revenue is 12 mio."), InlineData("12 MM euros"), InlineData("Roughly 12 k customers left."), InlineData("About 12 ‰ of rows are broken.")]
    [InlineData("Growth was 12 percentage points."), InlineData("12 x 10^12 rows"), InlineData("Rows 12/1200 are fraud."), InlineData("Nine nonillion rows."), InlineData("Zwölftausend Kunden sind weg."), InlineData("There are 2024 shops in it.")]
    public void refuses_what_does_not(string sentence) => Assert.False(Filter.Holds(sentence));

    [Fact]
    public void does_not_take_a_name_for_a_licence()
    {
        var filter = new SentenceFilter(new(3, 0, [ProfileSamples.Column("5 million"), ProfileSamples.Column("42"), ProfileSamples.Column("million")]), "x");

        Assert.True(filter.Holds("\"5 million\" is a column, and so is \"42\"."));
        Assert.False(filter.Holds("The total is 5 million."));
        Assert.False(filter.Holds("There are 42 of them."));
        Assert.False(filter.Holds("There are 3 million rows."));
    }

    [Theory]
    [InlineData("All <b>fine</b> here.", "All fine here."), InlineData("<script>alert('x')</script>Fine.", "Fine."), InlineData("Fine <img src=x onerror=alert(1)", "Fine"), InlineData("<<b>script>Fine.", "< script>Fine.")]
    [InlineData("See [this](https://evil.example/a).", "See this."), InlineData("![p](http://evil.example/a.png) Fine.", "p Fine."), InlineData("Go to https://evil.example/a?b=c now.", "Go to now."), InlineData("Go to evil.com/x now.", "Go to now."), InlineData("javascript:alert Fine.", "Fine.")]
    [InlineData("**Bold** and `code`.", "Bold and \"code\"."), InlineData("# Head\n- one point\n- more", "Head one point more"), InlineData("A\u202eB\u200bC\0D", "ABC D"), InlineData("[a](x)(y) [b][c]", "a(y) b")]
    public void leaves_plain_words_only(string said, string kept) => Assert.Equal(kept, Filter.Keep(said, []).Text);

    [Fact]
    public void drops_sentence_by_sentence()
    {
        var (text, surprises, dropped) = Filter.Keep("It has 1,200 rows. It has 7,777 rows, e.g. many. Fine? \"Dr. No. 7\" is nobody. Good!", ["All well. 8888 ghosts.", "9999 ghosts.", "", "All well. 8888 ghosts."]);

        Assert.Equal("It has 1,200 rows. Fine? Good!", text);
        Assert.Equal(["All well."], surprises);
        Assert.Equal(5, dropped);
    }

    [Fact]
    public void ends_on_any_input()
    {
        foreach (var bit in new[] { "<", "[", "(", "\"", "1", "1,", "1.", "a.", "http://", "<script>", "![", "e1", "one ", "-", "\ud83d" })
            Assert.NotNull(Filter.Keep(string.Concat(Enumerable.Repeat(bit, 5_000)), []).Text);
    }
}
