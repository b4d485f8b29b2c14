using DuckDB.NET.Data;

namespace Analyst.Engine;

/// <summary>One locked DuckDB instance: its own temporary folder, no extension, no file but those it was given.</summary>
internal sealed class Duck : IDisposable
{
    private readonly DuckDBConnection connection;
    private readonly string folder;

    private Duck(DuckDBConnection connection, string folder)
    {
        this.connection = connection;
        this.folder = folder;
    }

    public DuckDBConnection Connection => connection;

    /// <summary>0 to 100, or negative when DuckDB cannot tell.</summary>
    public double Percent => connection.GetQueryProgress().Percentage;

    /// <summary>Opens an instance that can reach <paramref name="paths"/> and nothing else, for good.</summary>
    /// <param name="views">Made before the lock: name and Parquet file.</param>
    public static Duck Open(RunnerLimits limits, IEnumerable<string> paths, IReadOnlyDictionary<string, string>? views = null)
    {
        // DuckDB lets statements read and write its temporary folder, so no two instances share one.
        var folder = Path.Combine(limits.TempFolder, Guid.CreateVersion7().ToString("N"));
        Directory.CreateDirectory(folder);
        var connection = new DuckDBConnection("DataSource=:memory:");
        var duck = new Duck(connection, folder);
        try
        {
            connection.Open();
            duck.Execute($"""
                SET threads = {limits.Threads};
                SET memory_limit = '{limits.MemoryMb}MiB';
                SET temp_directory = {Sql.Text(folder)};
                SET max_temp_directory_size = '{limits.FileMb}MiB';
                SET autoinstall_known_extensions = false;
                SET autoload_known_extensions = false;
                SET allow_community_extensions = false;
                SET allow_persistent_secrets = false;
                SET parquet_metadata_cache = true;
                SET TimeZone = 'UTC';
                SET enable_progress_bar = true;
                SET enable_progress_bar_print = false;
                """);
            foreach (var (name, path) in views ?? new Dictionary<string, string>())
                duck.Execute($"CREATE VIEW {Sql.Name(name)} AS SELECT * FROM read_parquet({Sql.Text(path)})");
            // The order matters: paths can only be allowed before the door closes, and nothing can be set after the lock.
            duck.Execute($"""
                SET allowed_paths = {Sql.List(paths)};
                SET enable_external_access = false;
                SET lock_configuration = true;
                """);
            return duck;
        }
        catch
        {
            duck.Dispose();
            throw;
        }
    }

    public void Interrupt() => connection.NativeConnection.Interrupt();

    /// <summary>The number of rows it changed or copied.</summary>
    public long Execute(string sql, params ReadOnlySpan<string?> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>Every row through <paramref name="read"/>.</summary>
    public List<T> Query<T>(string sql, Func<DuckDBDataReader, T> read, params ReadOnlySpan<string?> parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    public T Single<T>(string sql, Func<DuckDBDataReader, T> read, params ReadOnlySpan<string?> parameters) => Query(sql, read, parameters)[0];

    public long Count(string sql) => Single(sql, r => r.GetInt64(0));

    public void Dispose()
    {
        connection.Dispose();
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // The parent removes the folder above when the process ends.
        }
    }

    private DuckDBCommand Command(string sql, ReadOnlySpan<string?> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var value in parameters)
            command.Parameters.Add(new DuckDBParameter((object?)value ?? DBNull.Value));
        return command;
    }
}
