namespace Analyst.Domain.Datasets;

/// <summary>How revisions come about.</summary>
public static class Operations
{
    /// <summary>The first file was read.</summary>
    public const string Ingest = "ingest";

    /// <summary>A further file was read.</summary>
    public const string Append = "append";

    /// <summary>A column got another type.</summary>
    public const string Retype = "retype";

    /// <summary>The operations of a plan were applied.</summary>
    public const string Clean = "clean";
}
