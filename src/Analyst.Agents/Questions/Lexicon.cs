using System.Collections.Frozen;

namespace Analyst.Agents.Questions;

/// <summary>What English words mean to any table. Nothing here knows a particular data set.</summary>
internal static class Lexicon
{
    /// <summary>Words that carry no content of their own; leaving them unread costs nothing.</summary>
    public static readonly FrozenSet<string> Stop = Set("""
        a an the of in on at to for from by with and or is are was were be been being am do does did doing has have had having it its this that these those there their they them he she him his her
        i we our us you your me my who whom whose which what when where why how many much any some all each every per than then as if so but not no nor please can could would will shall should may might must
        show list give tell find get name display return see want know like need let here also just only own one ones same such other about into over under between during within without while
        per across among against out up down off via along using use used data dataset table file row rows record records entry entries column columns value values total number amount overall different various kind
        come came go went happen happened occur occurred exist appear belong contain include including involve take taken place make made get got gave given held occurs took
        year's whats who's what's isn't aren't wasn't weren't don't doesn't didn't haven't hasn't won't s t m re ve ll d
        chart bar pie line plot graph scatter visualize visualise draw diagram histogram axis x y correlation relationship relation compare comparison equal equals listed recorded according given respectively attribute bin binned
        """);

    /// <summary>Small words that may stand between the words of a column's name, or between a column and its value.</summary>
    public static readonly FrozenSet<string> Links = Set("of the a an is are was were be been in on for with as by named called being has have had equal equals to value at than from that it who listed recorded worth reached");

    /// <summary>What rows are commonly called.</summary>
    public static readonly FrozenSet<string> Entities = Stems("""
        rows records entries items lines cases observations orders sales purchases transactions payments invoices deals customers clients users people persons individuals members employees workers staff
        students pupils patients passengers players games matches products articles things events visits sessions trips rides flights shipments deliveries tickets calls messages reviews posts companies firms
        stores shops countries cities houses homes properties cars vehicles animals pets books movies films songs accidents incidents times occurrences instances listings applicants candidates results
        """);

    public static readonly FrozenSet<string> People = Stems("who person people name player customer client employee member student author artist user driver passenger winner candidate");
    public static readonly FrozenSet<string> NameWords = Stems("name title label full");
    public static readonly FrozenSet<string> Places = Stems("place location city town country venue region state address site area county province district");
    public static readonly FrozenSet<string> Times = Stems("date day time year month when period season timestamp");

    /// <summary>Numbers with these names are labels or rates: adding them up says nothing.</summary>
    public static readonly FrozenSet<string> Labels = Stems("id year rank ranking code no position lat latitude lon lng longitude zip postcode season week round day month age price rate rating score percent percentage average avg ratio temperature height grade level class number index seed lane");

    public static readonly (string Yes, string No)[] YesNo = [("yes", "no"), ("true", "false"), ("y", "n"), ("t", "f"), ("1", "0"), ("1.0", "0.0")];

    public static readonly FrozenSet<string> Largest = Set("highest largest biggest greatest maximum maximal max most top best peak longest latest last");
    public static readonly FrozenSet<string> Smallest = Set("lowest smallest least fewest minimum minimal min worst bottom shortest earliest first");
    public static readonly FrozenSet<string> Negations = Set("not isn't aren't wasn't weren't don't doesn't didn't no non never except excluding without haven't hasn't besides exclude neither cannot");

    /// <summary>Words about something no table can hold: the present, the future, the asker.</summary>
    public static readonly FrozenSet<string> Relative = Set("today yesterday tomorrow now currently tonight");

    public static readonly FrozenDictionary<string, Adjective> Adjectives = BuildAdjectives();

    public static readonly FrozenDictionary<string, int> SmallNumbers =
        "zero one two three four five six seven eight nine ten eleven twelve".Split(' ').Select((word, n) => (word, n)).ToFrozenDictionary(e => e.word, e => e.n, StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, int> MonthNames = Months();

    private static readonly FrozenDictionary<string, int[]> Groups = SynonymGroups();

    /// <summary>Two stems that commonly name the same kind of column.</summary>
    public static bool Related(string a, string b) => Groups.TryGetValue(a, out var x) && Groups.TryGetValue(b, out var y) && x.AsSpan().ContainsAny(y);

    /// <param name="Columns">Stems of names it may speak of.</param>
    /// <param name="Largest">It asks for much of it, otherwise for little.</param>
    public sealed record Adjective(FrozenSet<string> Columns, bool Largest, bool Superlative, bool OfDates);

    public static FrozenSet<string> Set(string words) => words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenSet<string> Stems(string words) => words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Words.Stem).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, int[]> SynonymGroups()
    {
        string[] groups =
        [
            "revenue sales turnover amount total income proceeds", "price cost fee charge fare expense", "salary wage pay income earn earnings compensation earning", "quantity qty units unit pieces sold",
            "date day when time", "country nation nationality", "city town place location where", "gender sex", "employee staff worker", "customer client buyer", "product item article good",
            "company firm organisation organization business", "category type kind class genre", "rating score grade stars mark", "id identifier code number no num nr key", "region area territory zone district",
            "start begin beginning", "end finish stop", "department dept division", "average avg mean", "minimum min", "maximum max", "percent percentage pct share rate proportion", "amount amt", "address addr", "temperature temp",
            "description desc", "year yr", "month mon", "manager mgr boss", "account acct", "duration length long runtime time minutes", "height tall", "weight heavy", "speed fast velocity", "distance far mileage",
            "population inhabitants people residents", "name title called", "person people name who player", "win victory won wins", "loss defeat lost losses", "opponent versus against played", "team club squad", "venue stadium location where place ground arena",
            "job occupation profession role position", "school university college institution", "author writer written", "film movie", "director directed", "phone telephone mobile", "email mail", "birth born birthday", "death died dead",
            "create created open opened", "wealth worth networth fortune", "size big large", "crowd attendance spectators audience", "result outcome score", "channel network station", "episode show", "order purchase", "discount rebate", "profit gain margin",
            "marital married marriage", "vehicle car", "doctor physician", "state province", "married marital", "ship shipped shipping shipment", "deliver delivered delivery", "rank position place standing", "goal goals scored", "point points pts", "game games match matches", "cm centimeter centimetre", "kg kilogram kilo", "km kilometer kilometre", "m metre meter", "mi mile", "lb pound", "min mins minute minutes", "lat latitude", "long lng lon longitude", "attendance attended fans",
        ];
        var found = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < groups.Length; i++)
            foreach (var word in groups[i].Split(' ').Select(Words.Stem).Distinct(StringComparer.Ordinal))
                (found.TryGetValue(word, out var list) ? list : found[word] = []).Add(i);
        return found.ToFrozenDictionary(e => e.Key, e => e.Value.ToArray(), StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, Adjective> BuildAdjectives()
    {
        (string Forms, string Columns, bool Largest, bool Dates)[] senses =
        [
            ("old older oldest", "age", true, false), ("young younger youngest", "age", false, false),
            ("expensive costly pricey dearest priciest costliest", "price cost fee fare amount", true, false), ("cheap cheaper cheapest inexpensive affordable", "price cost fee fare amount", false, false),
            ("long longer longest", "length duration time distance minute runtime long", true, false), ("short shorter shortest", "length duration time height distance minute runtime", false, false),
            ("tall taller tallest", "height floor storey", true, false), ("heavy heavier heaviest", "weight mass", true, false), ("lighter lightest", "weight mass", false, false),
            ("rich richer richest wealthy wealthier wealthiest", "wealth worth networth income fortune gdp", true, false), ("poor poorer poorest", "wealth worth networth income gdp", false, false),
            ("fast faster fastest quick quicker quickest", "speed velocity", true, false), ("slow slower slowest", "speed velocity", false, false),
            ("populous populated", "population inhabitant", true, false), ("far farther farthest further furthest", "distance mileage", true, false), ("near nearer nearest closer closest", "distance", false, false),
            ("hot hotter hottest warm warmer warmest", "temperature temp", true, false), ("cold colder coldest cool cooler coolest", "temperature temp", false, false),
            ("deep deeper deepest", "depth", true, false), ("wide wider widest", "width", true, false), ("profitable", "profit margin", true, false), ("large larger largest big bigger biggest", "size area population", true, false), ("small smaller smallest", "size area population", false, false),
            ("recent recently newest newer latest", "date time day year", true, true), ("earliest earlier", "date time day year", false, true), ("paid", "salary pay wage income compensation", true, false),
        ];
        var found = new Dictionary<string, Adjective>(StringComparer.Ordinal);
        foreach (var (forms, columns, largest, dates) in senses)
        {
            var stems = Stems(columns);
            foreach (var form in forms.Split(' '))
                found[form] = new Adjective(stems, largest, form.EndsWith("est", StringComparison.Ordinal), dates);
        }
        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, int> Months()
    {
        string[] names = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
        var found = new Dictionary<string, int>(StringComparer.Ordinal) { ["sept"] = 9 };
        for (var i = 0; i < names.Length; i++) found[names[i]] = found[names[i][..3]] = i + 1;
        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
