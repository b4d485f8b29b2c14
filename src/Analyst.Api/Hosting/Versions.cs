using System.Reflection;

namespace Analyst.Api.Hosting;

/// <summary>What stands in facts and traces about who computed something.</summary>
public static class Versions
{
    public static readonly string Analyst = typeof(Versions).Assembly.GetName().Version!.ToString(3);

    /// <summary>The engine with its version, as the packages pin it.</summary>
    public static readonly string Engine = $"DuckDB {Metadata("DuckDB")}";

    /// <summary>This build holds the handlers' code; otherwise it is made and compiled at their first use.</summary>
    public static readonly bool HasGeneratedHandlers = Metadata("GeneratedHandlers") is not null;

    private static string? Metadata(string key) => typeof(Versions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == key)?.Value;
}
