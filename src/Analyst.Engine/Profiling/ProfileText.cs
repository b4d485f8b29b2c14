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

    /// <summary>A number as DuckDB prints it; null when it is none or not finite.</summary>
    public static double? Real(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Finite(number) : null;

    /// <summary>JSON has no other numbers.</summary>
    public static double? Finite(double? number) => number is { } value && double.IsFinite(value) ? value : null;

    /// <summary>Sums of integers and decimals keep every digit as text.</summary>
    public static JsonElement? Sum(ProfileColumn column, string? text) => text is null || column.IsFloating ? Value(column, text) : JsonSerializer.SerializeToElement(text, ProfileJson.Default.String);

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
