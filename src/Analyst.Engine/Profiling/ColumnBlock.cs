namespace Analyst.Engine.Profiling;

/// <summary>Some columns of a wide table, loaded into memory under the table's own name: a statement on thousands of columns is slow to bind and buffers a page of each.</summary>
internal sealed class ColumnBlock : IDisposable
{
    private const int MaximumColumns = 40;
    private const long MaximumCells = 20_000_000;

    private readonly Duck? loaded;

    private ColumnBlock(Duck? loaded) => this.loaded = loaded;

    /// <summary>All columns at once while they are few.</summary>
    public static IReadOnlyList<ProfileColumn[]> Of(IReadOnlyList<ProfileColumn> columns, long rows)
    {
        if (columns.Count <= MaximumColumns)
            return [[.. columns]];
        return [.. columns.Chunk((int)Math.Clamp(MaximumCells / Math.Max(1, rows), 1, MaximumColumns))];
    }

    /// <summary>Statements on <c>data</c> see these columns only, until this is disposed.</summary>
    public static ColumnBlock Load(Duck duck, IReadOnlyList<ProfileColumn> block, bool isWhole)
    {
        if (isWhole)
            return new ColumnBlock(null);
        duck.Execute($"CREATE OR REPLACE TEMP TABLE data AS SELECT {string.Join(", ", block.Select(c => c.Sql))} FROM memory.main.data");
        return new ColumnBlock(duck);
    }

    public void Dispose() => loaded?.Execute("DROP TABLE temp.data");
}
