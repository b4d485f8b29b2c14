using System.Security.Cryptography;
using System.Text;

namespace Analyst.Api.Hosting;

/// <summary>Who runs the server and where its files lie: PostgreSQL refuses to run as root.</summary>
/// <param name="User">The user to run as instead of root; null to stay who we are.</param>
/// <param name="MovedFrom">The folder asked for, when that user cannot reach it.</param>
internal sealed record PostgresOwner(string Folder, string? User, string? MovedFrom)
{
    private const string Elsewhere = "/var/lib/analyst";

    /// <summary>Creates the folder and gives it to the server's user.</summary>
    public static async Task<PostgresOwner> Of(string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return new(folder, User: null, MovedFrom: null);

        var here = new PostgresOwner(folder, await UserFor(folder, ct), MovedFrom: null);
        if ((await ShellCommand.Run(here.AsUser("test", "-x", Path.GetDirectoryName(folder)!), ct)).Succeeded)
            return await Given(here, ct);

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..12];
        var elsewhere = Path.Combine(Elsewhere, hash);
        Directory.CreateDirectory(elsewhere);
        return await Given(new(elsewhere, await UserFor(elsewhere, ct), MovedFrom: folder), ct);
    }

    /// <summary>The command, run as the server's user when that is another than ours.</summary>
    public IReadOnlyList<string> AsUser(params IReadOnlyList<string> command) => User is not { } user ? command
        : File.Exists("/usr/bin/setpriv") ? ["/usr/bin/setpriv", "--reuid", user, "--regid", user, "--init-groups", "--", .. command]
        : Runuser() is { } runuser ? [runuser, "-u", user, "--", .. command]
        : ["su", user, "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", .. command];

    /// <summary>Makes a file or folder the server user's own.</summary>
    public async Task Give(string path, CancellationToken ct)
    {
        if (User is { } user && await ShellCommand.Run(["chown", $"{user}:", path], ct) is { Succeeded: false } failed)
            throw new InvalidOperationException($"PostgreSQL does not run as root, and {path} could not be given to the user {user}. {failed.Output}");
    }

    // Whoever made the cluster keeps it: root passing by once must not lock a developer out of their own data.
    private static async Task<string> UserFor(string folder, CancellationToken ct) =>
        await ShellCommand.Run(["stat", "-c", "%U", Path.Combine(folder, "data")], ct) is { Succeeded: true, Output: not ("root" or "UNKNOWN") and var user } ? user : "postgres";

    private static string? Runuser() => Array.Find(["/usr/sbin/runuser", "/sbin/runuser", "/usr/bin/runuser"], File.Exists);

    private static async Task<PostgresOwner> Given(PostgresOwner owner, CancellationToken ct)
    {
        await owner.Give(owner.Folder, ct);
        return owner;
    }
}
