using System.Text;
using Analyst.Engine;
using Apache.Arrow;
using Apache.Arrow.Ipc;

namespace Analyst.Tests.Engine;

public sealed class Exporting_a_table(Runners runners)
{
    private const string Awkward = "text,number\n\"a,b\",1\n\"say \"\"hi\"\"\",2.5\n\"two\nlines\",\n\"\",-3\n=1+1,4\n Zürich ,5\n";

    [Fact]
    public async Task as_csv_keeps_missing_and_empty_apart_and_quotes_what_needs_it()
    {
        var loaded = await runners.Load("a,b\nx,1\n,2\ny,3\n");
        var parquet = await Made("SELECT * FROM (VALUES (NULL, 'a,b'), ('', '=1+1'), ('q\"q', E'l\\nm')) v(a, b)");

        Assert.Equal("a,b\n,\"a,b\"\n\"\",=1+1\n\"q\"\"q\",\"l\nm\"\n", (await Export(parquet, ExportFormat.Csv)).Text);
        Assert.Equal(3, (await Export(loaded.Parquet, ExportFormat.Csv)).Result.RowCount);
    }

    [Fact]
    public async Task as_csv_comes_back_as_the_same_rows()
    {
        var loaded = await runners.Load(Awkward);
        var exported = await Export(loaded.Parquet, ExportFormat.Csv);

        var again = await runners.Load(exported.Text);

        Assert.Equal(loaded.Types, again.Types);
        Assert.Equal(await loaded.Rows(), await again.Rows());
    }

    [Fact]
    public async Task as_ndjson_writes_numbers_that_every_reader_keeps()
    {
        var parquet = await Made("SELECT 9007199254740993 AS big, 1.10::DECIMAL(10,2) AS price, 'nan'::DOUBLE AS n, DATE '2024-02-29' AS d, NULL::VARCHAR AS t, true AS b, 'ü\"' AS \"na\"\"me\"");

        var exported = await Export(parquet, ExportFormat.Ndjson);

        Assert.Equal("""{"big":"9007199254740993","price":"1.10","n":null,"d":"2024-02-29","t":null,"b":true,"na\"me":"ü\""}""" + "\n", exported.Text);
        Assert.Equal((1, exported.Bytes.LongLength), (exported.Result.RowCount, exported.Result.Bytes));
    }

    [Fact]
    public async Task as_arrow_keeps_types_and_rows()
    {
        var parquet = await Made("SELECT i AS id, 't' || i AS t, CASE WHEN i % 2 = 0 THEN i / 4 END AS half FROM range(300000) r(i)");

        var exported = await Export(parquet, ExportFormat.Arrow);

        using var reader = new ArrowStreamReader(new MemoryStream(exported.Bytes));
        long rows = 0, sum = 0, nulls = 0;
        while (await reader.ReadNextRecordBatchAsync(Runners.Ct) is { } batch)
        {
            using (batch)
            {
                var ids = (Int64Array)batch.Column("id");
                for (var i = 0; i < batch.Length; i++)
                    sum += ids.GetValue(i)!.Value;
                nulls += batch.Column("half").NullCount;
                rows += batch.Length;
            }
        }
        Assert.Equal((300_000, 300_000, 299_999L * 150_000, 150_000), (rows, exported.Result.RowCount, sum, nulls));
        Assert.Equal(["id", "t", "half"], reader.Schema.FieldsList.Select(f => f.Name));
    }

    [Theory, InlineData(ExportFormat.Csv), InlineData(ExportFormat.Ndjson), InlineData(ExportFormat.Arrow)]
    public async Task without_rows_is_whole_too(ExportFormat format)
    {
        var parquet = await Made("SELECT 1 AS a WHERE false");

        var exported = await Export(parquet, format);

        Assert.Equal(0, exported.Result.RowCount);
        Assert.Equal(format == ExportFormat.Ndjson, exported.Bytes.Length == 0);
    }

    [Fact]
    public async Task that_is_gone_says_nothing_of_the_servers_paths()
    {
        var refusal = await Assert.ThrowsAsync<EngineException>(() => Export(runners.NewFile("parquet"), ExportFormat.Csv));

        Assert.DoesNotContain(runners.Folder, refusal.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(0, 3, "[[0],[1],[2]]"), InlineData(199_998, 5, "[[199998],[199999]]"), InlineData(123_456, 1, "[[123456]]"), InlineData(200_000, 5, "[]")]
    public async Task by_pages_gives_the_rows_in_the_order_of_the_file(long offset, int limit, string rows)
    {
        var parquet = await Made("SELECT i AS id FROM range(200000) r(i)");

        var page = await runners.Pool.Page(new PageWork(Runners.Anyone, parquet, offset, limit), Runners.Ct);

        Assert.Equal((rows, ""), (Runners.Text(page), page.Sql));
    }

    [Fact]
    public async Task by_pages_minds_a_column_that_is_named_like_the_readers_own()
    {
        var parquet = await Made("SELECT i * 7 AS \"File_Row_Number\" FROM range(10) r(i)");

        var page = await runners.Pool.Page(new PageWork(Runners.Anyone, parquet, 3, 2), Runners.Ct);

        Assert.Equal("[[21],[28]]", Runners.Text(page));
    }

    private async Task<string> Made(string select)
    {
        var path = runners.NewFile("parquet");
        using var connection = new DuckDB.NET.Data.DuckDBConnection("DataSource=:memory:");
        await connection.OpenAsync(Runners.Ct);
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({select}) TO '{path}' (FORMAT parquet)";
        await command.ExecuteNonQueryAsync(Runners.Ct);
        return path;
    }

    private async Task<(string Text, byte[] Bytes, ExportResult Result)> Export(string parquet, ExportFormat format)
    {
        var output = runners.NewFile("export");
        var result = await runners.Pool.Export(new ExportWork(Runners.Anyone, parquet, output, format), Runners.Ct);
        var bytes = await File.ReadAllBytesAsync(output, Runners.Ct);
        return (Encoding.UTF8.GetString(bytes), bytes, result);
    }
}
