using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Alerts;

/// <summary>A column as the alerts look at it.</summary>
internal sealed record AlertColumn(ColumnProfile Profile, TableProfile Table)
{
    /// <summary>Shares of fewer rows than this say little.</summary>
    public const int FewRows = 20;

    /// <summary>Characters on average; names and titles are shorter.</summary>
    private const int LongText = 40;

    /// <summary>Numbers in these are names of things: that one is far from the others means nothing.</summary>
    private static readonly HashSet<string> Names =
    [
        SemanticTypes.Identifier, SemanticTypes.Code, SemanticTypes.Url, SemanticTypes.Uuid, SemanticTypes.Iban, SemanticTypes.CardNumber, SemanticTypes.Phone,
        SemanticTypes.IpAddress, SemanticTypes.Email, SemanticTypes.Postcode, SemanticTypes.Coordinates, SemanticTypes.List, SemanticTypes.Json,
    ];

    public string Sql { get; } = Engine.Sql.Name(Profile.Name);

    /// <summary>The name for a sentence.</summary>
    public string Name { get; } = Words.Quoted(Profile.Name);

    public long Rows => Table.RowCount;

    public long Present => Math.Max(0, Rows - Profile.Missing);

    /// <summary>Rows without a value, whether NULL, blank or a word for it. NaN in numbers is not one of them.</summary>
    public long Gaps => Math.Min(Rows, Profile.Missing + Markers);

    /// <summary>Rows whose text is blank or means "missing".</summary>
    public long Markers => IsText ? Math.Min(Present, Profile.Empty + Profile.MissingMarkers.Values.Sum()) : 0;

    public long Filled => Rows - Gaps;

    public bool IsText => Profile.Type == "VARCHAR";

    /// <summary>Every value is among the top values.</summary>
    public bool IsVisible => Profile.Distinct <= Profile.TopValues.Count;

    public bool IsName => Profile.Role is ColumnRole.Identifier or ColumnRole.Url or ColumnRole.List || Profile.SemanticType is { } type && Names.Contains(type);

    public bool IsFreeText => Profile.SemanticType == SemanticTypes.FreeText || Profile.SemanticType is null && Profile.Role == ColumnRole.Text && Profile.Texts?.AverageLength > LongText;

    public IEnumerable<ValueCount> FilledValues => Profile.TopValues.Where(v => v.Value.Trim().Length > 0 && !Profile.MissingMarkers.ContainsKey(v.Value));

    public ProfileAlert Alert(string kind, AlertSeverity severity, long rows, string message, string evidence, SuggestedOperation? suggestion = null) =>
        new($"{kind}:{Profile.Name}", kind, severity, Profile.Name, rows, message, evidence, suggestion);

    public SuggestedOperation Operation(string kind, IReadOnlyDictionary<string, string>? parameters = null) => new(kind, [Profile.Name], parameters ?? new Dictionary<string, string>());

    /// <summary>Condition that leaves out what means "missing".</summary>
    public string FilledSql => Profile.MissingMarkers.Count == 0 ? $"{Sql} IS NOT NULL" : $"{Sql} NOT IN ({Evidence.Literals(Profile.MissingMarkers.Keys)})";
}
