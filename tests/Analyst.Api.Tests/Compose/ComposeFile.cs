using System.Text.RegularExpressions;
using Analyst.Api.Tests.Servers;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Analyst.Api.Tests.Compose;

/// <summary>The services of docker-compose.yml with their settings as a fresh checkout gets them: each <c>${NAME:-default}</c> is its default.</summary>
public sealed partial class ComposeFile
{
    private const string OwnImage = "analyst";

    private readonly Dictionary<string, Dictionary<string, object?>> services;

    public ComposeFile()
    {
        using var text = File.OpenText(Path.Combine(Repository.Root, "docker-compose.yml"));
        var root = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object?>>(new MergingParser(new Parser(text)));
        services = ((IDictionary<object, object?>)root["services"]!).ToDictionary(
            s => (string)s.Key,
            s => ((IDictionary<object, object?>)s.Value!).ToDictionary(p => (string)p.Key, p => p.Value));
    }

    public IReadOnlyCollection<string> Services => services.Keys;

    /// <summary>The services that run this program.</summary>
    public IReadOnlyList<string> OwnServices => [.. services.Where(s => s.Value["image"] is OwnImage).Select(s => s.Key)];

    public bool Has(string service, string member) => services[service].ContainsKey(member);

    public IReadOnlyList<string> Ports(string service) =>
        services[service].GetValueOrDefault("ports") is IList<object> ports ? [.. ports.Select(p => WithDefaults((string)p))] : [];

    /// <summary>Name to value; null where the value comes from the user's shell alone.</summary>
    public IReadOnlyDictionary<string, string?> Environment(string service) =>
        ((IDictionary<object, object?>)services[service]["environment"]!).ToDictionary(e => (string)e.Key, e => e.Value is string { Length: > 0 } value ? WithDefaults(value) : null);

    private static string WithDefaults(string text) => Variable().Replace(text, match => match.Groups["default"].Value);

    [GeneratedRegex(@"\$\{[A-Z0-9_]+:-(?<default>[^}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
