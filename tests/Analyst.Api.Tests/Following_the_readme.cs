using System.Diagnostics;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Following_the_readme(Running running)
{
    [Fact]
    public async Task the_demo_ends_well_and_prints_what_the_tour_shows()
    {
        var folder = running.Cluster.NewFolder("demo");
        var start = new ProcessStartInfo(AnalystProcess.Executable, ["demo", Path.Combine(Repository.Root, "samples", "shop-orders.csv")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__Postgres"] = await running.Cluster.NewDatabase();
        start.Environment["Analyst__DataFolder"] = folder;
        using var demo = Process.Start(start)!;
        var errors = demo.StandardError.ReadToEndAsync();
        var printed = await demo.StandardOutput.ReadToEndAsync();
        await demo.WaitForExitAsync();

        Assert.True(demo.ExitCode == 0, $"The demo ended with {demo.ExitCode}: {await errors}\n{printed}");
        var lines = printed.Split('\n').Select(l => l.TrimEnd()).ToArray();
        var at = -1;
        foreach (var line in Tour())
        {
            at = Array.FindIndex(lines, at + 1, l => l == line);
            Assert.True(at >= 0, $"The demo no longer prints, in this order: {line}\n{printed}");
        }
        Assert.All(Enumerable.Range(1, 3), n => Assert.StartsWith("<svg", File.ReadAllText(Path.Combine(folder, "demo", $"answer-{n}.svg"))));
    }

    [Fact]
    public void is_short_enough_to_be_read() => Assert.True(File.ReadLines(Path.Combine(Repository.Root, "README.md")).Count() < 200);

    private static string[] Tour()
    {
        var tour = File.ReadLines(Path.Combine(Repository.Root, "README.md")).SkipWhile(l => l != "<!-- tour -->").Skip(2).TakeWhile(l => l != "```").Select(l => l.TrimEnd()).ToArray();
        Assert.True(tour.Length > 15, "The README has no tour.");
        return tour;
    }
}
