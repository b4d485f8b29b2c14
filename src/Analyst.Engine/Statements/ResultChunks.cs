using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Analyst.Engine.Statements;

/// <summary>A statement's result piece by piece, as DuckDB computes it.</summary>
internal static class ResultChunks
{
    public static DuckDBPreparedStatement Prepare(Duck duck, string sql)
    {
        if (PreparedStatements.DuckDBPrepare(duck.Connection.NativeConnection, sql, out var prepared) != DuckDBState.Error)
            return prepared;
        using (prepared)
            throw new StatementException(PreparedStatements.DuckDBPrepareError(prepared));
    }

    public static DuckDBResult Execute(DuckDBPreparedStatement prepared)
    {
        if (PreparedStatements.DuckDBExecutePreparedStreaming(prepared, out var result) != DuckDBState.Error)
            return result;
        var error = NativeMethods.Query.DuckDBResultError(ref result);
        result.Close();
        throw new StatementException(error);
    }

    /// <summary>Null at the end. A stream can also break in the middle, which only the result's error tells.</summary>
    public static DuckDBDataChunk? Next(ref DuckDBResult result)
    {
        var chunk = NativeMethods.Query.DuckDBFetchChunk(result);
        if (!chunk.IsInvalid && DataChunks.DuckDBDataChunkGetSize(chunk) > 0)
            return chunk;
        chunk.Dispose();
        var error = NativeMethods.Query.DuckDBResultError(ref result);
        return string.IsNullOrEmpty(error) ? null : throw new StatementException(error);
    }
}

/// <summary>DuckDB's own words about a statement that failed.</summary>
internal sealed class StatementException(string message) : Exception(message);
