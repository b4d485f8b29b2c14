using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Alerts;

/// <summary>What values of a semantic type look like, for forms that were counted and for statements that show the others.</summary>
internal static class ValuePatterns
{
    private const string Octet = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";

    /// <summary>Without case, on the value between its blanks.</summary>
    private static readonly Dictionary<string, (string[] Forms, string Pattern)> Types = new()
    {
        [SemanticTypes.Email] = ([SemanticTypes.Email], @"^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}$"),
        [SemanticTypes.Url] = ([SemanticTypes.Url], @"^(https?|ftps?|s3|file)://\S{2,}$|^www\.\S{2,}$|^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.){1,4}[a-z]{2,24}(/\S*)?$"),
        [SemanticTypes.IpAddress] = ([SemanticTypes.IpAddress], $@"^({Octet}\.){{3}}{Octet}(/[0-9]{{1,2}}|:[0-9]{{1,5}})?$|^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*$"),
        [SemanticTypes.Uuid] = ([SemanticTypes.Uuid], "^[{(]?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}[)}]?$"),
        [SemanticTypes.Phone] = ([SemanticTypes.Phone, "integer"], @"^[+(]?[0-9][0-9() ./x+-]{5,}$"),
        [SemanticTypes.Iban] = ([SemanticTypes.Iban], "^[a-z]{2}[0-9]{2}[0-9a-z ]{11,38}$"),
        [SemanticTypes.CardNumber] = ([SemanticTypes.CardNumber], "^[2-6][0-9 -]{12,22}$"),
        [SemanticTypes.Date] = ([SemanticTypes.Date, "datetime"], @"^\S*[0-9].*[0-9]\S*$"),
        [SemanticTypes.Time] = ([SemanticTypes.Time], "^[0-9]{1,2}[:.][0-9]{2}"),
    };

    /// <summary>Null for types that any text may be.</summary>
    public static IReadOnlyCollection<string>? FormsOf(string? type) => type is not null && Types.TryGetValue(type, out var known) ? known.Forms : null;

    /// <summary>The condition of the rows that have this form; null when no statement can tell.</summary>
    public static string? Fit(AlertColumn column, string type) => Types.TryGetValue(type, out var known) ? Matches(column, known.Pattern) : null;

    /// <summary>The condition of the rows that do not fit the column's type.</summary>
    public static string Misfit(AlertColumn column) => $"NOT {Matches(column, Types[column.Profile.SemanticType!].Pattern)}";

    private static string Matches(AlertColumn column, string pattern) => $"regexp_matches(trim({column.Sql}), {Sql.Text(pattern)}, 'i')";
}
