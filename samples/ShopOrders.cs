using System.Globalization;
using System.Text;

namespace Analyst.Samples;

/// <summary>A shop's order export with the flaws such exports have. The same bytes on every run and machine.</summary>
public static class ShopOrders
{
    private static readonly string[] Header =
        ["Order ID", "Order Date", "Ship Date", "Customer", "Email", "City", "Country", "Product", "Category", "Quantity", "Unit Price", "Discount", "Total", "Status", "Postcode", "Notes"];

    private static readonly string[] FirstNames =
        ["Anna", "José", "Zoë", "Łukasz", "Mia", "Björn", "Chloé", "Liam", "Noor", "Søren", "Elif", "Marek", "Inês", "Olga", "Tom", "Grace", "Jürgen", "Aiko", "Ravi", "Siân"];

    private static readonly string[] LastNames =
        ["Müller", "Silva", "Nowak", "O'Brien", "García", "Dubois", "Andersson", "Rossi", "Smith", "Kaya", "Jansen", "Wójcik", "Ferreira", "Patel", "Tanaka", "Lefèvre", "Brown", "Østergård", "Vogel", "Young"];

    private static readonly (string City, string Country, string Postcode)[] Places =
    [
        ("Zürich", "Switzerland", "8001"), ("São Paulo", "Brazil", "01310"), ("Łódź", "Poland", "90001"), ("Boston", "United States", "02108"),
        ("Newark", "United States", "07102"), ("Chicago", "United States", "60601"), ("Leipzig", "Germany", "04109"), ("Dresden", "Germany", "01067"),
        ("München", "Germany", "80331"), ("Barcelona", "Spain", "08001"), ("Málaga", "Spain", "29001"), ("Lyon", "France", "69001"),
        ("Bourg-en-Bresse", "France", "01000"), ("Roma", "Italy", "00118"), ("Malmö", "Sweden", "21119"), ("Kraków", "Poland", "30001"),
    ];

    private static readonly (string Name, string Category, decimal Price)[] Products =
    [
        ("Laptop Pro 14\"", "Computers", 1899.00m), ("Laptop Air 13\"", "Computers", 1149.00m), ("Mini PC", "Computers", 599.90m),
        ("Monitor 27\" 4K", "Displays", 429.00m), ("Monitor 34\", curved", "Displays", 1234.50m), ("Projector", "Displays", 689.00m),
        ("Desk, standing", "Furniture", 549.00m), ("Office chair", "Furniture", 289.50m), ("Bookshelf, oak", "Furniture", 199.00m), ("Desk lamp", "Furniture", 45.90m),
        ("Headphones", "Audio", 159.00m), ("Speaker, portable", "Audio", 79.95m), ("Microphone", "Audio", 119.00m),
        ("Keyboard", "Accessories", 89.00m), ("Mouse", "Accessories", 39.90m), ("USB-C cable, 2 m", "Accessories", 12.50m), ("Backpack", "Accessories", 69.00m), ("Café mug", "Accessories", 9.90m),
    ];

    private static readonly string[] Notes =
    [
        "Gift wrap, please", "Customer said \"urgent\" on the phone", "Leave at the door.\nRing twice.", "Second delivery attempt", "Invoice to: Zürich office, 2nd floor",
        "Call first; \"Mr. O'Brien\", not his son", "Broken seal,\nreplaced on the same day", "Paid by bank transfer",
    ];

    private static readonly string[] Missing = ["", "", "N/A", "-", "?", "n/a"];

    /// <summary>The whole file: UTF-8 with a byte order mark, CRLF line ends, RFC 4180 quoting.</summary>
    public static byte[] Csv()
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in Rows().Prepend(Header))
            text.AppendJoin(',', row.Select(Quoted)).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<string[]> Rows()
    {
        var dice = new Dice(20_250_101);
        var number = 10_000;
        string[]? earlier = null;
        var first = new DateOnly(2023, 1, 1);
        for (var day = first; day.Year < 2026; day = day.AddDays(1))
        {
            var orders = 1 + (day.DayNumber - first.DayNumber) / 190 + (day.Month >= 11 ? 3 : 0) + dice.Below(4);
            for (var i = 0; i < orders; i++)
            {
                var row = Order(++number, day, dice);
                yield return row;
                if (dice.Percent(1))
                    yield return earlier ?? row;
                earlier = dice.Percent(40) ? row : earlier;
            }
        }
    }

    private static string[] Order(int number, DateOnly day, Dice dice)
    {
        var (first, last) = (dice.Below(FirstNames.Length), dice.Below(LastNames.Length));
        var (firstName, lastName) = (FirstNames[first], LastNames[last]);
        var place = Places[Math.Min(first * 7 + last * 3, first + last * 5) % Places.Length];
        var product = dice.Pick(Products);
        var quantity = 1 + dice.Below(product.Price < 100 ? 9 : 3);
        var price = decimal.Round(product.Price * (100 + (day.Year - 2023) * 3) / 100, 2);
        // One huge order of a cheap thing, and below one price whose decimal point slipped.
        if (number == 12_345)
            (product, quantity, price) = (Products[^1], 480, Products[^1].Price);
        var discount = dice.Percent(70) ? 0m : 0.05m * (1 + dice.Below(4));
        var total = decimal.Round(quantity * price * (1 - discount), 2, MidpointRounding.AwayFromZero);
        var status = Status(day, dice);
        return
        [
            Invariant($"SO-{number}"),
            Invariant($"{day:yyyy-MM-dd}"),
            status is "Shipped" or "Delivered" or "Returned" ? ShipDate(day.AddDays(1 + dice.Below(6)), dice) : dice.Pick(Missing),
            Spaced($"{firstName} {lastName}", dice),
            Email(firstName, lastName, dice),
            Spaced(dice.Percent(2) ? dice.Pick(Missing) : place.City, dice),
            Cased(place.Country, 4, dice),
            Spaced(product.Name, dice),
            Cased(product.Category, 6, dice),
            dice.Percent(1) ? dice.Pick(Missing) : Invariant($"{quantity}"),
            Invariant($"${(number == 14_321 ? price * 100 : price):#,##0.00}"),
            dice.Percent(8) ? dice.Pick(Missing) : Invariant($"{discount:0.##}"),
            Invariant($"{total:0.00}"),
            Cased(status, 25, dice),
            dice.Percent(2) ? dice.Pick(Missing) : place.Postcode,
            dice.Percent(9) ? dice.Pick(Notes) : "",
        ];
    }

    private static string Status(DateOnly day, Dice dice) => dice.Below(100) switch
    {
        < 6 => "Cancelled",
        < 11 => "Returned",
        _ when day >= new DateOnly(2025, 12, 20) => "Pending",
        < 30 => "Shipped",
        _ => "Delivered",
    };

    private static string ShipDate(DateOnly day, Dice dice) => dice.Below(10) switch
    {
        < 5 => Invariant($"{day:yyyy-MM-dd}"),
        < 7 => Invariant($"{day:dd/MM/yyyy}"),
        < 9 => Invariant($"{day:MMM d, yyyy}"),
        _ => Invariant($"{day:d.M.yyyy}"),
    };

    private static string Email(string firstName, string lastName, Dice dice)
    {
        var address = Ascii($"{firstName}.{lastName}@example.com").ToLowerInvariant();
        return dice.Below(100) switch
        {
            < 4 => dice.Pick(Missing),
            < 5 => address.Replace("@", " at ", StringComparison.Ordinal),
            < 9 => address.ToUpperInvariant(),
            _ => address,
        };
    }

    private static string Ascii(string text) => string.Concat(text.Select(c => c switch
    {
        'é' or 'ë' or 'è' or 'ê' => "e",
        'ö' or 'ø' or 'ó' => "o",
        'Ø' => "O",
        'á' or 'å' or 'â' => "a",
        'Ł' or 'ł' => "l",
        'ü' => "u",
        'í' => "i",
        '\'' => "",
        _ => c.ToString(),
    }));

    private static string Cased(string text, int percent, Dice dice) => !dice.Percent(percent) ? text : dice.Below(4) switch
    {
        0 => text.ToLowerInvariant(),
        1 => text.ToUpperInvariant(),
        2 => text + " ",
        _ => " " + text,
    };

    private static string Spaced(string text, Dice dice) => dice.Below(100) switch
    {
        < 2 => " " + text,
        < 4 => text + " ",
        < 6 => text.Replace(" ", "  ", StringComparison.Ordinal),
        _ => text,
    };

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // Knuth's MMIX generator: unlike System.Random its sequence is ours and can never change under us.
    private sealed class Dice(ulong state)
    {
        private ulong _state = state;

        public int Below(int limit)
        {
            _state = unchecked(_state * 6364136223846793005UL + 1442695040888963407UL);
            return (int)((_state >> 33) % (ulong)limit);
        }

        public bool Percent(int chance) => Below(100) < chance;

        public T Pick<T>(T[] from) => from[Below(from.Length)];
    }
}
