using System.Diagnostics;
using Analyst.Api.Storage;

namespace Analyst.Api.Tests.Servers;

/// <summary>A real S3-speaking server on a free port, with its objects in a folder that goes with it.</summary>
public sealed class S3Server : IAsyncLifetime
{
    private static readonly Lazy<Task> Installed = new(Install);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("analyst-s3-");
    private ServerProcess? process;

    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>The files behind the objects, for tests that damage them.</summary>
    public string Folder => folder.FullName;

    private static string Tools => Path.Combine(Repository.Root, "tests", "tools");

    /// <summary>Settings for a bucket of this server.</summary>
    public S3Options Options(string bucket) =>
        new() { ServiceUrl = Address.AbsoluteUri, Bucket = bucket, AccessKey = "S3RVER", SecretKey = "S3RVER" };

    public async ValueTask InitializeAsync()
    {
        await Installed.Value;
        (process, var line) = await ServerProcess.Start(["node", Path.Combine(Tools, "s3.js"), Folder], line => line.StartsWith("http://", StringComparison.Ordinal));
        Address = new Uri(line);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Ends it before the test does.</summary>
    public async Task Stop()
    {
        await process!.DisposeAsync();
        process = null;
    }

    private static async Task Install()
    {
        if (File.Exists(Path.Combine(Tools, "node_modules", "s3rver", "package.json")))
            return;
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts"]) { WorkingDirectory = Tools })!;
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm ci in {Tools} ended with {npm.ExitCode}.");
    }
}
