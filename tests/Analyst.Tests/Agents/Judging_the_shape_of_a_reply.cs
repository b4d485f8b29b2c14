using System.Text.Json.Nodes;
using Analyst.Agents.Models;

namespace Analyst.Tests.Agents;

public sealed class Judging_the_shape_of_a_reply
{
    private static readonly ReplyShape Shape = new("s", """
        {"type":"object","additionalProperties":false,"required":["a","list","kind","note"],"properties":{
          "a":{"type":"integer"},"list":{"type":"array","items":{"type":"object","required":["b"],"properties":{"b":{"type":"string"}}}},
          "kind":{"type":"string","enum":["x","y"]},"note":{"type":["string","null"]},"more":{"anyOf":[{"type":"boolean"},{"type":"number"}]}}}
        """);

    [Theory]
    [InlineData("""{"a":1,"list":[],"kind":"x","note":null}"""), InlineData("""{"a":1,"list":[{"b":"c","free":1}],"kind":"y","note":"n","more":true}"""), InlineData("""{"a":-1,"list":[],"kind":"y","note":"n","more":1.5}""")]
    public void takes(string json) => Assert.True(Shape.Accepts(JsonNode.Parse(json)));

    [Theory]
    [InlineData("null"), InlineData("[]"), InlineData("1"), InlineData("{}"), InlineData("""{"a":1.5,"list":[],"kind":"x","note":null}"""), InlineData("""{"a":"1","list":[],"kind":"x","note":null}"""), InlineData("""{"a":1,"list":{},"kind":"x","note":null}""")]
    [InlineData("""{"a":1,"list":[1],"kind":"x","note":null}"""), InlineData("""{"a":1,"list":[{"b":null}],"kind":"x","note":null}"""), InlineData("""{"a":1,"list":[],"kind":"z","note":null}"""), InlineData("""{"a":1,"list":[],"kind":"x"}""")]
    [InlineData("""{"a":1,"list":[],"kind":"x","note":2}"""), InlineData("""{"a":1,"list":[],"kind":"x","note":null,"more":"s"}"""), InlineData("""{"a":1,"list":[],"kind":"x","note":null,"other":1}""")]
    public void refuses(string json) => Assert.False(Shape.Accepts(JsonNode.Parse(json)));
}
