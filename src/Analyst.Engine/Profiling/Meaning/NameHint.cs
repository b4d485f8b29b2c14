namespace Analyst.Engine.Profiling.Meaning;

/// <summary>What words in the name of a column hint at.</summary>
[Flags]
internal enum NameHint : long
{
    None = 0,
    Identifier = 1L << 0,

    /// <summary>no, nr, number: an identifier at the end of a name, a count before another word.</summary>
    Number = 1L << 1,
    Code = 1L << 2,
    Postcode = 1L << 3,
    Phone = 1L << 4,
    Email = 1L << 5,
    Url = 1L << 6,
    Country = 1L << 7,
    City = 1L << 8,
    Address = 1L << 9,
    Person = 1L << 10,
    Name = 1L << 11,
    Date = 1L << 12,
    Time = 1L << 13,
    Duration = 1L << 14,
    Money = 1L << 15,
    Percentage = 1L << 16,
    Measure = 1L << 17,
    Count = 1L << 18,
    Class = 1L << 19,
    Year = 1L << 20,
    Calendar = 1L << 21,
    Rating = 1L << 22,
    Rank = 1L << 23,
    Latitude = 1L << 24,
    Longitude = 1L << 25,
    Currency = 1L << 26,
    Language = 1L << 27,
    Flag = 1L << 28,
    Ip = 1L << 29,
    Iban = 1L << 30,
    Card = 1L << 31,
    Prose = 1L << 32,
    Of = 1L << 33,
    Coordinates = 1L << 34,
    Company = 1L << 35,
}
