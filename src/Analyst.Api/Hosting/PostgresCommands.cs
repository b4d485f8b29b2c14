namespace Analyst.Api.Hosting;

/// <summary>PostgreSQL's own programs, run for one folder as the right user.</summary>
internal sealed class PostgresCommands(PostgresBinaries binaries, PostgresOwner owner, PostgresFolder folder)
{
    /// <summary>Makes the cluster from nothing; what an interrupted attempt left is thrown away.</summary>
    public async Task MakeCluster(CancellationToken ct)
    {
        foreach (var leftover in new[] { folder.Data, folder.UnfinishedData }.Where(Directory.Exists))
            Directory.Delete(leftover, recursive: true);
        folder.MakePassword();
        await owner.Give(folder.PasswordPath, ct);
        var made = await ShellCommand.Run(
            owner.AsUser(
                binaries["initdb"], "--pgdata", folder.UnfinishedData, "--username", PostgresFolder.User, "--pwfile", folder.PasswordPath,
                "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", OperatingSystem.IsLinux() ? "C.UTF-8" : "C"),
            ct);
        if (!made.Succeeded)
            throw new InvalidOperationException($"initdb failed in {folder.Path}. {made.Output}");
        Directory.Move(folder.UnfinishedData, folder.Data);
    }

    /// <summary>Starts the server apart from this process, so that it neither dies with us nor gets our Ctrl+C, and waits until it accepts connections.</summary>
    public Task<ShellCommand.Result> Start(CancellationToken ct) =>
        ShellCommand.Run(owner.AsUser(binaries["pg_ctl"], "start", "--pgdata", folder.Data, "--log", folder.LogPath, "--wait", "--timeout", "60", "--silent"), ct);

    /// <summary>Ends connections and stops cleanly.</summary>
    public Task<ShellCommand.Result> Stop() =>
        ShellCommand.Run(owner.AsUser(binaries["pg_ctl"], "stop", "--pgdata", folder.Data, "--mode", "fast", "--wait", "--timeout", "60", "--silent"), CancellationToken.None);
}
