namespace Analyst.Engine.Formats;

/// <summary>Any file that holds a table to Parquet. What the file is its bytes say, never its name.</summary>
internal static class FileIngest
{
    /// <summary>The share of the work that expanding takes.</summary>
    private const double Expanding = 0.3;

    public static IngestResult Run(IngestWork work, Job job)
    {
        job.Report("looking", 0);
        if (!File.Exists(work.InputPath))
            throw new EngineException("input-missing", "The file is not there any more.", retryable: true);
        var kind = FileKinds.Of(work.InputPath);
        switch (kind)
        {
            case FileKind.Gzip:
                return Expanded("gzip", work, job, (file, into) => GzipMembers.Expand(file, into));
            case FileKind.Zstd:
                return Expanded("zstd", work, job, (file, into) => ZstdFrames.Expand(file, into));
            case FileKind.Zip when ZipTable.Find(work) is { } name:
                return Expanded("zip", work, job, (file, into) => ZipTable.Expand(file, name, into));
            default:
                return Plain(kind, work, job);
        }
    }

    private static IngestResult Expanded(string compression, IngestWork work, Job job, Action<FileStream, Expansion> expand)
    {
        using var copy = new ScratchFile(job, "expanded");
        using (var file = File.OpenRead(work.InputPath))
        using (var into = new Expansion(copy.Path, file, work.ExpandedBytes, job, Expanding))
            expand(file, into);
        var inner = work with { InputPath = copy.Path };
        var kind = FileKinds.Of(copy.Path);
        if (kind is FileKind.Gzip or FileKind.Zstd || kind == FileKind.Zip && ZipTable.Find(inner) is not null)
            throw Unreadable("The file is compressed twice. Expand it once and upload what is inside.");
        var result = Plain(kind, inner, job.After(Expanding));
        return result with { Dialect = $"{result.Dialect}, {compression}", File = result.File with { Compression = compression } };
    }

    private static IngestResult Plain(FileKind kind, IngestWork work, Job job) => kind switch
    {
        FileKind.Parquet => ParquetIngest.Run(work, job),
        FileKind.EncryptedParquet => throw Unreadable("The Parquet file is encrypted. Write it anew without encryption."),
        FileKind.Zip or FileKind.CompoundFile => ExcelIngest.Run(work, job),
        _ => Text(work, job),
    };

    private static IngestResult Text(IngestWork work, Job job)
    {
        using var text = JsonText.Of(work, job);
        return text is null ? CsvIngest.Run(work, job) : JsonIngest.Run(text, work, job);
    }

    public static EngineException Unreadable(string text) => new("file-unreadable", text);
}
