namespace Analyst.Api.Storage;

/// <summary>Where an S3-speaking store answers and as whom to speak.</summary>
public sealed record S3Options
{
    /// <summary>For example <c>http://s3:9000</c>; empty for Amazon's own address of the region.</summary>
    public string ServiceUrl { get; init; } = "";

    public string Bucket { get; init; } = "analyst";

    /// <summary>Empty: the SDK finds credentials by itself (environment, profile, role of the machine).</summary>
    public string AccessKey { get; init; } = "";

    public string SecretKey { get; init; } = "";

    public string Region { get; init; } = "us-east-1";
}
