namespace Analyst.Api.Storage;

/// <summary>The store has no object of this key: it was erased, or never written.</summary>
public sealed class BlobMissingException(string key) : Exception($"There is no object {key} in the store.");

/// <summary>The bytes under a key are not those that were written. Nothing is computed from them.</summary>
public sealed class BlobCorruptException(string key, string expected, string found)
    : Exception($"The object {key} should be {expected} but is {found}.");
