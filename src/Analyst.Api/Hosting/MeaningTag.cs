using System.Security.Cryptography;
using System.Text.Json;
using Analyst.Domain.Datasets;

namespace Analyst.Api.Hosting;

/// <summary>What a person said of columns as a part of a tag: it changes with what was said.</summary>
public static class MeaningTag
{
    /// <summary>Empty when nothing was said.</summary>
    public static string Of(Dataset dataset) => dataset.Meanings is null or []
        ? ""
        : $"-{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(dataset.Meanings)))[..16]}";
}
