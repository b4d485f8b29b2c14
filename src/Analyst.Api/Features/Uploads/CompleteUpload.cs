using Analyst.Api.Features.Datasets;
using Analyst.Api.Uploads;
using Analyst.Domain.Datasets;
using Marten;
using Wolverine;
using Wolverine.Marten;

namespace Analyst.Api.Features.Uploads;

public static class CompleteUploadHandler
{
    /// <summary>The end of the upload and the beginning of the dataset are one transaction; a second call finds nothing to do.</summary>
    public static async Task<(IMartenOp, OutgoingMessages)> Handle(CompleteUpload work, IDocumentSession session, CancellationToken ct)
    {
        if (await session.LoadAsync<Upload>(work.UploadId, ct) is not { State: UploadState.Received } upload)
            return (MartenOps.Nothing(), []);
        session.LastModifiedBy = upload.OwnerId;
        session.UpdateRevision(upload.Ended(UploadState.Complete) with { Version = upload.Version + 1 }, upload.Version + 1);
        return (
            MartenOps.StartStream<Dataset>(upload.Id, new DatasetUploaded(upload.JobId, upload.OwnerId, upload.Name, upload.MediaType, work.File.Sha256, work.File.Bytes, work.File.Key, upload.Choices)),
            [new IngestDataset(upload.Id, upload.JobId)]);
    }
}
