using System.Text.RegularExpressions;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Csv;

/// <summary>Columns whose type somebody declared. A cell that does not fit becomes NULL, and nothing is rounded to fit.</summary>
internal static partial class DeclaredColumn
{
    private static readonly string[] DayFirst = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d-%m-%y", "%d.%m.%y"];
    private static readonly string[] MonthFirst = ["%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y", "%m/%d/%y", "%m-%d-%y", "%m.%d.%y"];
    private static readonly string[] Unambiguous = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%b-%y", "%b %d, %Y", "%B %d, %Y", "%Y%m%d"];
    private static readonly string[] Clocks = ["", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p"];

    /// <summary>The column read as <paramref name="type"/> instead of what was found.</summary>
    /// <exception cref="EngineException">No such type can be declared.</exception>
    public static CsvColumn As(string type, CsvColumn found, ReadingChoices choices)
    {
        type = type.ToUpperInvariant().Replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ", StringComparison.Ordinal);
        if (type == found.Type)
            return found;
        return type switch
        {
            CsvColumn.TextType => CsvColumn.Text,
            "BIGINT" => Of(type, Whole(Number(found))),
            "DOUBLE" => Of(type, $"TRY_CAST({Number(found)} AS DOUBLE)"),
            "BOOLEAN" => Of(type, "TRY_CAST({0} AS BOOLEAN)"),
            "DATE" => Of(type, Date(found, choices)),
            "TIMESTAMP" => Of(type, Moment(found, choices)),
            "TIMESTAMPTZ" or "TIME" => Of(type, $"TRY_CAST({(found.IsText ? "{0}" : found.Value)} AS {type})"),
            _ when Decimal().Match(type) is { Success: true } exact => Of(type, $"CASE WHEN TRY_CAST({Number(found)} AS DECIMAL(38, 15)) = TRY_CAST({Number(found)} AS {exact.Value}) THEN TRY_CAST({Number(found)} AS {exact.Value}) END"),
            _ => throw new EngineException("type-unknown", $"A column cannot be declared as '{type}'."),
        };
    }

    private static CsvColumn Of(string type, string value) => new(type, Native: false, value);

    private static string Number(CsvColumn found) => found.Type is "BIGINT" or "DOUBLE" || found.Type.StartsWith("DECIMAL", StringComparison.Ordinal) ? found.Value : "{0}";

    private static string Whole(string number) => $"CASE WHEN TRY_CAST({number} AS DECIMAL(38, 15)) = trunc(TRY_CAST({number} AS DECIMAL(38, 15))) OR TRY_CAST({number} AS DECIMAL(38, 15)) IS NULL THEN TRY_CAST({number} AS BIGINT) END";

    // A timestamp is a day only at midnight; otherwise its time would get lost.
    private static string Date(CsvColumn found, ReadingChoices choices) =>
        found.Type == "TIMESTAMP" ? $"CASE WHEN CAST({found.Value} AS TIME) = TIME '00:00:00' THEN CAST({found.Value} AS DATE) END" : $"TRY_CAST(try_strptime({{0}}, {Sql.List(Dates(choices))}) AS DATE)";

    private static string Moment(CsvColumn found, ReadingChoices choices) =>
        found.Type == "DATE" ? $"CAST({found.Value} AS TIMESTAMP)" : $"coalesce(try_strptime({{0}}, {Sql.List(from date in Dates(choices) from clock in Clocks select date + clock)}), TRY_CAST({{0}} AS TIMESTAMP))";

    private static IEnumerable<string> Dates(ReadingChoices choices) =>
        choices.DateOrder == "mdy" ? [.. Unambiguous, .. MonthFirst, .. DayFirst] : [.. Unambiguous, .. DayFirst, .. MonthFirst];

    [GeneratedRegex(@"^DECIMAL\((\d{1,2}),\s*(\d{1,2})\)$")]
    private static partial Regex Decimal();
}
