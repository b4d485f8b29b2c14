using System.Diagnostics;
using Analyst.Domain.Datasets;
using Analyst.Engine.Profiling;

namespace Analyst.Tests.Engine;

public sealed class Finding_what_text_is
{
    [Theory]
    [InlineData("c", "ann@example.com|bob@web.de|c.d+x@mail.example.org", "email")]
    [InlineData("c", "https://a.example/1|http://b.example/?q=1|www.example.org", "url")]
    [InlineData("c", "example.com|shop.example.org/items|mail.example.net", "url")]
    [InlineData("c", "192.168.1.1|10.0.0.255|8.8.8.8", "ip-address")]
    [InlineData("c", "2001:db8::1|fe80::1|::1", "ip-address")]
    [InlineData("c", "0198c6f1-5c1e-7d3a-9c55-0242ac120002|550e8400-e29b-41d4-a716-446655440000", "uuid")]
    [InlineData("c", "DE89370400440532013000|GB82 WEST 1234 5698 7654 32|FR1420041010050500013M02606", "iban")]
    [InlineData("c", "4111 1111 1111 1111|5500-0000-0000-0004|340000000000009", "card-number")]
    [InlineData("c", "+49 30 1234567|+1 (555) 123-4567|+33 1 42 68 53 00", "phone")]
    [InlineData("c", "555-123-4567|(555) 123-4567|555.123.4567 x12", "phone")]
    [InlineData("Telefon", "030 1234567|0171/9876543|089-123456", "phone")]
    [InlineData("c", "48.8566, 2.3522|52.5200, 13.4050|-33.8688, 151.2093", "coordinates")]
    [InlineData("c", "12 %|7.5%|100%", "percentage")]
    [InlineData("c", "12 %|0.5|7|3%", "percentage")]
    [InlineData("c", "$1,234.50|€ 12|99 EUR|USD 5", "money")]
    [InlineData("c", "12 kg|7.5 kg|3kg", "measure")]
    [InlineData("c", "12.0 oz|16 oz.|12.0 ounce", "measure")]
    [InlineData("c", "2024-01-31|31.01.2024|Jan 31, 2024|2024-02-01 10:00", "date")]
    [InlineData("c", "2024-01|2024-02|2024-03", "date")]
    [InlineData("c", "08:30|17:45|23:59:59", "time")]
    [InlineData("c", "PT1H30M|P3D|PT45S", "duration")]
    [InlineData("c", "1h 30m|45m 10s|2h 5m", "duration")]
    [InlineData("c", "25:10:30|100:00:01|31:59:59", "duration")]
    [InlineData("c", "{\"a\":1}|{\"b\":[1,2]}|{}", "json")]
    [InlineData("c", "['Levitate']|['Keen Eye', 'Big Pecks']|[]", "list")]
    [InlineData("c", "[1,2,3]|[]|[4]", "list")]
    [InlineData("c", "{\"A Smith\",\"B Jones\"}|{NULL}|{\"C Miller\"}", "list")]
    [InlineData("c", "red;green|blue;red;green|green;blue", "list")]
    [InlineData("c", "Germany|France|Spain|United Kingdom", "country")]
    [InlineData("c", "Deutschland|Österreich|Schweiz|Frankreich", "country")]
    [InlineData("pays", "FR|DE|ES|IT", "country")]
    [InlineData("país", "FRA|DEU|ESP|ITA", "country")]
    [InlineData("currency", "EUR|USD|CHF", "currency")]
    [InlineData("Sprache", "Deutsch|Englisch|Französisch", "language")]
    [InlineData("lang", "de|en|fr-FR", "language")]
    [InlineData("PLZ", "01067|10115|80331", "postcode")]
    [InlineData("zip_code", "90210-1234|10001|60601", "postcode")]
    [InlineData("Postcode", "SW1A 1AA|M1 1AE|B33 8TH", "postcode")]
    [InlineData("c", "12 Main Street|7 Oak Ave.|100 Settlers Ridge Center Dr", "address")]
    [InlineData("Anschrift", "Hauptstraße 12|Am Markt 3|Lange Gasse 7", "address")]
    [InlineData("Stadt", "Berlin|Paris|Bad Homburg", "city")]
    [InlineData("first_name", "Ann|Bob|José", "person-name")]
    [InlineData("customerName", "Ann Miller|Bob O'Hara|Dr. José María Ruiz", "person-name")]
    [InlineData("c", "Braund, Mr. Owen Harris|Heikkinen, Miss. Laina|Allen, Mr. William Henry", "person-name")]
    [InlineData("company", "Acme|Globex|Initech", "name")]
    [InlineData("title", "Bloody Mary|The Long Way|Northern Lights", "name")]
    [InlineData("c", "small|medium|large|medium", "ordinal")]
    [InlineData("c", "Montag|Dienstag|Mittwoch", "ordinal")]
    [InlineData("c", "low|mid|high|low|low", "ordinal")]
    [InlineData("grade", "A|B|C|A|B", "ordinal")]
    [InlineData("c", "18-25|26-35|65+|18-25|26-35|65+", "ordinal")]
    [InlineData("c", "yes|no|yes|yes", "boolean")]
    [InlineData("c", "007|012|345|007", "code")]
    [InlineData("c", "JFK|LHR|FRA|JFK", "code")]
    [InlineData("sku", "A-1|B-22|C-333|A-1", "code")]
    [InlineData("comment", "was late again|all fine so far|please call me back", "free-text")]
    [InlineData("c", "same|same|same", "constant")]
    [InlineData("c", "Germany|Germany", "country")]
    [InlineData("c", "x1 ü|zwei|ß", "unknown")]
    public void by_its_form_its_name_and_its_words(string name, string values, string type) => Assert.Equal(type, Columns.Text(name, values.Split('|')).SemanticType);

    [Theory]
    [InlineData("A|B|A|B|C|A", ColumnRole.Categorical)]
    [InlineData("Ann Lee|Bob Ray|Cid Fox", ColumnRole.Text)]
    [InlineData("https://a.example|https://b.example", ColumnRole.Url)]
    [InlineData("a|b", ColumnRole.Text)]
    [InlineData("$5|$6|$7", ColumnRole.Numeric)]
    [InlineData("Mon|Tue|Wed", ColumnRole.Categorical)]
    [InlineData("a;b|b;c;a|c;a", ColumnRole.List)]
    public void and_what_it_is_good_for(string values, ColumnRole role) => Assert.Equal(role, Columns.Text("c", values.Split('|')).Role);

    [Fact]
    public void looks_past_what_stands_for_nothing()
    {
        var column = Columns.Text("mail", "a@b.example", "N/A", "-", null, " ", "c@d.example", "?");
        Assert.Equal("email", column.SemanticType);
        Assert.Equal([new FormCount("email", 2)], column.Forms);
    }

    [Fact]
    public void says_why_with_counts()
    {
        var column = Columns.Text("E-Mail", [.. Enumerable.Range(1, 1240).Select(i => $"user{i}@example.com"), .. Enumerable.Repeat("none yet", 10)]);
        Assert.Equal(["1,240 of 1,250 values look like an e-mail address", "the name says mail"], column.Evidence);
        Assert.Equal([new FormCount("email", 1240), new FormCount("text", 10)], column.Forms);
        Assert.InRange(column.SemanticConfidence, 0.9, 0.99);
    }

    [Fact]
    public void is_less_sure_of_few_values() =>
        Assert.True(Columns.Text("c", "a@b.example").SemanticConfidence < Columns.Text("c", "a@b.example", "c@d.example", "e@f.example").SemanticConfidence);

    [Fact]
    public void doubts_numbers_whose_check_digit_is_wrong()
    {
        Assert.NotEqual("card-number", Columns.Text("c", "4111111111111112", "4111111111111113", "4111111111111114").SemanticType);
        Assert.NotEqual("iban", Columns.Text("c", "DE89370400440532013001", "GB82WEST12345698765433").SemanticType);
    }

    [Fact]
    public void of_lists_with_commas_by_their_items()
    {
        string[] items = ["red", "green", "blue"];
        Assert.Equal("list", Columns.Text("c", Enumerable.Range(0, 30).Select(i => string.Join(", ", items.Take(1 + i % 3).Reverse()) + (i % 2 == 0 ? ", black" : ", white"))).SemanticType);
        Assert.NotEqual("list", Columns.Text("c", Enumerable.Range(0, 30).Select(i => $"Town{i}, State{i}")).SemanticType);
    }

    [Fact]
    public void scales_the_forms_of_a_drawn_sample_and_says_so()
    {
        var values = Enumerable.Range(0, 400).Select(i => new ValueCount(i % 4 == 0 ? $"word {(char)('a' + i % 26)} x" : $"u{i}@example.com", 1)).ToList();
        var measured = new ColumnProfile("c", "VARCHAR", ColumnRole.Other, 0, Missing: 0, new Dictionary<string, long>(), Empty: 0, Distinct: 4000, null, null, null, null, null, null, [], [], 1, 20);
        var column = Semantics.Decide(measured, new ColumnSample(values, IsWhole: false, 400), 4000);
        Assert.Equal([new FormCount("email", 3000), new FormCount("text", 1000)], column.Forms);
        Assert.Equal("rows", column.Estimates["forms"].Of);
        Assert.InRange(column.Estimates["forms"].Error, 0.01, 0.1);
        Assert.Empty(Columns.Text("c", "a", "b").Estimates);
    }

    [Fact]
    public void of_nothing_is_empty()
    {
        Assert.Equal(("empty", ColumnRole.Other, 0), Shown(Columns.Text("mail", null, null)));
        Assert.Equal(("empty", ColumnRole.Other, 0), Shown(Columns.Text("mail")));
        Assert.Equal(("empty", ColumnRole.Other, 0), Shown(Columns.Text("mail", " ", "", "N/A", "-")));
        static (string?, ColumnRole, int) Shown(ColumnProfile c) => (c.SemanticType, c.Role, c.Forms.Count);
    }

    [Theory]
    [InlineData('a', 1 << 20)]
    [InlineData('1', 1 << 20)]
    [InlineData('{', 1 << 20)]
    [InlineData('[', 1 << 16)]
    [InlineData('.', 200)]
    [InlineData('-', 200)]
    [InlineData('@', 200)]
    [InlineData('\0', 200)]
    [InlineData('\u202e', 200)]
    [InlineData('\ud800', 200)]
    [InlineData('|', 200)]
    [InlineData('%', 200)]
    [InlineData(':', 45)]
    [InlineData('0', 48)]
    public void of_hostile_values_is_found_in_no_time(char c, int length)
    {
        var watch = Stopwatch.StartNew();
        var run = new string(c, length);
        var column = Columns.Text(run[..Math.Min(length, 500)], run, run + "1", "a@" + run, run + "@a.de", "http://" + run, "1" + run + "}", "[" + run + "]", "{" + run + "}", "a" + run + " " + run);
        Assert.Contains(column.SemanticType, SemanticTypes.All);
        Assert.InRange(column.SemanticConfidence, 0, 1);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Fact]
    public void of_random_values_never_breaks()
    {
        var random = new Random(7);
        const string letters = "aZ09 .,:;-/+()%$€@'\"[]{}|\\\n\t\0é漢\ud800";
        for (var i = 0; i < 3000; i++)
        {
            var column = Columns.Text($"n{i}", Enumerable.Range(0, random.Next(1, 8)).Select(_ => new string([.. Enumerable.Range(0, random.Next(0, 60)).Select(_ => letters[random.Next(letters.Length)])])));
            Assert.Contains(column.SemanticType, SemanticTypes.All);
            Assert.All(new[] { column.Confidence, column.SemanticConfidence }, c => Assert.InRange(c, 0, 1));
            Assert.NotEmpty(column.Evidence);
        }
    }
}
