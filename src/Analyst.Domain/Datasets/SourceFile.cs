namespace Analyst.Domain.Datasets;

/// <summary>A file as it was uploaded.</summary>
/// <param name="ContentHash">SHA-256 of the bytes, lower-case hexadecimal.</param>
/// <param name="BlobKey">Where the object store keeps them.</param>
public sealed record SourceFile(string Name, string MediaType, string ContentHash, long Bytes, string BlobKey);

/// <summary>A file that is being read as the next revision.</summary>
public sealed record ArrivingFile(Guid JobId, SourceFile File, ReadingChoices? Choices);

/// <summary>A type that is being given to a column of a revision.</summary>
public sealed record TypeOverride(Guid JobId, int Revision, string Column, string Type);
