using System.Globalization;
using System.Text;

namespace Analyst.Api.Tests.Servers;

/// <summary>Small tables whose answers are known.</summary>
public static class Samples
{
    /// <summary>Six sales; by region: north 60, south 45.5, east 5.</summary>
    public const string Sales = """
        region,product,amount,sold
        north,tea,10,2024-01-05
        north,coffee,20,2024-01-20
        south,tea,15.5,2024-02-01
        south,coffee,30,2024-02-11
        north,tea,30,2024-03-02
        east,coffee,5,2024-03-09

        """;

    /// <summary>Spaces, mixed case, a marker for missing and a row that stands twice.</summary>
    public const string Dirty = """
        id,status,note
        1,open,a
        2,Open ,b
        3,open,N/A
        4,closed,c
        4,closed,c
        5,open,d

        """;

    /// <summary>A file of about this many bytes, each row different.</summary>
    public static byte[] Large(int bytes)
    {
        var csv = new StringBuilder("id,name,amount,day\n");
        for (var i = 0; csv.Length < bytes; i++)
            csv.Append(CultureInfo.InvariantCulture, $"{i},customer number {i % 9973},{i * 7 % 10007 / 100.0:F2},2024-{i % 12 + 1:D2}-{i % 28 + 1:D2}\n");
        return Encoding.UTF8.GetBytes(csv.ToString());
    }
}
