namespace Analyst.Api.Models;

/// <summary>Which endpoint and model, in the names that every program of that kind reads. A class and not a record, so that the key is in no text made of it.</summary>
public sealed class OpenAiSettings
{
    public const string KeyName = "OPENAI_API_KEY", AddressName = "OPENAI_BASE_URL", ModelName = "OPENAI_MODEL";

    public const string DefaultAddress = "https://api.openai.com/v1", DefaultModel = "gpt-4.1-mini";

    /// <summary>Empty: the agents work offline.</summary>
    public string Key { get; init; } = "";

    public string Address { get; init; } = DefaultAddress;

    public string Model { get; init; } = DefaultModel;

    public bool Offline => Key.Length == 0;

    public static OpenAiSettings Of(IConfiguration configuration) => new()
    {
        Key = configuration[KeyName]?.Trim() ?? "",
        Address = configuration[AddressName]?.Trim() is { Length: > 0 } address ? address : DefaultAddress,
        Model = configuration[ModelName]?.Trim() is { Length: > 0 } model ? model : DefaultModel,
    };

    /// <summary>What is wrong with it, each naming its key and never its secret.</summary>
    public IEnumerable<string> Faults()
    {
        if (Key.Any(c => !char.IsAscii(c) || char.IsWhiteSpace(c) || char.IsControl(c)))
            yield return $"{KeyName} holds characters that a header cannot carry.";
        if (!Uri.TryCreate(Address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            yield return $"{AddressName} is no http or https address without user, query and fragment, such as {DefaultAddress}.";
        if (Model.Length > 200 || Model.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            yield return $"{ModelName} is no name of a model.";
    }
}
