using System.Globalization;
using System.Text;

namespace Analyst.Tests.Engine;

/// <summary>A table with a trouble of every kind in it, and one without any.</summary>
internal static class Troubles
{
    private const int Rows = 3_000;

    private static readonly Dictionary<string, Func<int, Random, string>> Dirty = new()
    {
        ["order_id"] = (i, _) => Whole(i is 50 or 900 ? i - 1 : i),
        ["currency"] = (_, _) => "EUR",
        ["nothing"] = (_, _) => "",
        ["holes"] = (i, _) => i % 3 == 0 ? "" : Whole(i * 7 % 13),
        ["answer"] = (i, random) => i % 100 == 7 ? "N/A" : Pick(random, "tea", "coffee", "water"),
        ["product"] = (_, random) => $"product {Letters(random.Next(140))}",
        ["flagged"] = (i, _) => i % 200 == 3 ? "yes" : "no",
        ["zip"] = (_, random) => random.Next(20_000).ToString("D5", CultureInfo.InvariantCulture),
        ["rating"] = (i, random) => i % 40 == 9 ? Pick(random, "good", "poor") : Whole(random.Next(1, 90)),
        ["share"] = (i, random) => $"{Whole(random.Next(1, 40))}{(i % 2 == 0 ? "%" : "")}",
        ["due"] = (i, random) => Day(random.Next(300)).ToString(i % 20 == 4 ? "dd.MM.yyyy" : "yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["weight"] = (i, random) => $"{Whole(random.Next(1, 30))} {(i % 9 == 0 ? "KG" : "kg")}",
        ["height"] = (i, random) => i == 77 ? "99999" : Real(170 + 20 * random.NextDouble()),
        ["wealth"] = (_, random) => Real(100 * Math.Exp(8 * Math.Pow(random.NextDouble(), 3) - Math.Log(random.NextDouble()))),
        ["tolls"] = (i, random) => i % 4 == 0 ? Real(1 + random.NextDouble()) : "0",
        ["sensor"] = (i, random) => i % 700 == 5 ? "inf" : Real(random.NextDouble()),
        ["state"] = (i, random) => i % 150 == 2 ? "deliverd" : Pick(random, "delivered", "returned"),
        ["level"] = (i, random) => i % 60 == 8 ? "high" : Pick(random, "High", "Low"),
        ["note"] = (i, random) => $"{(i % 90 == 6 ? " " : "")}{Pick(random, "as agreed", "to be sent")}",
        ["town"] = (i, _) => $"town {Letters(i % 40)}",
        ["region"] = (i, _) => i is 403 or 1200 ? "elsewhere" : $"region {Letters(i % 40 / 8)}",
        ["mail"] = (i, _) => i is 11 or 12 ? "nobody(at)example" : $"person{Letters(i)}@example.org",
        ["gross"] = (i, _) => Real(100 + i * 37 % 1000),
        ["net"] = (i, random) => Real((100 + i * 37 % 1000) * 0.8 + random.NextDouble()),
        ["day"] = (i, _) => Day(i < 1000 ? i / 3 : i / 3 + 20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private static readonly Dictionary<string, Func<int, Random, string>> Clean = new()
    {
        ["order_id"] = (i, _) => Whole(i),
        ["status"] = (_, random) => Pick(random, "open", "closed", "returned"),
        ["amount"] = (_, random) => Real(10 + 90 * random.NextDouble()),
        ["paid"] = (_, random) => Pick(random, "true", "false"),
        ["day"] = (i, _) => Day(i / 3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["quantity"] = (_, random) => Whole(random.Next(1, 40)),
        ["product"] = (_, random) => $"product {Letters(random.Next(30))}",
    };

    public static string DirtyCsv { get; } = Write(Dirty, repeated: 3);

    public static string CleanCsv { get; } = Write(Clean, repeated: 0);

    private static string Write(Dictionary<string, Func<int, Random, string>> columns, int repeated)
    {
        var random = new Random(7);
        var lines = Enumerable.Range(1, Rows).Select(i => string.Join(',', columns.Values.Select(cell => cell(i, random)))).ToList();
        return new StringBuilder().AppendJoin('\n', [string.Join(',', columns.Keys), .. lines, .. lines.TakeLast(repeated)]).Append('\n').ToString();
    }

    private static DateOnly Day(int n) => new DateOnly(2020, 1, 1).AddDays(n);

    private static string Whole(int n) => n.ToString(CultureInfo.InvariantCulture);

    private static string Real(double x) => x.ToString("F2", CultureInfo.InvariantCulture);

    private static string Pick(Random random, params string[] words) => words[random.Next(words.Length)];

    private static string Letters(int n) => n < 26 ? $"{(char)('a' + n)}" : Letters(n / 26 - 1) + Letters(n % 26);
}
