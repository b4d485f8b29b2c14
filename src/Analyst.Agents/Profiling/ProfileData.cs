using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Analyst.Agents.Models;
using Analyst.Domain.Datasets;

namespace Analyst.Agents.Profiling;

/// <summary>What of a profile is sent to a model, by privacy level.</summary>
public static class ProfileData
{
    private const int MostColumns = 60;
    private const int MostFindings = 10;
    private const int MostValues = 8;
    private const int LongestText = 80;

    // Even the smallest and largest of these are somebody's.
    private static readonly HashSet<string> Personal =
    [
        SemanticTypes.PersonName, SemanticTypes.Email, SemanticTypes.Phone, SemanticTypes.Address, SemanticTypes.Iban, SemanticTypes.CardNumber, SemanticTypes.IpAddress, SemanticTypes.Identifier, SemanticTypes.Code,
    ];

    public static JsonObject Of(TableProfile profile, string datasetName, PrivacyLevel level)
    {
        var data = new JsonObject { ["dataset"] = Cut(datasetName), ["columnCount"] = profile.Columns.Count };
        if (level >= PrivacyLevel.Statistics)
        {
            (data["rowCount"], data["duplicateRows"]) = (profile.RowCount, profile.DuplicateRows);
            data["candidateKeys"] = List(profile.CandidateKeys, k => new JsonArray([.. k.Select(c => (JsonNode)Cut(c))]));
            data["correlations"] = List(profile.Correlations?.OrderByDescending(c => Math.Abs(c.Value)), c => new JsonObject { ["a"] = Cut(c.A), ["b"] = Cut(c.B), ["method"] = c.Method, ["value"] = Short(c.Value) });
            data["dependencies"] = List(profile.Dependencies, d => new JsonObject { ["from"] = Cut(d.From), ["to"] = Cut(d.To), ["brokenRows"] = d.BrokenRows });
            data["together"] = List(profile.Together, t => new JsonObject { ["a"] = Cut(t.A), ["b"] = Cut(t.B), ["kind"] = t.Kind });
            data["alerts"] = List(profile.Alerts, a => Alert(a, level));
        }
        data["columns"] = new JsonArray([.. profile.Columns.Take(MostColumns).Select(c => (JsonNode)Column(c, level))]);
        return data;
    }

    private static JsonObject Alert(ProfileAlert alert, PrivacyLevel level)
    {
        var data = new JsonObject { ["kind"] = alert.Kind, ["column"] = alert.Column is { } column ? Cut(column) : null, ["rows"] = alert.Rows };
        // The sentence may quote cells.
        if (level >= PrivacyLevel.Samples)
            data["message"] = Cut(alert.Message, 3 * LongestText);
        return data;
    }

    private static JsonObject Column(ColumnProfile column, PrivacyLevel level)
    {
        var data = new JsonObject { ["name"] = Cut(column.Name), ["type"] = Cut(column.Type), ["role"] = JsonSerializer.SerializeToNode(column.Role), ["semanticType"] = column.SemanticType };
        if (level >= PrivacyLevel.Statistics)
            Count(data, column);
        if (level >= PrivacyLevel.Samples)
            data["topValues"] = List(column.TopValues?.Take(MostValues), v => new JsonObject { ["value"] = Cut(v.Value), ["count"] = v.Count });
        return data;
    }

    private static void Count(JsonObject data, ColumnProfile column)
    {
        (data["missing"], data["empty"], data["distinct"]) = (column.Missing, column.Empty, column.Distinct);
        data["markedMissing"] = column.MissingMarkers?.Values.Sum() is > 0 and var marked ? marked : null;
        if ((ColumnNumbers.IsNumber(column) || ColumnNumbers.IsDate(column)) && column.Role != ColumnRole.Identifier && !Personal.Contains(column.SemanticType ?? ""))
            (data["min"], data["max"]) = (End(column.Min), End(column.Max));
        (data["mean"], data["median"], data["standardDeviation"]) = (Short(column.Mean), Short(column.Median), Short(column.StandardDeviation));
        (data["minLength"], data["maxLength"], data["order"]) = (column.MinLength, column.MaxLength, column.Order);
        if (column.Frequencies is { ModeCount: > 0 } frequencies)
            data["mostFrequentCount"] = frequencies.ModeCount;
        if (column.Numbers is { } n)
            (data["zeros"], data["negatives"], data["outliers"], data["skewness"]) = (n.Zeros, n.Negatives, n.Outliers?.Total(), Short(n.Skewness));
        if (column.Times is { } t)
            (data["granularity"], data["missingPeriods"], data["gaps"]) = (t.Granularity, t.MissingPeriods, t.Gaps);
        foreach (var name in data.Where(m => m.Value is null).Select(m => m.Key).ToList())
            data.Remove(name);
    }

    private static JsonNode? End(JsonElement? end) => end switch
    {
        { ValueKind: JsonValueKind.Number } number => JsonValue.Create(number),
        { ValueKind: JsonValueKind.String } text => Cut(text.GetString()!),
        _ => null,
    };

    private static JsonArray? List<T>(IEnumerable<T>? items, Func<T, JsonNode> shape) => items?.Take(MostFindings).Select(shape).ToArray() is { Length: > 0 } some ? new JsonArray(some) : null;

    // Six digits say enough, and each one costs.
    private static double? Short(double? value) =>
        value is { } number && double.IsFinite(number) ? double.Parse(number.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;

    private static string Cut(string text, int longest = LongestText)
    {
        var cut = text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)] + "…";
        return cut.Replace('\0', ' ');
    }
}
