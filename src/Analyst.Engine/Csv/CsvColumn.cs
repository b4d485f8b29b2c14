using System.Globalization;

namespace Analyst.Engine.Csv;

internal enum CsvKind { Text, Boolean, Integer, Double, Decimal, Date, Timestamp, TimestampZone, Time }

/// <summary>What a column is read as, and the SQL for it. A value is never rounded, cut or reinterpreted: what does not fit whole does not fit.</summary>
/// <param name="Format">Of dates and timestamps, in strptime's letters; null for ISO 8601.</param>
/// <param name="Digits">Of decimals: all digits and those after the point.</param>
internal sealed record CsvColumn(CsvKind Kind, string? Format = null, (int Width, int Scale) Digits = default)
{
    private const string IsoDate = "%Y-%m-%d";
    private const string Integers = @"\s*-?(0|[1-9][0-9]*)\s*";
    private const string Decimals = @"\s*-?(0|[1-9][0-9]*)?(\.[0-9]*)?\s*";
    private const string Doubles = @"\s*-?(((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?|[nN][aA][nN]|[iI][nN][fF]([iI][nN][iI][tT][yY])?)\s*";

    public static CsvColumn FromSniffed(string type, string? dateFormat, string? timestampFormat) => type switch
    {
        "BOOLEAN" => new(CsvKind.Boolean),
        "BIGINT" => new(CsvKind.Integer),
        "DOUBLE" => new(CsvKind.Double),
        "DATE" => new(CsvKind.Date, dateFormat ?? "%Y-%m-%d"),
        "TIMESTAMP" => new(CsvKind.Timestamp, timestampFormat),
        "TIMESTAMP WITH TIME ZONE" => new(CsvKind.TimestampZone),
        "TIME" => new(CsvKind.Time),
        _ => new(CsvKind.Text),
    };

    /// <summary>What DuckDB's reader is told.</summary>
    public string Type => Kind switch
    {
        CsvKind.Text => "VARCHAR",
        CsvKind.Boolean => "BOOLEAN",
        CsvKind.Integer => "BIGINT",
        CsvKind.Double => "DOUBLE",
        CsvKind.Decimal => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({Digits.Width},{Digits.Scale})"),
        CsvKind.Date => "DATE",
        CsvKind.Timestamp => "TIMESTAMP",
        CsvKind.TimestampZone => "TIMESTAMPTZ",
        CsvKind.Time => "TIME",
    };

    /// <summary>The value, or null where it does not fit.</summary>
    public string Try(string text) => Kind switch
    {
        CsvKind.Text => text,
        CsvKind.Date when Format != IsoDate => $"CAST(try_strptime({text}, {Sql.Text(Format!)}) AS DATE)",
        CsvKind.Timestamp when Format is not null => $"try_strptime({text}, {Sql.Text(Format)})",
        _ => $"TRY_CAST({text} AS {Type})",
    };

    /// <summary>Whether a text that is not null is such a value and nothing of it gets lost.</summary>
    /// <param name="value">What <see cref="Try"/> made of it.</param>
    public string Fits(string text, string value) => Kind switch
    {
        CsvKind.Text => "true",
        CsvKind.Boolean => $"lower({text}) IN ('true', 'false')",
        // Printing the number back is several times faster than a pattern and right for nearly every cell.
        CsvKind.Integer => $"(CAST({value} AS VARCHAR) = {text} OR {value} IS NOT NULL AND regexp_full_match({text}, '{Integers}'))",
        CsvKind.Double => $"({value} IS NOT NULL AND {PlainDouble(text)} AND isfinite({value}) = NOT regexp_matches({text}, '[iInN]') AND {ExactDouble(text, value)})",
        CsvKind.Decimal => $"({value} IS NOT NULL AND regexp_full_match({text}, '{Decimals}'))",
        // The cast also takes a timestamp and drops its time.
        CsvKind.Date when Format == IsoDate => $"({value} IS NOT NULL AND strlen({text}) <= 10)",
        // Digits beyond microseconds and zones that a plain timestamp would swallow.
        CsvKind.Timestamp when Format is null => $"({value} IS NOT NULL AND (strlen({text}) <= 19 OR regexp_full_match({text}, '.{{10}}[T ][0-9:]{{4,8}}(\\.[0-9]{{1,6}})?')))",
        CsvKind.TimestampZone => $"({value} IS NOT NULL AND regexp_matches({text}, '.{{16}}.*[Zz+U-]') AND NOT {LongFraction(text)})",
        CsvKind.Time => $"({value} IS NOT NULL AND NOT {LongFraction(text)})",
        _ => $"{value} IS NOT NULL",
    };

    private static string LongFraction(string text) => $"regexp_matches({text}, '\\.[0-9]{{7}}')";

    // Zero-padded codes, hexadecimal and digit groups would all be numbers to a cast.
    // The usual beginnings are told by comparing a few bytes; only the rest meets a pattern.
    private static string PlainDouble(string text) =>
        $"(NOT contains({text}, '_') AND ({text} >= '1' AND {text} < ':' OR {text} ^@ '0.' OR {text} >= '-1' AND {text} < '-:' OR {text} ^@ '-0.') OR regexp_full_match({text}, '{Doubles}'))";

    // Fifteen significant digits always survive; beyond that the number printed back has to be the text, or the text was a floating-point number by its exponent.
    private static string ExactDouble(string text, string value) =>
        $"(strlen({text}) <= 15 OR CAST({value} AS VARCHAR) = {text} OR strlen(ltrim(regexp_replace(regexp_replace({text}, '[eE].*', ''), '[^0-9]', '', 'g'), '0')) <= 15 OR regexp_matches({text}, '[a-zA-Z]'))";
}
