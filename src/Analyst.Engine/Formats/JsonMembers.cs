using System.Text;
using System.Text.Json;

namespace Analyst.Engine.Formats;

internal sealed class JsonMember(string name, int number, JsonNode node)
{
    public string Name => name;

    public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(name);

    /// <summary>Its place among the members, from 0.</summary>
    public int Number => number;

    public JsonNode Node => node;

    /// <summary>The last object in which it stood.</summary>
    public long SeenIn { get; set; }

    /// <summary>There is another one of the same name.</summary>
    public bool HasTwin { get; set; }

    /// <summary>It stood twice in the object.</summary>
    public bool Repeated { get; set; }
}

/// <summary>The members of an object in the order in which they came up.</summary>
/// <param name="apart">A name that comes twice in an object is a second member instead of a fault.</param>
internal sealed class JsonMembers(JsonNodes nodes, int depth, bool apart = false)
{
    private readonly List<JsonMember> members = [];
    private readonly Dictionary<string, List<JsonMember>> byName = [];
    private long current;
    private int expected;

    public IReadOnlyList<JsonMember> All => members;

    public int Count => members.Count;

    /// <summary>Whether they can be the fields of a STRUCT, whose names differ without regard to case.</summary>
    public bool AreFields => Count > 0 && members.All(m => m.Name.Length > 0 && !m.Name.Contains('\0'))
        && members.Select(m => m.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() == Count;

    /// <summary>A further object begins.</summary>
    public void Begin()
    {
        current++;
        expected = 0;
    }

    /// <summary>The member whose name the reader stands at.</summary>
    public JsonMember Find(ref Utf8JsonReader reader)
    {
        // Most objects have the same members in the same order.
        if (expected < members.Count && members[expected] is var next && next.SeenIn != current && !next.HasTwin && reader.ValueTextEquals(next.Utf8))
            return Seen(next);
        return Named(reader.GetString()!);
    }

    public JsonMember Named(string name)
    {
        if (!byName.TryGetValue(name, out var same))
            byName[name] = same = [];
        var free = same.Find(m => m.SeenIn != current);
        if (free is null && same.Count > 0 && !apart)
        {
            same[0].Repeated = true;
            return same[0];
        }
        if (free is null)
        {
            free = new JsonMember(name, members.Count, nodes.New(depth));
            members.Add(free);
            same.Add(free);
            if (same.Count > 1)
                same.ForEach(m => m.HasTwin = true);
        }
        return Seen(free);
    }

    private JsonMember Seen(JsonMember member)
    {
        member.SeenIn = current;
        expected = member.Number + 1;
        return member;
    }
}
