using System.ComponentModel.DataAnnotations;
using Analyst.Agents.Models;
using Analyst.Api.Models;
using Analyst.Api.Storage;

namespace Analyst.Api.Hosting;

/// <summary>Everything under <c>Analyst</c> in the configuration, bound once and validated at start. docs/configuration.md lists each key.</summary>
public sealed class AnalystOptions : IValidatableObject
{
    public const string Section = "Analyst";

    /// <summary>What this process does: any of <c>api</c>, <c>profiling</c>, <c>cleaning</c>, <c>analysis</c>, separated by commas.</summary>
    [Required]
    public string Roles { get; init; } = string.Join(',', Role.All);

    /// <summary>Folder for the private database cluster, local objects, caches and scratch files; relative to the working folder.</summary>
    [Required]
    public string DataFolder { get; init; } = ".data";

    public StorageOptions Storage { get; init; } = new();

    public LimitsOptions Limits { get; init; } = new();

    public ModelOptions Model { get; init; } = new();

    /// <summary>What of a table may reach a language model: <c>schema</c>, <c>statistics</c> or <c>samples</c>.</summary>
    public string Privacy { get; init; } = "statistics";

    /// <summary>Where this process kills itself, to see what a crash there leaves behind; empty for nowhere.</summary>
    public string Failpoint { get; init; } = "";

    public PrivacyLevel PrivacyLevel => Enum.TryParse<PrivacyLevel>(Privacy, ignoreCase: true, out var level) ? level : PrivacyLevel.Schema;

    public IReadOnlySet<string> RoleSet => Roles.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet();

    /// <summary>A folder below the data folder, made when it is missing.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(Path.GetFullPath(DataFolder), name)).FullName;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RoleSet.Count == 0 || RoleSet.Except(Role.All).Any())
            yield return new ValidationResult($"Analyst__Roles is '{Roles}'; it takes any of {string.Join(", ", Role.All)}, separated by commas.");
        if (Failpoint.Length > 0 && !Hosting.Failpoint.All.Contains(Failpoint))
            yield return new ValidationResult($"Analyst__Failpoint is '{Failpoint}'; it takes one of {string.Join(", ", Hosting.Failpoint.All)}.");
        if (Storage.Kind is not (StorageOptions.Local or StorageOptions.S3Kind))
            yield return new ValidationResult($"Analyst__Storage__Kind is '{Storage.Kind}'; it takes 'local' or 's3'.");
        if (Storage.Kind == StorageOptions.S3Kind && Storage.S3.Bucket.Length == 0)
            yield return new ValidationResult("Analyst__Storage__Kind is 's3', so Analyst__Storage__S3__Bucket must be set.");
        if (Privacy is not ("schema" or "statistics" or "samples"))
            yield return new ValidationResult($"Analyst__Privacy is '{Privacy}'; it takes 'schema', 'statistics' or 'samples'.");
        foreach (var fault in Model.Faults())
            yield return new ValidationResult(fault);
        foreach (var (name, value) in Limits.All.Where(l => l.Value <= 0 || (l.Value > int.MaxValue && !l.Name.EndsWith("Bytes", StringComparison.Ordinal))))
            yield return new ValidationResult($"Analyst__Limits__{name} is {value}; it must be above zero and not absurdly large.");
    }
}

/// <summary>Where objects are kept.</summary>
public sealed class StorageOptions
{
    public const string Local = "local";
    public const string S3Kind = "s3";

    /// <summary><c>local</c> (a folder) or <c>s3</c>.</summary>
    public string Kind { get; init; } = Local;

    public S3Options S3 { get; init; } = new();
}

/// <summary>Bounds on what one request or job may take.</summary>
public sealed class LimitsOptions
{
    /// <summary>Bytes of one uploaded file.</summary>
    public long UploadBytes { get; init; } = 10L << 30;

    /// <summary>Bodies of files that one process takes in at once.</summary>
    public long UploadsAtOnce { get; init; } = 8;

    /// <summary>Hours that one body may take to come, and that an upload in pieces is kept after its last piece.</summary>
    public long UploadHours { get; init; } = 24;

    /// <summary>Bytes that a compressed file may hold.</summary>
    public long ExpandedBytes { get; init; } = 20L << 30;

    /// <summary>Bytes of revisions kept on this node beside a remote object store.</summary>
    public long CacheBytes { get; init; } = 20L << 30;

    /// <summary>Rows that one answer or statement returns at most.</summary>
    public long Rows { get; init; } = 10_000;

    /// <summary>Seconds that one statement may run.</summary>
    public long QuerySeconds { get; init; } = 30;

    /// <summary>Minutes that one ingest, profile or cleaning may run.</summary>
    public long WorkMinutes { get; init; } = 30;

    /// <summary>Megabytes of memory for one statement.</summary>
    public long QueryMegabytes { get; init; } = 512;

    /// <summary>Megabytes of memory for one ingest, profile or cleaning.</summary>
    public long WorkMegabytes { get; init; } = 1024;

    /// <summary>Engine processes on this node at most.</summary>
    public long Runners { get; init; } = 8;

    /// <summary>Characters of a question.</summary>
    public long QuestionLength { get; init; } = 2_000;

    internal IEnumerable<(string Name, long Value)> All => typeof(LimitsOptions).GetProperties().Select(p => (p.Name, (long)p.GetValue(this)!));
}

/// <summary>The parts a process can play.</summary>
public static class Role
{
    public const string Api = "api";
    public const string Profiling = "profiling";
    public const string Cleaning = "cleaning";
    public const string Analysis = "analysis";

    public static readonly IReadOnlyList<string> All = [Api, Profiling, Cleaning, Analysis];
}
