using JasperFx.CommandLine;

namespace Analyst.Api.Sweeping;

/// <summary>Flags of <c>analyst sweep</c>.</summary>
public sealed class SweepInput : NetCoreInput
{
    [Description("Also remove objects without a fact that are younger than the longest upload. Only when no upload is under way.")]
    public bool NowFlag { get; set; }
}

/// <summary><c>analyst sweep</c>: removes what nobody owns and prints it.</summary>
[Description("Remove expired uploads, objects without a fact and what is left of deleted datasets", Name = "sweep")]
public sealed class SweepCommand : JasperFxAsyncCommand<SweepInput>
{
    public override async Task<bool> Execute(SweepInput input)
    {
        using var host = input.BuildHost();
        var sweep = host.Services.GetRequiredService<Sweep>();
        var removed = await sweep.Run(input.NowFlag ? TimeSpan.Zero : sweep.SafeAge, CancellationToken.None);
        foreach (var line in removed ?? [])
            Console.WriteLine($"Removed {line}");
        Console.WriteLine(removed switch
        {
            null => "Another process is sweeping; nothing was done.",
            { Count: 0 } => $"There is nothing to remove{(input.NowFlag ? "" : $" (objects without a fact are removed when they are older than {sweep.SafeAge.TotalHours} hours, or with --now)")}.",
            _ => $"{removed.Count} removed.",
        });
        return removed is not null;
    }
}
