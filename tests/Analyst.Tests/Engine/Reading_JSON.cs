using System.Text;
using Analyst.Domain.Datasets;
using Analyst.Engine;

namespace Analyst.Tests.Engine;

public sealed class Reading_JSON(Runners runners) : Reading(runners)
{
    [Theory]
    [InlineData("""[{"id":1,"name":"Ann"},{"id":2,"name":"Bob"}]""")]
    [InlineData("\uFEFF \n [ {\"id\": 1,\n \"name\": \"Ann\"},\n\n {\"name\":\"Bob\",\"id\":2} ]\n")]
    [InlineData("""{"count":2,"rows":[{"id":1,"name":"Ann"},{"id":2,"name":"Bob"}],"next":null}""")]
    [InlineData("{\n\"id\":1,\n\"name\":\"Ann\"\n}\n{\n\"id\":2,\n\"name\":\"Bob\"\n}")]
    public async Task records_of_a_document_are_rows(string json)
    {
        var loaded = await Load(json);
        Assert.Equal("id BIGINT, name VARCHAR", loaded.Types);
        Assert.Equal(Rows, await loaded.Rows());
        Assert.Equal("json", loaded.Result.File.Format);
        Assert.Null(loaded.Result.File.Lines);
    }

    [Fact]
    public async Task what_stands_beside_the_list_is_told()
    {
        var loaded = await Load("""{"count":1,"rows":[{"id":1}],"next":null}""");
        Assert.Contains("\"count\", \"next\"", Assert.Single(loaded.Result.File.Notes), StringComparison.Ordinal);
        Assert.Equal("JSON, list \"rows\"", loaded.Result.Dialect);
    }

    [Theory]
    [InlineData("""{"id":1,"tags":["a","b"]}""", "id BIGINT, tags VARCHAR[]")]
    [InlineData("""{"a":[{"x":1}],"b":[{"y":2}]}""", "a STRUCT(x BIGINT)[], b STRUCT(y BIGINT)[]")]
    [InlineData("""{"a":{"b":{"c":1.5}}}""", "a STRUCT(b STRUCT(c DECIMAL(2,1)))")]
    public async Task a_single_object_is_a_row(string json, string types)
    {
        var loaded = await Load(json);
        Assert.Equal((types, 1L), (loaded.Types, loaded.Result.RowCount));
    }

    [Theory]
    [InlineData("12345678901234567890", "DECIMAL(20,0)", "12345678901234567890")]
    [InlineData("9223372036854775807", "BIGINT", "9223372036854775807")]
    [InlineData("0.1234567890123456789", "DECIMAL(20,19)", "0.1234567890123456789")]
    [InlineData("9007199254740993.5", "DECIMAL(17,1)", "9007199254740993.5")]
    [InlineData("123456789012345678901234567890123456789012345", "VARCHAR", "123456789012345678901234567890123456789012345")]
    [InlineData("1e400", "VARCHAR", "1e400")]
    [InlineData("1.50", "DECIMAL(3,2)", "1.50")]
    [InlineData("1.5e3", "DOUBLE", "1500.0")]
    [InlineData("0.12345678901234567", "DECIMAL(18,17)", "0.12345678901234567")]
    [InlineData("123.1234567890123456", "DECIMAL(19,16)", "123.1234567890123456")]
    [InlineData("0.1234567890123456e-5", "DOUBLE", "1.234567890123456e-06")]
    [InlineData("1.0", "DECIMAL(2,1)", "1.0")]
    [InlineData("1E2", "DOUBLE", "100.0")]
    [InlineData("0", "BIGINT", "0")]
    [InlineData("-0.1", "DECIMAL(2,1)", "-0.1")]
    [InlineData("1.7976931348623157e308", "DOUBLE", "1.7976931348623157e+308")]
    [InlineData("\"007\"", "VARCHAR", "007")]
    [InlineData("\"1\"", "VARCHAR", "1")]
    [InlineData("true", "BOOLEAN", "true")]
    [InlineData("\"2024-02-29\"", "DATE", "2024-02-29")]
    [InlineData("\"2023-02-29\"", "VARCHAR", "2023-02-29")]
    [InlineData("\"2024-01-02T03:04:05\"", "TIMESTAMP", "2024-01-02 03:04:05")]
    [InlineData("\"2024-01-02 03:04\"", "TIMESTAMP", "2024-01-02 03:04:00")]
    [InlineData("\"2024-01-02T03:04:05.1234567\"", "VARCHAR", "2024-01-02T03:04:05.1234567")]
    [InlineData("\"2024-01-02T03:04:05.123Z\"", "TIMESTAMP WITH TIME ZONE", "2024-01-02 03:04:05.123+00")]
    [InlineData("\"2024-01-02T03:04:05+02:00\"", "TIMESTAMP WITH TIME ZONE", "2024-01-02 01:04:05+00")]
    [InlineData("\"01/02/2024\"", "VARCHAR", "01/02/2024")]
    [InlineData("null", "VARCHAR", null)]
    [InlineData("{\"n\":0.1234567890123456789}", "STRUCT(n DECIMAL(20,19))", "{'n': 0.1234567890123456789}")]
    [InlineData("[1,2.5,null]", "DECIMAL(2,1)[]", "[1.0, 2.5, NULL]")]
    [InlineData("[]", "VARCHAR[]", "[]")]
    [InlineData("{}", "JSON", "{}")]
    [InlineData("[1,\"a\"]", "VARCHAR[]", "[1, a]")]
    [InlineData("[1,[2.50]]", "JSON[]", "[1, [2.50]]")]
    [InlineData("{\"a\":1,\"A\":2}", "JSON", "{\"a\":1,\"A\":2}")]
    [InlineData("{\"a\":1,\"a\":2}", "JSON", "{\"a\":1,\"a\":2}")]
    [InlineData("\"a\\u0000\\\"\\u00e9\\n\"", "VARCHAR", "a\0\"é\n")]
    public async Task a_value_keeps_everything(string value, string type, string? printed)
    {
        var loaded = await Load($"[{{\"v\":{value}}},{{\"v\":null}},{{}}]");
        Assert.Equal($"v {type}", loaded.Types);
        Assert.Equal(3, loaded.Result.RowCount);
        Assert.Equal(printed, (await loaded.Ask("SELECT CAST(v AS VARCHAR) FROM data LIMIT 1"))[0][0].GetString());
    }

    [Theory]
    [InlineData("1", "12345678901234567890", "DECIMAL(20,0)")]
    [InlineData("1", "2.5", "DECIMAL(2,1)")]
    [InlineData("9007199254740993", "0.5", "DECIMAL(17,1)")]
    [InlineData("1", "\"x\"", "VARCHAR")]
    [InlineData("1.50", "true", "VARCHAR")]
    [InlineData("\"2024-01-01\"", "\"2024-01-01T10:00:00\"", "TIMESTAMP")]
    [InlineData("\"2024-01-01\"", "\"soon\"", "VARCHAR")]
    [InlineData("\"2024-01-01T10:00:00\"", "\"2024-01-01T10:00:00Z\"", "VARCHAR")]
    [InlineData("{\"a\":1}", "{\"b\":\"x\"}", "STRUCT(a BIGINT, b VARCHAR)")]
    [InlineData("{\"a\":1}", "7", "JSON")]
    [InlineData("[1]", "[\"x\"]", "VARCHAR[]")]
    public async Task a_late_value_changes_the_type_of_all(string early, string late, string type)
    {
        var json = string.Concat(Enumerable.Repeat($"{{\"v\":{early}}}\n", 30_000)) + $"{{\"v\":{late}}}\n";
        var loaded = await Load(json);
        Assert.Equal($"v {type}", loaded.Types);
        Assert.Equal(30_001, loaded.Result.RowCount);
    }

    [Fact]
    public async Task mixed_values_stand_as_they_were_written()
    {
        var loaded = await Load("""[{"v":1.50},{"v":"x"},{"v":true},{"v":null}]""");
        Assert.Equal("""[["1.50"],["x"],["true"],[null]]""", await loaded.Rows());
        Assert.Equal("Holds numbers, text and true or false, so every value stands as it was written.", Assert.Single(loaded.Result.File.Columns).Note);
    }

    [Fact]
    public async Task columns_come_in_the_order_of_their_first_record_and_may_come_late()
    {
        var loaded = await Load(string.Concat(Enumerable.Repeat("{\"b\":1,\"a\":2}\n", 30_000)) + "{\"c\":\"late\",\"a\":3}\n");
        Assert.Equal("b BIGINT, a BIGINT, c VARCHAR", loaded.Types);
        Assert.Equal("""[[null,3,"late"]]""", (await loaded.Ask("SELECT * FROM data WHERE c IS NOT NULL")).ToString());
    }

    [Fact]
    public async Task names_are_made_unique_and_a_repeated_member_is_a_second_column()
    {
        var loaded = await Load("""[{"a":1,"A":2,"a":3,"":4,"x\"y":5,"\u00e9":6},{"A":7,"a":8}]""");
        Assert.Equal(["a", "A_2", "a_3", "column4", "x\"y", "é"], loaded.Result.Columns.Select(c => c.Name));
        Assert.Equal("[[1,2,3,4,5,6],[8,7,null,null,null,null]]", await loaded.Rows());
    }

    [Fact]
    public async Task lists_of_lists_and_of_values_are_tables()
    {
        Assert.Equal("""[[1,"a"],[2,null]]""", await (await Load("""[[1,"a"],[2]]""")).Rows());
        var values = await Load("[1,2,3]\n");
        Assert.Equal(("value BIGINT", 3L), (values.Types, values.Result.RowCount));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[{},{}]")]
    public async Task json_without_members_is_empty(string json) => Assert.Equal("csv-empty", (await Refusal(json)).Code);

    [Theory]
    [InlineData("""[{"a":1},{"a":""")]
    [InlineData("""[{"a":1},{"a":2}""")]
    [InlineData("{\"a\":1,\n\"b\":NaN}")]
    [InlineData("""[{"a":1},{"a":2}] and more""")]
    [InlineData("""[{"a":"\ud800"}]""")]
    public async Task broken_json_is_refused(string json) => Assert.Equal("file-unreadable", (await Refusal(json)).Code);

    [Fact]
    public async Task the_place_of_the_fault_is_told() =>
        Assert.Contains("line 3, byte 7", (await Refusal("[\n{\"a\":1},\n{\"a\": oops}\n]")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task json_that_is_not_utf_8_is_refused_or_read_as_declared()
    {
        var bytes = Encoding.Latin1.GetBytes("""[{"name":"José"}]""");
        Assert.Equal("file-unreadable", (await Refusal(bytes)).Code);
        Assert.Equal("""[["José"]]""", await (await Load(bytes, new ReadingChoices(Encoding: "windows-1252"))).Rows());
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task utf_16_is_transcoded(bool bigEndian, bool mark)
    {
        var encoding = new UnicodeEncoding(bigEndian, mark);
        Assert.Equal("""[["Łódź"]]""", await (await Load([.. encoding.GetPreamble(), .. encoding.GetBytes("""[{"city":"Łódź"}]""")])).Rows());
    }

    [Fact]
    public async Task deep_nesting_is_kept_as_json_or_refused()
    {
        string Nested(int levels) => $"[{{\"v\":{string.Concat(Enumerable.Repeat("[", levels))}1{string.Concat(Enumerable.Repeat("]", levels))}}}]";
        Assert.StartsWith("v JSON", (await Load(Nested(400))).Types, StringComparison.Ordinal);
        var refusal = await Refusal(Nested(100_000));
        Assert.Equal("file-unreadable", refusal.Code);
    }

    [Fact]
    public async Task a_map_by_key_stays_json()
    {
        var map = string.Join(",", Enumerable.Range(0, 300).Select(i => $"\"k{i}\":{i}"));
        Assert.Equal("id BIGINT, map JSON", (await Load($"[{{\"id\":1,\"map\":{{{map}}}}},{{\"id\":2,\"map\":{{\"k1\":5}}}}]")).Types);
        var many = string.Join(",", Enumerable.Range(0, 6_000).Select(i => $"\"k{i}\":{i}"));
        Assert.Contains("map by id", (await Refusal($"[{{{many}}}]")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_record_larger_than_the_limit_is_refused()
    {
        var large = new string('x', 17 << 20);
        Assert.Contains("16 MiB", (await Refusal($"[{{\"a\":\"{large}\"}}]")).Message, StringComparison.Ordinal);
        var fits = new string('"', 7 << 20).Replace("\"", "\\\"", StringComparison.Ordinal);
        Assert.Equal((14 << 20) + 2, (await (await Load($"[{{\"a\":\"{fits}\"}},{{\"a\":{{\"b\":\"{fits}\"}}}}]")).Ask("SELECT length(CAST(a AS VARCHAR)) FROM data LIMIT 1"))[0][0].GetInt32());
    }

    [Fact]
    public async Task a_profile_and_sql_survive_nested_values()
    {
        var loaded = await Load("""[{"id":1,"o":{"a":1,"b":[1,2]},"l":[{"x":1}],"j":{"x":1},"d":1.5},{"id":2,"o":null,"l":[],"j":[1],"d":null}]""");
        var profile = await Runners.Pool.Profile(new ProfileWork(Engine.Runners.Anyone, loaded.Parquet), Engine.Runners.Unheard, Engine.Runners.Ct);
        Assert.Equal(2, profile.RowCount);
        Assert.Equal([0L, 1, 0, 0, 1], profile.Columns.Select(c => c.Missing));
        Assert.Equal("""[[1,{"a":1,"b":[1,2]},[{"x":1}],"{\"x\":1}","1.5"],[2,null,[],"[1]",null]]""", await loaded.Rows());
        Assert.Equal("[[1,2]]", (await loaded.Ask("SELECT o.a, o.b[2] FROM data WHERE id = 1")).ToString());
    }

    [Theory]
    [InlineData("[id],[name]\n1,Ann\n2,Bob\n", "[id] BIGINT, [name] VARCHAR")]
    [InlineData("{id};{name}\n1;Ann\n2;Bob\n", "{id} BIGINT, {name} VARCHAR")]
    [InlineData("[1],[2]\n1,Ann\n2,Bob\n", "[1] BIGINT, [2] VARCHAR")]
    public async Task text_that_begins_like_json_is_text(string csv, string types)
    {
        var loaded = await Load(csv);
        Assert.Equal(("csv", types), (loaded.Result.File.Format, loaded.Types));
    }

    [Fact]
    public async Task a_declared_type_is_made_from_what_was_written()
    {
        var loaded = await Load("""[{"v":"1.10","w":7},{"v":"x","w":8}]""", new ReadingChoices(Types: new Dictionary<string, string> { ["v"] = "DECIMAL(5,2)", ["w"] = "VARCHAR" }));
        Assert.Equal("v DECIMAL(5,2), w VARCHAR", loaded.Types);
        Assert.Equal("""[["1.10","7"],[null,"8"]]""", await loaded.Rows());
        Assert.Equal(1, loaded.Result.Rejects.Cells);
    }
}
