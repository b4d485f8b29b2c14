namespace Analyst.Api.Uploads;

/// <summary>A body cannot be taken; found while it streams, so that nothing of it is kept.</summary>
/// <param name="code">Of the catalogue of problems.</param>
public sealed class BodyRefusedException(string code, string detail) : Exception(detail)
{
    public string Code { get; } = code;
}
