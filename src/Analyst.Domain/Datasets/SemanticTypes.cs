namespace Analyst.Domain.Datasets;

/// <summary>What the values of a column are, in the names of the interface.</summary>
public static class SemanticTypes
{
    public const string Identifier = "identifier";
    public const string Code = "code";
    public const string Category = "category";
    public const string Ordinal = "ordinal";
    public const string Boolean = "boolean";
    public const string Measure = "measure";
    public const string Count = "count";
    public const string Money = "money";
    public const string Percentage = "percentage";
    public const string Year = "year";
    public const string Date = "date";
    public const string Time = "time";
    public const string Duration = "duration";
    public const string PersonName = "person-name";

    /// <summary>What things other than people are called: firms, products, titles.</summary>
    public const string Name = "name";
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Url = "url";
    public const string IpAddress = "ip-address";
    public const string Uuid = "uuid";
    public const string Iban = "iban";
    public const string CardNumber = "card-number";
    public const string Postcode = "postcode";
    public const string Address = "address";
    public const string City = "city";
    public const string Country = "country";
    public const string Currency = "currency";
    public const string Language = "language";
    public const string Latitude = "latitude";
    public const string Longitude = "longitude";
    public const string Coordinates = "coordinates";
    public const string FreeText = "free-text";
    public const string List = "list";
    public const string Json = "json";
    public const string Constant = "constant";
    public const string Empty = "empty";
    public const string Unknown = "unknown";

    public static readonly IReadOnlyList<string> All =
    [
        Identifier, Code, Category, Ordinal, Boolean, Measure, Count, Money, Percentage, Year, Date, Time, Duration, PersonName, Name, Email, Phone, Url, IpAddress, Uuid, Iban, CardNumber,
        Postcode, Address, City, Country, Currency, Language, Latitude, Longitude, Coordinates, FreeText, List, Json, Constant, Empty, Unknown,
    ];

    /// <summary>The role of a column whose type was said; null where the values still decide.</summary>
    public static ColumnRole? RoleOf(string type) => type switch
    {
        Identifier or Uuid or Iban or CardNumber => ColumnRole.Identifier,
        Code or Category or Ordinal or Country or Currency or Language => ColumnRole.Categorical,
        Boolean => ColumnRole.Boolean,
        Measure or Count => ColumnRole.Numeric,
        FreeText => ColumnRole.Text,
        Url => ColumnRole.Url,
        List => ColumnRole.List,
        _ => null,
    };
}

/// <summary>The kinds of alerts, in the names of the interface.</summary>
public static class AlertKinds
{
    public const string Constant = "constant";
    public const string AllMissing = "all-missing";
    public const string HighMissing = "high-missing";
    public const string MissingMarkers = "missing-markers";
    public const string HighCardinality = "high-cardinality";
    public const string Imbalance = "imbalance";
    public const string ZeroPadded = "zero-padded";
    public const string MixedTypes = "mixed-types";
    public const string MixedDates = "mixed-dates";
    public const string NumbersAsText = "numbers-as-text";
    public const string UnitsInNumbers = "units-in-numbers";
    public const string Outliers = "outliers";
    public const string Skewed = "skewed";
    public const string ManyZeros = "many-zeros";
    public const string NotFinite = "not-finite";
    public const string NearDuplicates = "near-duplicates";
    public const string InconsistentCase = "inconsistent-case";
    public const string WhiteSpace = "white-space";
    public const string BrokenDependency = "broken-dependency";
    public const string InvalidValues = "invalid-values";
    public const string PersonalData = "personal-data";
    public const string DuplicateRows = "duplicate-rows";
    public const string DuplicateIdentifier = "duplicate-identifier";
    public const string CorrelatedColumns = "correlated-columns";
    public const string DateGaps = "date-gaps";
    public const string EmptyTable = "empty-table";
}
