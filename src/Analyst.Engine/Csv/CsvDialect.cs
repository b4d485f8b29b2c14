namespace Analyst.Engine.Csv;

/// <summary>How bytes become records and cells.</summary>
/// <param name="Quote">Null when nothing is quoted.</param>
/// <param name="Escape">What makes the next byte plain inside quotes; null when a quote is written twice.</param>
/// <param name="Spaced">A blank follows each delimiter and belongs to it.</param>
internal sealed record CsvDialect(byte Delimiter, byte? Quote = (byte)'"', byte? Escape = null, bool Spaced = false)
{
    public static readonly CsvDialect Plain = new((byte)',');

    public string Words()
    {
        var quote = Quote is { } q ? $"quote {Shown(q)}" : "no quotes";
        var escape = Escape is { } e ? $" escape {Shown(e)}" : "";
        return $"delimiter {Shown(Delimiter)}{(Spaced ? " and a blank" : "")} {quote}{escape}";
    }

    private static string Shown(byte character) => character switch
    {
        (byte)'\t' => "tab",
        < 0x20 => $"0x{character:x2}",
        _ => $"'{(char)character}'",
    };
}
