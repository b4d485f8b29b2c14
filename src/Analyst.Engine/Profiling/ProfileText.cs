using System.Globalization;
using System.Text.Json;

namespace Analyst.Engine.Profiling;

/// <summary>Smallest and largest values in JSON: numbers that every reader keeps whole, else text.</summary>
internal static class ProfileText
{
    private const int MaximumLength = 1000;
    private const long Exact = 1L << 53;

    public static JsonElement? Value(ProfileColumn column, string? text)
    {
        if (text is null)
            return null;
        if (column.IsFloating)
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? JsonSerializer.SerializeToElement(number, ProfileJson.Default.Double)
                : null;
        if (column.IsInteger && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && whole is >= -Exact and <= Exact)
            return JsonSerializer.SerializeToElement(whole, ProfileJson.Default.Int64);
        return JsonSerializer.SerializeToElement(Text(column, text), ProfileJson.Default.String);
    }

    private static string Text(ProfileColumn column, string text) => column.Kind switch
    {
        ProfileKind.Moment when column.Type == "TIMESTAMP WITH TIME ZONE" => text.Replace(' ', 'T').Replace("+00", "Z", StringComparison.Ordinal),
        ProfileKind.Moment => text.Replace(' ', 'T'),
        _ => text.Length > MaximumLength ? text[..MaximumLength] + "…" : text,
    };
}

[System.Text.Json.Serialization.JsonSerializable(typeof(double))]
[System.Text.Json.Serialization.JsonSerializable(typeof(long))]
[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class ProfileJson : System.Text.Json.Serialization.JsonSerializerContext;
