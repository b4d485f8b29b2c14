using System.Globalization;
using System.Text.Json.Nodes;
using Analyst.Api.Charts;

namespace Analyst.Api.Features.Profiling.Pictures;

/// <summary>Writes correlations as a heat map, a Vega-Lite 6 specification with its data inside.</summary>
public static class CorrelationChart
{
    private const int MostWithFigures = 12;

    public static JsonObject Of(CorrelationPicture picture)
    {
        var size = new JsonObject { ["step"] = picture.Columns.Count <= MostWithFigures ? 40 : 24 };
        JsonArray layers = [new JsonObject { ["mark"] = new JsonObject { ["type"] = "rect", ["tooltip"] = true }, ["encoding"] = new JsonObject { ["color"] = Colour(picture) } }];
        if (picture.Columns.Count <= MostWithFigures)
            layers.Add(Figures());
        return new JsonObject
        {
            ["$schema"] = VegaLiteSpec.Schema,
            ["title"] = Title(picture),
            ["data"] = new JsonObject { ["values"] = new JsonArray([.. Cells(picture)]) },
            ["width"] = size,
            ["height"] = size.DeepClone(),
            ["encoding"] = new JsonObject { ["x"] = Axis("b", angle: -40), ["y"] = Axis("a", angle: 0) },
            ["layer"] = layers,
            ["config"] = VegaLiteSpec.Config(),
        };
    }

    private static IEnumerable<JsonNode> Cells(CorrelationPicture picture) =>
        from row in picture.Columns.Index()
        from column in picture.Columns.Index()
        let value = picture.Values[row.Index][column.Index]
        where value is not null
        select new JsonObject { ["a"] = row.Item, ["b"] = column.Item, ["value"] = value, ["figure"] = value.Value.ToString("0.00", CultureInfo.InvariantCulture) };

    private static JsonObject Title(CorrelationPicture picture)
    {
        var title = new JsonObject { ["text"] = $"Correlations ({picture.Method})" };
        if (picture.Left > 0)
            title["subtitle"] = $"the {picture.Columns.Count} columns with the strongest; {picture.Left} more have some";
        return title;
    }

    private static JsonObject Axis(string field, int angle) =>
        new() { ["field"] = field, ["type"] = "nominal", ["sort"] = null, ["title"] = null, ["axis"] = new JsonObject { ["labelAngle"] = angle, ["labelLimit"] = 140, ["domain"] = false, ["ticks"] = false } };

    private static JsonObject Colour(CorrelationPicture picture) => new()
    {
        ["field"] = "value",
        ["type"] = "quantitative",
        ["title"] = picture.Method,
        ["scale"] = picture.Method == "cramers-v"
            ? new JsonObject { ["domain"] = new JsonArray(0, 1), ["range"] = new JsonArray("#f7f7f7", "#5b9bd5") }
            : new JsonObject { ["domain"] = new JsonArray(-1, 0, 1), ["range"] = new JsonArray("#d9773f", "#f7f7f7", "#5b9bd5") },
    };

    private static JsonObject Figures() => new()
    {
        ["mark"] = new JsonObject { ["type"] = "text", ["fontSize"] = 11, ["color"] = "#222" },
        ["encoding"] = new JsonObject { ["text"] = new JsonObject { ["field"] = "figure", ["type"] = "nominal" } },
    };
}
