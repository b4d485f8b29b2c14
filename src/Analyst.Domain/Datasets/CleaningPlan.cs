namespace Analyst.Domain.Datasets;

public enum PlanState { Proposed, Approved, Applied, Failed, Rejected }

/// <summary>What of an operation the decisions need: the payload is kept beside the plan.</summary>
public sealed record ProposedOperation(string Id, string Kind, string[] Columns, bool Destructive);

/// <summary>The dataset's current plan. <c>Id</c> names it, <c>Hash</c> is what its ETag says.</summary>
/// <param name="JobId">The job that applies it, once it is approved.</param>
public sealed record CleaningPlan(Guid Id, int Revision, PlanState State, IReadOnlyList<ProposedOperation> Operations, string Hash, string Key, IReadOnlyList<string> ApprovedIds, Guid? JobId = null);

/// <summary>A typed operation on the data, as an agent proposes it. It is compiled to SQL by the engine and never carries code.</summary>
/// <param name="Id">Stable within the plan, e.g. <c>op-1</c>.</param>
/// <param name="Kind">One of <see cref="OperationKinds"/>.</param>
/// <param name="Columns">The columns it reads and rewrites; empty for whole-row operations.</param>
/// <param name="Parameters">By kind, see <see cref="OperationKinds"/>.</param>
/// <param name="Reason">Why, in a sentence with counts.</param>
/// <param name="Risk"><c>low</c>, <c>medium</c> or <c>high</c>.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Destructive">It may remove rows or columns, so it needs an explicit flag when approved.</param>
/// <param name="Invertible">The old value can be computed from the new one.</param>
public sealed record CleaningOperation(
    string Id,
    string Kind,
    IReadOnlyList<string> Columns,
    IReadOnlyDictionary<string, string> Parameters,
    string Reason,
    string Risk,
    double Confidence,
    bool Destructive,
    bool Invertible);

/// <summary>The operations the engine knows how to compile, and their parameters.</summary>
public static class OperationKinds
{
    /// <summary>Removes white space at both ends and collapses runs inside. No parameters.</summary>
    public const string TrimWhitespace = "trim-whitespace";

    /// <summary>Replaces values that mean "missing" with NULL. Parameters: each key is a marker as written, each value is empty.</summary>
    public const string MapMissing = "map-missing";

    /// <summary>Replaces whole values by others, compared exactly. Parameters: old value to new value.</summary>
    public const string MapValues = "map-values";

    /// <summary>Reads numbers written as text (currency signs, thousands separators, percent) and retypes the column. Parameters: <c>decimal</c> is <c>.</c> or <c>,</c>; <c>type</c> is <c>BIGINT</c> or <c>DECIMAL(18,n)</c> or <c>DOUBLE</c>.</summary>
    public const string ParseNumber = "parse-number";

    /// <summary>Reads dates written in one or several forms and retypes the column to DATE. Parameters: <c>formats</c>, DuckDB strptime forms joined by <c>|</c>, tried in order.</summary>
    public const string ParseDate = "parse-date";

    /// <summary>Keeps the first of fully equal rows. No columns, no parameters.</summary>
    public const string DropDuplicateRows = "drop-duplicate-rows";
}

/// <summary>What an operation does to the data, counted on every row, with at most 20 samples.</summary>
/// <param name="Sql">The statement's core as compiled, for the reader.</param>
public sealed record OperationEffect(string OperationId, long RowsTouched, long CellsTouched, IReadOnlyList<CellChange> Samples, string Sql);

/// <summary>One cell before and after; row counts from 1 in file order.</summary>
public sealed record CellChange(long Row, string Column, string? Before, string? After);
