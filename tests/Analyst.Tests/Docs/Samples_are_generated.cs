using System.Runtime.CompilerServices;
using System.Text;
using Analyst.Samples;

namespace Analyst.Tests.Docs;

public sealed class Samples_are_generated
{
    [Fact]
    public void the_committed_file_is_what_the_generator_writes() =>
        Assert.Equal(File.ReadAllBytes(Path.Combine(Root(), "samples", "shop-orders.csv")), ShopOrders.Csv());

    [Theory]
    [InlineData("\uFEFFOrder ID,")]
    [InlineData(" at example.com")]
    [InlineData(",N/A,")]
    [InlineData(",\"$1,234.50\",")]
    [InlineData(",02108,")]
    [InlineData("Leave at the door.\nRing twice.")]
    [InlineData("\"Customer said \"\"urgent\"\" on the phone\"\r\n")]
    [InlineData("Łódź")]
    public void it_has_the_flaws_that_exports_have(string flaw) =>
        Assert.Contains(flaw, Encoding.UTF8.GetString(ShopOrders.Csv()), StringComparison.Ordinal);

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
