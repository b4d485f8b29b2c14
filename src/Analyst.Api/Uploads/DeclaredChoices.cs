using System.Globalization;
using System.Text;
using Analyst.Domain.Datasets;

namespace Analyst.Api.Uploads;

/// <summary>Reads what a sender declares about a file: the query of an upload, or the metadata of a resumable one.</summary>
public static class DeclaredChoices
{
    private const int MostHeaderRecords = 100;
    private const int MostSkippedLines = 1_000_000;
    private const int LongestSheetName = 255;

    private static readonly string[] Orders = ["dmy", "mdy", "ymd"];

    /// <summary>The choices, or null when there are none.</summary>
    /// <param name="said">The value of a name, null when it is not given.</param>
    /// <exception cref="BodyRefusedException">A value is none of those that its name takes.</exception>
    public static ReadingChoices? Read(Func<string, string?> said)
    {
        var choices = new ReadingChoices(
            Delimiter: Character("delimiter", said("delimiter"), "tab"),
            Quote: Character("quote", said("quote"), "none"),
            Escape: Character("escape", said("escape"), word: null),
            Encoding: Charset(said("encoding")),
            Header: HeaderRecords(said("header")),
            Skip: Number("skip", said("skip"), MostSkippedLines, $"a number of lines, 0 to {MostSkippedLines}"),
            Comment: Character("comment", said("comment"), "none"),
            DecimalMark: said("decimal") is not { } mark ? null : mark is "." or "," ? mark : throw Wrong("decimal", mark, "'.' or ','"),
            DateOrder: DateOrder(said("dateOrder")),
            Sheet: said("sheet") is not { } sheet ? null : sheet.Length is > 0 and <= LongestSheetName && !sheet.Any(char.IsControl) ? sheet : throw Wrong("sheet", sheet, "the name of a sheet"));
        if (choices.Delimiter is { } delimiter && (delimiter == choices.Quote || delimiter == choices.Escape || delimiter == choices.Comment))
            throw new BodyRefusedException("bad-request", "delimiter is the same character as quote, escape or comment; no file can be read in that way.");
        return choices == new ReadingChoices() ? null : choices;
    }

    private static string? Character(string name, string? value, string? word)
    {
        if (value is null)
            return null;
        if (word is not null && value.Equals(word, StringComparison.OrdinalIgnoreCase))
            return word;
        if (value == "\t" && word == "tab")
            return word;
        return value is [var c] && !char.IsControl(c) && !char.IsSurrogate(c)
            ? value
            : throw Wrong(name, value, word is null ? "one character" : $"one character or '{word}'");
    }

    private static string? Charset(string? value)
    {
        if (value is null)
            return null;
        try
        {
            return (CodePagesEncodingProvider.Instance.GetEncoding(value) ?? Encoding.GetEncoding(value)).WebName;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw Wrong("encoding", value, "the name of an encoding, e.g. utf-8, utf-16le, windows-1252, iso-8859-1 or shift_jis");
        }
    }

    private static int? HeaderRecords(string? value) => value?.ToLowerInvariant() switch
    {
        "true" => 1,
        "false" => 0,
        _ => Number("header", value, MostHeaderRecords, $"true, false or how many records name the columns, 0 to {MostHeaderRecords}"),
    };

    private static string? DateOrder(string? value) =>
        value is null ? null : Orders.Contains(value.ToLowerInvariant()) ? value.ToLowerInvariant() : throw Wrong("dateOrder", value, "dmy, mdy or ymd");

    private static int? Number(string name, string? value, int most, string takes) => value is null
        ? null
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : throw Wrong(name, value, takes);

    private static BodyRefusedException Wrong(string name, string value, string takes) =>
        new("bad-request", $"{name} is '{(value.Length > 40 ? value[..40] + "…" : value)}'; it takes {takes}.");
}
