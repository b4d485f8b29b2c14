using System.Globalization;

namespace Analyst.Engine.Csv;

/// <summary>What a column is read as. A value is never rounded, cut or reinterpreted: every cell was looked at before.</summary>
/// <param name="Type">DuckDB's name.</param>
/// <param name="Native">DuckDB's own reader makes exactly this of every cell.</param>
/// <param name="Value">The value out of a cell's text, as SQL; <c>{0}</c> is the text without blanks around it.</param>
/// <param name="Form">How values are written, when not the plain way.</param>
/// <param name="Note">Another reading that fits too, or what else should be known.</param>
internal sealed record CsvColumn(string Type, bool Native = true, string Value = "{0}", string? Form = null, string? Note = null)
{
    public const string TextType = "VARCHAR";

    public static readonly CsvColumn Text = new(TextType);

    public static readonly CsvColumn Integer = new("BIGINT", Value: "CAST({0} AS BIGINT)");

    public static readonly CsvColumn Double = new("DOUBLE", Value: "CAST({0} AS DOUBLE)");

    public bool IsText => Type == TextType;

    public static CsvColumn Exact(int width, int scale)
    {
        var type = string.Create(CultureInfo.InvariantCulture, $"DECIMAL({Math.Max(width, 1)},{scale})");
        return new CsvColumn(type, Value: $"CAST({{0}} AS {type})");
    }

    /// <summary>The same with digit groups and marks put right first.</summary>
    public CsvColumn Rewritten(string rewriting, string form) =>
        this with { Native = false, Value = Value.Replace("{0}", rewriting, StringComparison.Ordinal), Form = form };
}
