using System.Security.Cryptography;
using Analyst.Domain.Datasets;

namespace Analyst.Engine;

/// <summary>A Parquet file that appears whole under its name or not at all.</summary>
internal sealed class ParquetOutput : IDisposable
{
    /// <summary>DuckDB's own size of a row group, and of the vectors it is made of.</summary>
    private const int UsualRows = 122_880;
    private const int VectorSize = 2_048;

    private const int MaximumCells = 16_000_000;

    /// <summary>Each takes half a megabyte while a row group is written.</summary>
    private const int MaximumDictionaries = 500;

    private readonly string path;

    public ParquetOutput(string path)
    {
        this.path = path;
        Draft = $"{path}.{Guid.CreateVersion7():N}.tmp";
    }

    /// <summary>Where to write.</summary>
    public string Draft { get; }

    /// <summary>The end of a COPY statement. Level 1 packs nearly as well as 3 and takes a fifth less time. A row group is held in memory, so wide tables have smaller ones, and no dictionary for each column.</summary>
    public string CopyTo(int columns)
    {
        var rows = Math.Clamp(MaximumCells / Math.Max(1, columns) / VectorSize * VectorSize, VectorSize, UsualRows);
        var dictionaries = columns > MaximumDictionaries ? ", DICTIONARY_SIZE_LIMIT 1" : "";
        return $"TO {Sql.Text(Draft)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, USE_TMP_FILE false, ROW_GROUP_SIZE {rows}{dictionaries})";
    }

    public IReadOnlyList<Column> Columns(Duck duck) =>
        duck.Query($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet({Sql.Text(Draft)}))", r => new Column(r.GetString(0), r.GetString(1)));

    /// <summary>Makes the bytes durable and gives them their name.</summary>
    public (string Sha256, long Bytes) Publish()
    {
        string hash;
        long bytes;
        using (var file = new FileStream(Draft, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan))
        {
            file.Flush(flushToDisk: true);
            bytes = file.Length;
            hash = Convert.ToHexStringLower(SHA256.HashData(file));
        }
        File.Move(Draft, path, overwrite: true);
        return (hash, bytes);
    }

    public void Dispose()
    {
        if (File.Exists(Draft))
            File.Delete(Draft);
    }
}
