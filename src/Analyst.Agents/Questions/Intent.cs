namespace Analyst.Agents.Questions;

/// <summary>A superlative: most, highest, oldest.</summary>
/// <param name="At">Its item.</param>
/// <param name="Adjective">When it is an adjective that names its own column.</param>
internal sealed record Superlative(int At, bool Largest, int Limit, bool Many, Lexicon.Adjective? Adjective, bool ByCount);

/// <summary>What a question wants, apart from its conditions.</summary>
internal sealed class Intent
{
    public List<Field> Keys { get; } = [];
    public List<Measure> Measures { get; } = [];
    public List<Field> Columns { get; } = [];
    public Superlative? Superlative { get; set; }
    public Order? Order { get; set; }
    public int? Limit { get; set; }
    public Having? Check { get; set; }
    public bool CountsRows { get; set; }
    public bool Distinct { get; set; }
    public bool Exists { get; set; }
    public bool Share { get; set; }
    public bool AllRows { get; set; }
    /// <summary>A word that was asked for and found nowhere.</summary>
    public string? Unknown { get; set; }
}
