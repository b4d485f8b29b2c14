using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Analyst.Engine;

namespace Analyst.Api.Features.Revisions;

/// <summary>The rows of one revision in the forms that they can be had in.</summary>
internal sealed class RevisionRows(RunnerScope scope, Revision revision, TableFiles files, IQueryRunner engine)
{
    /// <summary>Some rows, and where the next ones begin.</summary>
    public async Task<(QueryResult Page, long? Next)> Page(long offset, int limit, CancellationToken ct)
    {
        await using var table = await files.Revision(revision, ct);
        var from = Math.Min(offset, revision.RowCount);
        var page = await engine.Page(new PageWork(scope, table.Path, from, limit), ct);
        var end = from + page.RowCount;
        return (page, end < revision.RowCount ? end : null);
    }

    /// <summary>The Parquet file that is kept, byte for byte.</summary>
    public async Task<IResult> Stored(string mediaType, CancellationToken ct)
    {
        var table = await files.Revision(revision, ct);
        return new FileDownload(table.Path, mediaType, revision.ParquetHash, table);
    }

    /// <summary>All rows in another format, written to a file of this machine first: the caller gets a length and a hash, and never half a table.</summary>
    public async Task<IResult> Whole(ExportFormat format, string mediaType, CancellationToken ct)
    {
        var scratch = files.Scratch(Guid.CreateVersion7());
        try
        {
            await using (var table = await files.Revision(revision, ct))
                await engine.Export(new ExportWork(scope, table.Path, scratch.Path, format), ct);
            return new FileDownload(scratch.Path, mediaType, await HashedCopy.Of(scratch.Path, ct), scratch, ranges: false);
        }
        catch
        {
            scratch.Dispose();
            throw;
        }
    }
}
