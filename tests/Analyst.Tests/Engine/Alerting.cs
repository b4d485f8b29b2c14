using System.Text.Json;
using Analyst.Domain.Datasets;
using Analyst.Engine.Profiling.Alerts;

namespace Analyst.Tests.Engine;

/// <summary>Columns and tables as the profiler would measure them.</summary>
internal static class Alerting
{
    public const int Rows = 1_000;

    public static readonly Frequencies Rare = new(Unique: 0, Duplicates: 0, Entropy: 3, Modes: [], ModeCount: 0, Antimodes: [], AntimodeCount: 0);

    public static readonly TextStatistics Texts = new(8, 0, 0, 0, 0, 0, 0, 0, 0, [], []);

    public static readonly NumberStatistics Numbers = new(null, 10, 1, 1, 1, 0, 0, Zeros: 0, 0, Rows, 0, 0, 1, 0, new Fences(-50, -20, 60, 90, 20), new Outliers(0, 0, 0, 0));

    public static ColumnProfile Text(string name, params (string Value, long Count)[] values) =>
        Column(name, "VARCHAR", ColumnRole.Categorical, values) with { Texts = Texts };

    public static ColumnProfile Number(string name) => Column(name, "DOUBLE", ColumnRole.Numeric) with
    {
        Numbers = Numbers,
        Distinct = 500,
        Min = Json(0),
        Max = Json(40),
        Mean = 20,
        Median = 20,
        Quartiles = new Quartiles(10, 20, 30),
    };

    public static ColumnProfile Column(string name, string type, ColumnRole role, params (string Value, long Count)[] values)
    {
        var top = values.Select(v => new ValueCount(v.Value, v.Count)).OrderByDescending(v => v.Count).ToList();
        return new ColumnProfile(name, type, role, 0.9, Missing: values.Length == 0 ? 0 : Rows - values.Sum(v => v.Count), new Dictionary<string, long>(), 0, Math.Max(values.Length, 2), null, null, null, null, null, null, top, [], 1, 9) { Frequencies = Rare };
    }

    public static JsonElement Json(double number) => JsonSerializer.SerializeToElement(number);

    public static TableProfile Table(params ColumnProfile[] columns) => new(Rows, 0, columns);

    public static IReadOnlyList<ProfileAlert> Find(params ColumnProfile[] columns) => AlertFinder.Find(Table(columns));

    public static string[] Ids(params ColumnProfile[] columns) => [.. Find(columns).Select(a => $"{a.Id} {a.Severity}")];
}
