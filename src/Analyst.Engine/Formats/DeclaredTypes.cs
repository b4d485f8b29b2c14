using Analyst.Domain.Datasets;

namespace Analyst.Engine.Formats;

/// <param name="Value">SQL for what the column holds by itself.</param>
/// <param name="Raw">SQL for the text that a declared type is made from.</param>
internal sealed record FoundColumn(string Name, string Value, string Raw);

/// <summary>The types that somebody declared for columns: a value that does not fit becomes NULL and is recorded.</summary>
internal sealed class DeclaredTypes
{
    private readonly List<(FoundColumn Column, string Value)> declared = [];

    private DeclaredTypes(ReadingChoices choices) => Choices = choices;

    /// <summary>What was declared and could be kept to.</summary>
    public ReadingChoices Choices { get; }

    public List<string> Notes { get; } = [];

    /// <summary>All columns under their names.</summary>
    public string Select { get; private set; } = "";

    public static DeclaredTypes Of(ReadingChoices? choices, IReadOnlyList<FoundColumn> columns)
    {
        var wanted = choices?.Types ?? new Dictionary<string, string>();
        var types = new DeclaredTypes(new ReadingChoices(Types: choices?.Types));
        foreach (var (name, type) in wanted)
        {
            if (columns.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } column)
                types.declared.Add((column, DeclaredColumn.As(type, CsvColumn.Text, choices!).Value.Replace("{0}", column.Raw, StringComparison.Ordinal)));
            else
                types.Notes.Add($"A type was declared for \"{name}\", but there is no such column.");
        }
        types.Select = string.Join(", ", columns.Select(c => $"{types.Expression(c)} AS {Sql.Name(c.Name)}"));
        return types;
    }

    /// <summary>Writes down every value that became NULL, and counts them.</summary>
    public long Record(Duck duck, string source, RejectLines rejects)
    {
        var before = rejects.Cells;
        foreach (var (column, fitting) in declared)
        {
            var lost = $"{column.Raw} IS NOT NULL AND ({fitting}) IS NULL";
            if (duck.Count($"SELECT count(*) FROM {source} WHERE {lost}") == 0)
                continue;
            using var command = duck.Connection.CreateCommand();
            command.CommandText = $"SELECT n, v FROM (SELECT row_number() OVER () AS n, {column.Raw} AS v, {lost} AS bad FROM {source}) WHERE bad";
            command.UseStreamingMode = true;
            using var reader = command.ExecuteReader();
            while (reader.Read())
                rejects.Cell(reader.GetInt64(0), column.Name, reader.GetString(1));
        }
        return rejects.Cells - before;
    }

    private string Expression(FoundColumn column) => declared.FirstOrDefault(d => d.Column == column).Value ?? column.Value;
}
