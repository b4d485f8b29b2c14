using System.Reflection;

namespace Analyst.Api.Hosting;

/// <summary>What stands in facts and traces about who computed something.</summary>
public static class Versions
{
    public static readonly string Analyst = typeof(Versions).Assembly.GetName().Version!.ToString(3);

    /// <summary>The engine with its version, read from the library that the runner loads.</summary>
    public static readonly string Engine = $"DuckDB {typeof(Versions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "DuckDB").Value}";
}
