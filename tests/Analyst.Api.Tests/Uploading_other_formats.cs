using System.IO.Compression;
using System.Net;
using System.Text;
using Analyst.Api.Tests.Servers;
using DuckDB.NET.Data;

namespace Analyst.Api.Tests;

public sealed class Uploading_other_formats(Running running)
{
    private readonly ApiClient ann = running.As("ann");

    [Theory]
    [InlineData("application/gzip", "city VARCHAR, amount BIGINT")]
    [InlineData("application/vnd.apache.parquet", "city VARCHAR, amount BIGINT")]
    [InlineData("application/x-ndjson", "city VARCHAR, amount BIGINT")]
    [InlineData("application/json", "city VARCHAR, amount BIGINT")]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "city VARCHAR, amount BIGINT")]
    public async Task a_select_answers_from_it(string mediaType, string types)
    {
        var dataset = await Ready(FileOf(mediaType), mediaType);

        var view = (await ann.Get($"/datasets/{dataset}")).Json;
        Assert.Equal(types, string.Join(", ", view["columns"]!.AsArray().Select(c => $"{c!["name"]} {c["type"]}")));
        var answer = await ann.Post($"/datasets/{dataset}/sql", new { sql = "SELECT city, amount + 1 FROM data ORDER BY city" });
        Assert.Equal("""[["Basel",3],["Bern",2]]""", answer.Json["rows"]!.ToJsonString());
        await ann.Profile(dataset);
    }

    [Fact]
    public async Task what_is_named_is_not_what_it_is() =>
        await Ready(FileOf("application/x-ndjson"), "text/csv");

    [Fact]
    public async Task a_file_that_was_cut_fails_its_job_with_the_reason()
    {
        var uploaded = await ann.Upload(FileOf("application/gzip")[..^4], "cut.csv.gz", "application/gzip");

        var job = await ann.Ended((string)uploaded.Json["jobId"]!);

        Assert.Equal(("failed", "file-unreadable"), ((string?)job["state"], (string?)job["error"]!["code"]));
        Assert.Contains("cut off", (string?)job["error"]!["detail"], StringComparison.Ordinal);
    }

    private async Task<Guid> Ready(byte[] file, string mediaType)
    {
        var uploaded = await ann.Upload(file, "table", mediaType);
        Assert.Equal(HttpStatusCode.Created, uploaded.Status);
        var job = await ann.Ended((string)uploaded.Json["jobId"]!);
        Assert.Equal("succeeded", (string?)job["state"]);
        return (Guid)uploaded.Json["id"]!;
    }

    private static byte[] FileOf(string mediaType) => mediaType switch
    {
        "application/gzip" => Gzip("city,amount\nBern,1\nBasel,2\n"),
        "application/vnd.apache.parquet" => Parquet(),
        "application/x-ndjson" => Encoding.UTF8.GetBytes("{\"city\":\"Bern\",\"amount\":1}\n{\"city\":\"Basel\",\"amount\":2}\n"),
        "application/json" => Encoding.UTF8.GetBytes("""[{"city":"Bern","amount":1},{"city":"Basel","amount":2}]"""),
        _ => Workbook(),
    };

    private static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    private static byte[] Parquet()
    {
        var path = Path.GetTempFileName();
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY (SELECT * FROM (VALUES ('Bern', 1::BIGINT), ('Basel', 2::BIGINT)) t(city, amount)) TO '{path}' (FORMAT parquet)";
        command.ExecuteNonQuery();
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    private static byte[] Workbook()
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", package = "http://schemas.openxmlformats.org/package/2006/relationships";
        string Row(int number, string city, string amount) => $"""<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>{city}</t></is></c><c r="B{number}"{(number == 1 ? " t=\"str\"" : "")}><v>{amount}</v></c></row>""";
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, xml) in new[]
            {
                ("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"""),
                ("_rels/.rels", $"""<Relationships xmlns="{package}"><Relationship Id="r" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
                ("xl/workbook.xml", $"""<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="Orders" sheetId="1" r:id="s1"/></sheets></workbook>"""),
                ("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{package}"><Relationship Id="s1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""),
                ("xl/worksheets/sheet1.xml", $"""<worksheet xmlns="{main}"><sheetData>{Row(1, "city", "amount")}{Row(2, "Bern", "1")}{Row(3, "Basel", "2")}</sheetData></worksheet>"""),
            })
            {
                using var entry = new StreamWriter(zip.CreateEntry(name).Open());
                entry.Write(xml);
            }
        }
        return bytes.ToArray();
    }
}
