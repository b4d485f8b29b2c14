using System.Text.RegularExpressions;
using DuckDB.NET.Data;

namespace Analyst.Engine;

/// <summary>DuckDB's errors in our codes, without anything that belongs to the server.</summary>
internal static partial class EngineErrors
{
    /// <summary>The work was told to stop; never leaves the pool.</summary>
    public const string Interrupted = "interrupted";

    public static RunnerFailure Explain(Exception e, RunnerRequest request) => e switch
    {
        EngineException known => new(known.Code, Clean(known.Message, request), known.Retryable, Spent: false),
        OperationCanceledException => new(Interrupted, "Stopped.", Retryable: false, Spent: false),
        DuckDBException or StatementException => Explain(e.Message, request),
        OutOfMemoryException => TooBig(request),
        IOException => new("engine-failed", "Reading or writing a file failed.", Retryable: true, Spent: true),
        _ => new("engine-failed", $"The engine failed ({e.GetType().Name}).", Retryable: false, Spent: true),
    };

    private static RunnerFailure Explain(string message, RunnerRequest request)
    {
        var text = Clean(message, request);
        return message switch
        {
            _ when message.StartsWith("INTERRUPT", StringComparison.Ordinal) => new(Interrupted, "Stopped.", Retryable: false, Spent: false),
            _ when message.StartsWith("Out of Memory", StringComparison.Ordinal) => TooBig(request),
            _ when message.Contains("File too large", StringComparison.Ordinal) || message.Contains("No space left", StringComparison.Ordinal) => TooBig(request),
            _ when request.Task != RunnerTask.Query => new("engine-failed", text, Retryable: false, Spent: true),
            _ when IsUnknownName(message) => new("sql-unknown-name", text, Retryable: false, Spent: false),
            _ when Starts(message, "Parser Error", "Binder Error", "Catalog Error", "Not implemented Error") => new("sql-invalid", text, Retryable: false, Spent: false),
            _ when message.StartsWith("Permission Error", StringComparison.Ordinal) => new("sql-refused", "The statement reaches for something outside the data.", Retryable: false, Spent: false),
            _ when Starts(message, "Conversion Error", "Invalid Input Error", "Out of Range Error", "Invalid type Error", "Mismatch Type Error") => new("sql-failed", text, Retryable: false, Spent: false),
            _ => new("engine-failed", text, Retryable: false, Spent: true),
        };
    }

    private static RunnerFailure TooBig(RunnerRequest request) => request.Task is RunnerTask.Query or RunnerTask.Page
        ? new("query-too-big", "The statement needs more memory or disk than a query may use. Filter or aggregate earlier.", Retryable: false, Spent: true)
        : new("work-too-big", "The file needs more memory or disk than this work may use.", Retryable: false, Spent: true);

    private static bool IsUnknownName(string message) =>
        Starts(message, "Binder Error: Referenced column", "Binder Error: Referenced table", "Binder Error: Table", "Binder Error: Values list", "Catalog Error: Table")
        && (message.Contains("not found", StringComparison.Ordinal) || message.Contains("does not", StringComparison.Ordinal));

    private static bool Starts(string message, params ReadOnlySpan<string> beginnings)
    {
        foreach (var beginning in beginnings)
            if (message.StartsWith(beginning, StringComparison.Ordinal))
                return true;
        return false;
    }

    private static string Clean(string message, RunnerRequest request)
    {
        var cut = message.IndexOf("\n\nLINE ", StringComparison.Ordinal);
        var text = cut < 0 ? message : message[..cut];
        foreach (var path in Paths(request).OrderByDescending(p => p.Length))
            text = text.Replace(path, "the file", StringComparison.Ordinal);
        text = Blanks().Replace(text, " ").Trim();
        return text.Length > 1000 ? text[..1000] + "…" : text;
    }

    private static IEnumerable<string> Paths(RunnerRequest request)
    {
        string?[] paths = [request.Ingest?.InputPath, request.Ingest?.OutputPath, request.Ingest?.RejectsPath, request.Profile?.ParquetPath, request.Clean?.ParquetPath, request.Page?.ParquetPath, request.Export?.ParquetPath, request.Export?.OutputPath, request.Retype?.ParquetPath, request.Retype?.OutputPath, request.Retype?.RejectsPath, request.OutputPath, request.Limits.TempFolder];
        return paths.OfType<string>()
            .Concat(request.Query?.Tables.Values ?? [])
            .SelectMany(p => new[] { p, Path.GetDirectoryName(p) })
            .Where(p => p is { Length: > 1 })!;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
