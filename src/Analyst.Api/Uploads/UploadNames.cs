namespace Analyst.Api.Uploads;

/// <summary>Names and media types that senders give to files.</summary>
public static class UploadNames
{
    private const int LongestName = 255;

    // What the bytes really are is found by reading them.
    private static readonly HashSet<string> Tables =
    [
        "text/csv", "text/tab-separated-values", "text/plain", "application/csv", "application/octet-stream", "application/vnd.ms-excel",
        "application/gzip", "application/x-gzip", "application/zstd", "application/vnd.apache.parquet", "application/x-ndjson", "application/jsonl", "application/json",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ];

    public static bool IsTable(string mediaType) => Tables.Contains(mediaType);

    /// <summary>The last part of a path, without control characters, at most 255 characters.</summary>
    public static string FileName(string? given)
    {
        var name = new string([.. (given ?? "").Where(c => !char.IsControl(c))]);
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        return name.Length == 0 ? "dataset.csv" : name[..Math.Min(name.Length, LongestName)];
    }

    public static BodyRefusedException NotATable(string mediaType) => new(
        "unsupported-media-type",
        $"'{mediaType}' is not read here; send delimited text (text/csv), Parquet, JSON, an Excel workbook, or one of these compressed by gzip or zstd. application/octet-stream leaves it to us to find out.");
}
