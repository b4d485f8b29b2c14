using System.Text.Json.Nodes;
using Analyst.Api.Charts;

namespace Analyst.Api.Features.Profiling.Pictures;

/// <summary>Writes the picture of a column as a Vega-Lite 6 specification with its data inside.</summary>
public static class ColumnChart
{
    /// <summary>JavaScript tells no moment farther from 1970.</summary>
    private const double FarthestSecond = 8.64e12;

    public static JsonObject Of(ColumnPicture picture) => picture.Kind == PictureKind.Bars ? Bars(picture) : Bins(picture, IsTime(picture));

    private static bool IsTime(ColumnPicture picture) =>
        picture.Kind == PictureKind.Timeline && picture.Bins.All(b => Math.Abs(b.From) <= FarthestSecond && Math.Abs(b.To) <= FarthestSecond);

    private static JsonObject Bins(ColumnPicture picture, bool time)
    {
        var factor = time ? 1000 : 1;
        var x = new JsonObject { ["field"] = "from", ["type"] = time ? "temporal" : "quantitative", ["title"] = Title(picture, time) };
        if (time)
            x["scale"] = new JsonObject { ["type"] = "utc" };
        else
            x["bin"] = new JsonObject { ["binned"] = true };
        var values = picture.Bins.Select(JsonNode (bin) => new JsonObject { ["from"] = bin.From * factor, ["to"] = bin.To * factor, ["count"] = bin.Count });
        return Whole(picture, values, new JsonObject { ["x"] = x, ["x2"] = new JsonObject { ["field"] = "to" }, ["y"] = Rows(), ["y2"] = new JsonObject { ["datum"] = 0 } }, height: 320);
    }

    private static string Title(ColumnPicture picture, bool time) =>
        VegaLiteSpec.Line(picture.Kind == PictureKind.Timeline && !time ? $"{picture.Title} (seconds since 1970)" : picture.Title);

    private static JsonObject Bars(ColumnPicture picture)
    {
        var values = picture.Bars.Select(JsonNode (bar) => new JsonObject { ["value"] = bar.Label, ["count"] = bar.Count, ["other"] = bar.Others });
        var encoding = new JsonObject
        {
            ["y"] = new JsonObject { ["field"] = "value", ["type"] = "nominal", ["sort"] = null, ["title"] = VegaLiteSpec.Line(picture.Title) },
            ["x"] = Rows(),
            ["color"] = new JsonObject { ["field"] = "other", ["type"] = "nominal", ["legend"] = null, ["scale"] = new JsonObject { ["domain"] = new JsonArray(false, true), ["range"] = new JsonArray("#3a6ea5", "#b0b0b0") } },
        };
        return Whole(picture, values, encoding, new JsonObject { ["step"] = 24 });
    }

    private static JsonObject Rows() => new() { ["field"] = "count", ["type"] = "quantitative", ["title"] = "rows" };

    private static JsonObject Whole(ColumnPicture picture, IEnumerable<JsonNode> values, JsonObject encoding, JsonNode height) => new()
    {
        ["$schema"] = VegaLiteSpec.Schema,
        ["title"] = new JsonObject { ["text"] = new JsonArray([.. VegaLiteSpec.Wrapped(picture.Title)]), ["subtitle"] = picture.Subtitle },
        ["data"] = new JsonObject { ["values"] = new JsonArray([.. values]) },
        ["width"] = 560,
        ["height"] = height,
        ["mark"] = new JsonObject { ["type"] = "bar", ["tooltip"] = true },
        ["encoding"] = encoding,
        ["config"] = VegaLiteSpec.Config(),
    };
}
