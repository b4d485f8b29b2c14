using System.Diagnostics;
using System.IO.Compression;

namespace Analyst.Tests.Engine;

public sealed class Reading_compressed_files(Runners runners) : Reading(runners)
{
    [Fact]
    public async Task gzip_is_expanded_first()
    {
        var loaded = await Load(Files.Gzip(Files.Utf8(Csv)));
        Assert.Equal(Rows, await loaded.Rows());
        Assert.Equal(("csv", "gzip"), (loaded.Result.File.Format, loaded.Result.File.Compression));
    }

    [Fact]
    public async Task zstd_is_expanded_first()
    {
        var loaded = await Load(Files.Zstd(Files.Utf8(Csv)));
        Assert.Equal(Rows, await loaded.Rows());
        Assert.Equal(("csv", "zstd"), (loaded.Result.File.Format, loaded.Result.File.Compression));
    }

    [Fact]
    public async Task joined_members_and_frames_are_one_file()
    {
        var (one, two) = (Files.Utf8("id,name\n1,Ann\n"), Files.Utf8("2,Bob\n"));
        Assert.Equal(Rows, await (await Load([.. Files.Gzip(one), .. Files.Gzip(two)])).Rows());
        Assert.Equal(Rows, await (await Load([.. Files.Zstd(one), .. Files.Zstd(two)])).Rows());
    }

    [Fact]
    public async Task a_gzip_header_may_hold_a_name_a_comment_and_more()
    {
        var plain = Files.Gzip(Files.Utf8(Csv));
        byte[] head = [0x1F, 0x8B, 8, 4 | 8 | 16 | 2, 0, 0, 0, 0, 0, 3, 3, 0, 1, 2, 3, .. "a.csv\0"u8, .. "said\0"u8, 9, 9];
        Assert.Equal(Rows, await (await Load([.. head, .. plain[10..]])).Rows());
    }

    [Fact]
    public async Task zeros_behind_gzip_are_padding() =>
        Assert.Equal(Rows, await (await Load([.. Files.Gzip(Files.Utf8(Csv)), .. new byte[1000]])).Rows());

    public static TheoryData<string> Damages => ["cut in the middle", "cut in the trailer", "a bit flipped", "text behind", "half a member behind", "only the beginning"];

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task damaged_gzip_is_refused(string damage) => Assert.Equal("file-unreadable", (await Refusal(Damaged(Files.Gzip(Noise()), damage))).Code);

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task damaged_zstd_is_refused(string damage)
    {
        // zstd has no trailer here; a flipped bit is found only by its structure.
        if (damage is "a bit flipped")
            damage = "cut in the middle";
        Assert.Equal("file-unreadable", (await Refusal(Damaged(Files.Zstd(Noise()), damage))).Code);
    }

    private static byte[] Damaged(byte[] file, string damage)
    {
        switch (damage)
        {
            case "cut in the middle":
                return file[..(file.Length / 2)];
            case "cut in the trailer":
                return file[..^3];
            case "a bit flipped":
                file[file.Length / 2] ^= 1;
                return file;
            case "text behind":
                return [.. file, .. "and this"u8];
            case "half a member behind":
                return [.. file, .. file[..(file.Length / 2)]];
            default:
                return file[..6];
        }
    }

    [Fact]
    public async Task what_is_compressed_twice_is_refused()
    {
        Assert.Contains("twice", (await Refusal(Files.Gzip(Files.Gzip(Files.Utf8(Csv))))).Message, StringComparison.Ordinal);
        Assert.Contains("twice", (await Refusal(Files.Zip(("a.csv.gz", Files.Gzip(Files.Utf8(Csv)))))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_expanded_size_is_limited_to_the_byte()
    {
        var file = Files.Utf8(Csv);
        foreach (var packed in new[] { Files.Gzip(file), Files.Zstd(file), Files.Zip(("a.csv", file)) })
        {
            Assert.Equal(2, (await Load(packed, expanded: file.Length)).Result.RowCount);
            var refusal = await Refusal(packed, expanded: file.Length - 1);
            Assert.Equal("too-large-expanded", refusal.Code);
            Assert.False(refusal.Retryable);
        }
    }

    [Fact]
    public async Task a_bomb_is_refused_early_and_leaves_no_bytes()
    {
        var zeros = new byte[1 << 20];
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true))
            for (var i = 0; i < 4 << 10; i++)
                gzip.Write(zeros);
        var clock = Stopwatch.StartNew();
        var refusal = await Refusal(bomb.ToArray());
        Assert.Equal("too-large-expanded", refusal.Code);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{clock.Elapsed}");
        Assert.DoesNotContain(Directory.EnumerateFiles(Runners.Options.TempFolder, "expanded.*", SearchOption.AllDirectories), f => new FileInfo(f).Length > 1 << 20);
    }

    [Fact]
    public async Task every_format_may_be_compressed()
    {
        var ndjson = await Load(Files.Gzip(Files.Utf8("{\"id\":1}\n{\"id\":2}\n")));
        Assert.Equal(("ndjson", "gzip", 2), (ndjson.Result.File.Format, ndjson.Result.File.Compression, ndjson.Result.RowCount));
        var parquet = await Load(Files.Zstd(Files.Parquet("SELECT 1 AS id")));
        Assert.Equal(("parquet", "zstd", 1), (parquet.Result.File.Format, parquet.Result.File.Compression, parquet.Result.RowCount));
        var workbook = await Load(Files.Gzip(Book(Files.Row(1, "id", "name") + Files.Row(2, 1, "Ann"))));
        Assert.Equal(("xlsx", "gzip", 1), (workbook.Result.File.Format, workbook.Result.File.Compression, workbook.Result.RowCount));
    }

    [Fact]
    public async Task an_empty_file_inside_is_empty()
    {
        Assert.Equal("csv-empty", (await Refusal(Files.Gzip([]))).Code);
        Assert.Equal("csv-empty", (await Refusal(Files.Zip(("a.csv", [])))).Code);
    }

    [Theory]
    [InlineData("anything at all")]
    [InlineData("folder/data.csv")]
    public async Task the_only_file_of_a_zip_is_the_table(string name)
    {
        var loaded = await Load(Files.Zip((name, Files.Utf8(Csv)), ("__MACOSX/._data.csv", [1, 2]), ("folder/.DS_Store", [0])));
        Assert.Equal(Rows, await loaded.Rows());
        Assert.Equal("zip", loaded.Result.File.Compression);
    }

    [Fact]
    public async Task the_only_table_beside_a_readme_is_the_table() =>
        Assert.Equal(Rows, await (await Load(Files.Zip(("README.txt", Files.Utf8("read me")), ("data.csv", Files.Utf8(Csv)), ("terms.pdf", Files.Utf8("%PDF"))))).Rows());

    [Fact]
    public async Task a_zip_of_several_tables_is_refused_by_their_names()
    {
        var refusal = await Refusal(Files.Zip(("a.csv", Files.Utf8(Csv)), ("b.csv", Files.Utf8(Csv))));
        Assert.Equal("file-unreadable", refusal.Code);
        Assert.Contains("a.csv, b.csv", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_damaged_or_empty_zip_is_refused()
    {
        var zip = Files.Zip(("a.csv", Noise()));
        Assert.Equal("file-unreadable", (await Refusal(zip[..(zip.Length / 2)])).Code);
        Assert.Equal("file-unreadable", (await Refusal(Files.Zip())).Code);
        zip[200] ^= 1;
        Assert.Equal("file-unreadable", (await Refusal(zip)).Code);
        Assert.Contains("OpenDocument", (await Refusal(Files.Zip(("mimetype", [1]), ("content.xml", [1])))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_zip_that_lies_about_its_size_is_refused()
    {
        var zip = Files.Zip(("a.csv", Noise()));
        var at = zip.AsSpan().LastIndexOf("PK\x01\x02"u8) + 24;
        BitConverter.GetBytes(10).CopyTo(zip, at);
        Assert.Equal("file-unreadable", (await Refusal(zip)).Code);
    }
}
