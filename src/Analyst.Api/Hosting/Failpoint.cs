using System.Diagnostics;

namespace Analyst.Api.Hosting;

/// <summary>Named places where this process kills itself, as a crash would, so that tests and operators can see what a crash there leaves behind.</summary>
public static class Failpoint
{
    /// <summary>A piece of an upload is durable and counted.</summary>
    public const string AfterPiece = "after-piece";

    /// <summary>A file has come and is checked, it is not in the object store.</summary>
    public const string AfterBody = "after-body";

    /// <summary>A file is in the object store, its fact is not written.</summary>
    public const string AfterObject = "after-object";

    /// <summary>A revision is in the object store, its fact is not written.</summary>
    public const string AfterParquet = "after-parquet";

    /// <summary>The fact of an upload in pieces is written, the answer is not sent.</summary>
    public const string AfterFact = "after-fact";

    /// <summary>The first numbers of a profile can be read, the others are not there.</summary>
    public const string AfterFirstNumbers = "after-first-numbers";

    public static readonly IReadOnlyList<string> All = [AfterBody, AfterPiece, AfterObject, AfterParquet, AfterFact, AfterFirstNumbers];

    private static volatile string armed = "";

    /// <param name="name">Empty for none.</param>
    public static void Arm(string name) => armed = name;

    public static void At(string name)
    {
        if (armed != name)
            return;
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
