using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Microsoft.ClearScript;
using Microsoft.ClearScript.V8;

namespace Analyst.Api.Charts;

/// <summary>Draws a Vega-Lite specification as SVG with Vega itself, in a V8 that can reach nothing. One drawing at a time; safe to share.</summary>
/// <param name="timeLimit">For one drawing, without waiting for others.</param>
public sealed class SvgRenderer(TimeSpan timeLimit) : IDisposable
{
    private const int HeapLimitMegabytes = 128;
    private static readonly string[] Forbidden = ["script", "image", "foreignObject", "a", "iframe", "use"];

    private readonly SemaphoreSlim _turn = new(1);
    private V8ScriptEngine? _engine;

    public SvgRenderer()
        : this(TimeSpan.FromSeconds(10))
    {
    }

    /// <summary>The drawing as a whole SVG document. Equal specifications give equal text.</summary>
    /// <remarks>Throws <see cref="ChartException"/> when the specification cannot be drawn within the limits, or V8 does not run on this machine.</remarks>
    public async Task<string> Render(JsonObject specification, CancellationToken ct)
    {
        var json = specification.ToJsonString();
        await _turn.WaitAsync(ct);
        try
        {
            return Safe(await Task.Run(() => Draw(json, ct), CancellationToken.None));
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _engine?.Dispose();
        _turn.Dispose();
    }

    private string Draw(string json, CancellationToken ct)
    {
        try
        {
            var engine = _engine ??= Started();
            // A limit met in the very moment the last drawing ended must not end this one.
            engine.CancelInterrupt();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(timeLimit);
            using var stop = limit.Token.Register(engine.Interrupt);
            var result = (ScriptObject)engine.Invoke("renderSvg", json);
            return result["svg"] as string ?? throw new ChartException($"The chart cannot be drawn: {result["error"]}");
        }
        catch (Exception e) when (e is not ChartException)
        {
            // An interrupted or exhausted engine is not used again.
            _engine?.Dispose();
            _engine = null;
            ct.ThrowIfCancellationRequested();
            throw new ChartException(
                e switch
                {
                    ScriptInterruptedException => "The chart took too long to draw.",
                    IScriptEngineException { IsFatal: true } => "The chart took too much memory to draw.",
                    _ => $"The chart cannot be drawn: {e.Message}",
                },
                e);
        }
    }

    private static V8ScriptEngine Started()
    {
        var constraints = new V8RuntimeConstraints { MaxOldSpaceSize = 16 * HeapLimitMegabytes, MaxNewSpaceSize = 32, MaxArrayBufferAllocation = HeapLimitMegabytes << 20 };
        var engine = new V8ScriptEngine(constraints, V8ScriptEngineFlags.DisableGlobalMembers)
        {
            // Reached well before V8's own limit, which would end the process.
            MaxRuntimeHeapSize = HeapLimitMegabytes << 20,
            RuntimeHeapSizeSampleInterval = TimeSpan.FromMilliseconds(20),
            RuntimeHeapSizeViolationPolicy = V8RuntimeViolationPolicy.Interrupt,
        };
        foreach (var script in (string[])["render.js", "vega.min.js", "vega-lite.min.js"])
            engine.Execute(script, Resource(script));
        return engine;
    }

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    // Vega escapes text but keeps characters that XML has no room for; and a picture that could do or load anything is refused.
    private static string Safe(string svg)
    {
        var clean = string.Create(svg.Length, svg, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                if (XmlConvert.IsXmlChar(from[i]))
                    to[i] = from[i];
                else if (char.IsHighSurrogate(from[i]) && i + 1 < from.Length && char.IsLowSurrogate(from[i + 1]))
                    (to[i], to[i + 1]) = (from[i], from[++i]);
                else
                    to[i] = '\uFFFD';
            }
        });
        var active = XDocument.Parse(clean).Descendants().FirstOrDefault(element =>
            Forbidden.Contains(element.Name.LocalName) || element.Attributes().Any(a => a.Name.LocalName is "href" || a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase)));
        return active is null ? clean : throw new ChartException($"The chart cannot be drawn: <{active.Name.LocalName}> is refused.");
    }
}

/// <summary>A chart that cannot be drawn; the message says why.</summary>
public sealed class ChartException(string message, Exception? inner = null) : Exception(message, inner);
