namespace Analyst.Engine.Profiling.Meaning;

/// <summary>The form of one value.</summary>
internal enum Form
{
    /// <summary>Blank, or a word for "missing".</summary>
    None,
    Text,
    Code,
    Integer,
    Decimal,
    Percentage,
    Money,
    NumberWithUnit,
    Range,
    Date,
    DateTime,
    Time,
    Duration,
    Email,
    Url,
    Phone,
    IpAddress,
    Uuid,
    Iban,
    CardNumber,
    Country,
    Coordinates,
    List,
    Json,
    Boolean,
    Other,
}

/// <summary>The names of forms in the interface and in sentences.</summary>
internal static class FormNames
{
    public static string Of(Form form) => form switch
    {
        Form.Text => "text",
        Form.Code => "code",
        Form.Integer => "integer",
        Form.Decimal => "decimal",
        Form.Percentage => "percentage",
        Form.Money => "money",
        Form.NumberWithUnit => "number-with-unit",
        Form.Range => "range",
        Form.Date => "date",
        Form.DateTime => "datetime",
        Form.Time => "time",
        Form.Duration => "duration",
        Form.Email => "email",
        Form.Url => "url",
        Form.Phone => "phone",
        Form.IpAddress => "ip-address",
        Form.Uuid => "uuid",
        Form.Iban => "iban",
        Form.CardNumber => "card-number",
        Form.Country => "country",
        Form.Coordinates => "coordinates",
        Form.List => "list",
        Form.Json => "json",
        Form.Boolean => "boolean",
        Form.None or Form.Other => "other",
        _ => throw new ArgumentOutOfRangeException(nameof(form)),
    };

    public static string Phrase(Form form) => form switch
    {
        Form.Email => "an e-mail address",
        Form.Url => "a web address",
        Form.Phone => "a phone number",
        Form.IpAddress => "an IP address",
        Form.Uuid => "a UUID",
        Form.Iban => "an IBAN whose check digits are right",
        Form.CardNumber => "a card number whose check digit is right",
        Form.Country => "the name of a country",
        Form.Coordinates => "a pair of coordinates",
        Form.Percentage => "a percentage",
        Form.Money => "an amount of money",
        Form.NumberWithUnit => "a number with a unit",
        Form.DateTime => "a date with a time",
        Form.Time => "a time of day",
        Form.Json => "JSON",
        Form.Integer => "a whole number",
        Form.Text => "plain words",
        _ => $"a {Of(form)}",
    };
}
