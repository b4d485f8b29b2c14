using System.Text.Json.Serialization;
using Analyst.Domain.Datasets;
using JasperFx;

namespace Analyst.Api.Uploads;

/// <summary>Where an upload in pieces stands.</summary>
public enum UploadState
{
    Receiving,

    /// <summary>Every byte is here, the dataset is not yet.</summary>
    Received,
    Complete,
    Terminated,
    Expired,
}

/// <summary>A file that comes in pieces. Not a fact: it leads to one, and is forgotten some days after its end.</summary>
/// <param name="Id">Also the dataset's, from the beginning, so that finishing twice makes one dataset.</param>
/// <param name="Metadata">As the sender wrote it.</param>
/// <param name="JobId">The job that will read the file.</param>
/// <param name="Writer">Of the request that is sending bytes. Each new one takes the place of the one before, whose bytes are then refused.</param>
public sealed record Upload(
    Guid Id,
    string Tenant,
    string OwnerId,
    string Name,
    string MediaType,
    ReadingChoices? Choices,
    string? Metadata,
    long Length,
    Guid JobId,
    UploadState State,
    IReadOnlyList<UploadPiece> Pieces,
    Guid? Writer,
    DateTimeOffset ExpiresAt) : ILongVersioned
{
    public long Version { get; set; }

    /// <summary>Bytes that are durable and in their place.</summary>
    [JsonIgnore]
    public long Offset => State == UploadState.Complete ? Length : Pieces.Sum(p => p.Bytes);

    [JsonIgnore]
    public string DatasetPlace => $"/api/analyst/datasets/{Id}";

    /// <summary>Further bytes are durable; with the last of them all have been received.</summary>
    public Upload With(IEnumerable<UploadPiece> more)
    {
        IReadOnlyList<UploadPiece> pieces = [.. Pieces, .. more];
        return this with { Pieces = pieces, State = pieces.Sum(p => p.Bytes) == Length ? UploadState.Received : State };
    }

    /// <summary>Nothing of it is needed any more.</summary>
    public Upload Ended(UploadState state) => this with { State = state, Pieces = [], Writer = null };
}

/// <summary>Bytes in the object store that follow those of the piece before.</summary>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record UploadPiece(string Key, long Bytes, string Sha256);
