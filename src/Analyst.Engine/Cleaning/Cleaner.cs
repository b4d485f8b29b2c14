using Analyst.Domain.Datasets;

namespace Analyst.Engine.Cleaning;

/// <summary>Runs typed operations one after another over the rows in file order.</summary>
internal static class Cleaner
{
    private const int MaximumSamples = 20;

    public static IReadOnlyList<OperationEffect> Preview(CleanWork work, Job job)
    {
        using var duck = Duck.Open(job.Limits, [work.ParquetPath]);
        using var interrupt = new Interruption(duck, job.Ct);
        var relation = CleanRelation.Of(duck, work.ParquetPath);
        var effects = new List<OperationEffect>();
        foreach (var operation in work.Operations)
        {
            var step = OperationSql.Compile(operation, relation);
            Refuse(duck, step, relation);
            effects.Add(step.Rows is null ? Cells(duck, operation, step, relation) : Rows(duck, operation, step, relation));
            relation = step.Apply(relation);
        }
        return effects;
    }

    public static CleanResult Clean(CleanWork work, string outputPath, Job job)
    {
        using var output = new ParquetOutput(outputPath);
        using var duck = Duck.Open(job.Limits, [work.ParquetPath, output.Draft]);
        var relation = CleanRelation.Of(duck, work.ParquetPath);
        var ordered = false;
        for (var i = 0; i < work.Operations.Count; i++)
        {
            var step = OperationSql.Compile(work.Operations[i], relation);
            var current = relation;
            job.Watch(duck, "checking", 0.3 * i / work.Operations.Count, 0.3 * (i + 1) / work.Operations.Count, () => Refuse(duck, step, current));
            relation = step.Apply(relation);
            ordered |= step.Rows is not null;
        }
        var columns = string.Join(", ", relation.Columns.Select(c => Sql.Name(c.Name)));
        // Projections keep the file's order by themselves; a join does not.
        var order = ordered ? $" ORDER BY {CleanRelation.RowNumber}" : "";
        var rows = job.Watch(duck, "writing", 0.3, 0.95, () => duck.Execute($"COPY (SELECT {columns} FROM ({relation.Sql}){order}) {output.CopyTo(relation.Columns.Count)}"));
        var written = output.Columns(duck);
        job.Report("publishing", 0.95);
        var (sha256, bytes) = output.Publish();
        return new CleanResult(rows, written, sha256, bytes);
    }

    /// <summary>An operation that would lose a value does not fit the data, whatever its author thought.</summary>
    private static long Refuse(Duck duck, OperationStep step, CleanRelation relation)
    {
        foreach (var (column, change) in step.Changes.Where(c => c.Change.MustKeep))
        {
            var name = Sql.Name(column);
            var lost = duck.Query(
                $"SELECT CAST({name} AS VARCHAR), count(*) OVER () FROM ({relation.Sql}) WHERE {name} IS NOT NULL AND ({change.Expression}) IS NULL ORDER BY {CleanRelation.RowNumber} LIMIT 3",
                r => (Value: r.GetString(0), Count: r.GetInt64(1)));
            if (lost.Count > 0)
                throw new EngineException("operation-does-not-fit", $"Operation {step.Id} would lose {lost[0].Count} values of \"{column}\", for example {string.Join(", ", lost.Select(l => $"\"{Short(l.Value)}\""))}.");
        }
        return 0;
    }

    private static OperationEffect Cells(Duck duck, CleaningOperation operation, OperationStep step, CleanRelation relation)
    {
        if (step.Changes.Count == 0)
            return new OperationEffect(operation.Id, 0, 0, [], step.Text);
        var differs = step.Changes.Select(c => $"({Before(c)} IS DISTINCT FROM {After(c)})").ToList();
        var any = string.Join(" OR ", differs);
        var cells = string.Join(" + ", differs.Select(d => $"count_if({d})"));
        var (rows, touched) = duck.Single($"SELECT count_if({any})::BIGINT, ({cells})::BIGINT FROM ({relation.Sql})", r => (r.GetInt64(0), r.GetInt64(1)));
        var samples = new List<CellChange>();
        foreach (var change in step.Changes)
        {
            if (samples.Count >= MaximumSamples || touched == 0)
                break;
            samples.AddRange(duck.Query(
                $"SELECT {CleanRelation.RowNumber} + 1, {Before(change)}, {After(change)} FROM ({relation.Sql}) WHERE {Before(change)} IS DISTINCT FROM {After(change)} ORDER BY 1 LIMIT {MaximumSamples - samples.Count}",
                r => new CellChange(r.GetInt64(0), change.Column, r.IsDBNull(1) ? null : r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2))));
        }
        return new OperationEffect(operation.Id, rows, touched, samples, step.Text);
    }

    private static OperationEffect Rows(Duck duck, CleaningOperation operation, OperationStep step, CleanRelation relation)
    {
        var count = duck.Count($"SELECT count(*) FROM ({step.Rows})");
        var first = Sql.Name(relation.Columns[0].Name);
        var samples = duck.Query(
            $"SELECT {CleanRelation.RowNumber} + 1, CAST({first} AS VARCHAR) FROM ({relation.Sql}) WHERE {CleanRelation.RowNumber} IN ({step.Rows}) ORDER BY 1 LIMIT {MaximumSamples}",
            r => new CellChange(r.GetInt64(0), relation.Columns[0].Name, r.IsDBNull(1) ? null : r.GetString(1), null));
        return new OperationEffect(operation.Id, count, count * relation.Columns.Count, samples, step.Text);
    }

    private static string Before((string Column, ColumnChange Change) c) => $"CAST({Sql.Name(c.Column)} AS VARCHAR)";

    private static string After((string Column, ColumnChange Change) c) => $"CAST({c.Change.Expression} AS VARCHAR)";

    private static string Short(string value) => value.Length > 60 ? value[..60] + "…" : value;
}
