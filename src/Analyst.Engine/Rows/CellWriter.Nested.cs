using System.Runtime.InteropServices;
using System.Text.Json;
using Analyst.Domain.Datasets;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Analyst.Engine.Rows;

/// <summary>Text as it stands, already UTF-8; binary as Base64.</summary>
internal sealed unsafe class TextCells(bool binary) : CellWriter
{
    private const int InlineBytes = 12;

    public override long TextBytes(ulong row) => Valid(row) ? Span(row).Length : 0;

    protected override void WriteValue(Utf8JsonWriter writer, ulong row)
    {
        if (binary)
            writer.WriteBase64StringValue(Span(row));
        else
            writer.WriteStringValue(Span(row));
    }

    private ReadOnlySpan<byte> Span(ulong row)
    {
        // DuckDB's string: four bytes of length, then up to twelve bytes inline, or a prefix and a pointer.
        var entry = (byte*)Data + row * 16;
        var length = *(int*)entry;
        return new ReadOnlySpan<byte>(length <= InlineBytes ? entry + 4 : *(byte**)(entry + 8), length);
    }
}

internal sealed unsafe class EnumCells : CellWriter
{
    private readonly string[] words;
    private readonly DuckDBType index;

    public EnumCells(DuckDBLogicalType type)
    {
        index = LogicalType.DuckDBEnumInternalType(type);
        words = new string[LogicalType.DuckDBEnumDictionarySize(type)];
        for (var i = 0; i < words.Length; i++)
            words[i] = LogicalType.DuckDBEnumDictionaryValue(type, i);
    }

    protected override void WriteValue(Utf8JsonWriter writer, ulong row) => writer.WriteStringValue(words[index switch
    {
        DuckDBType.UnsignedTinyInt => ((byte*)Data)[row],
        DuckDBType.UnsignedSmallInt => ((ushort*)Data)[row],
        _ => ((uint*)Data)[row],
    }]);
}

/// <summary>A list is an array; a map is an array of its entries as objects with <c>key</c> and <c>value</c>.</summary>
internal sealed unsafe class ListCells : CellWriter
{
    private readonly CellWriter child;

    public ListCells(DuckDBLogicalType type, Column column, long byteLimit)
    {
        using var item = LogicalType.DuckDBListTypeChildType(type);
        child = For(item, column, byteLimit);
    }

    public override void Bind(IntPtr vector)
    {
        base.Bind(vector);
        child.Bind(Vectors.DuckDBListVectorGetChild(vector));
    }

    public override long TextBytes(ulong row)
    {
        if (!Valid(row))
            return 0;
        var entry = ((ListEntry*)Data)[row];
        var sum = (long)entry.Length * 2;
        for (var i = 0UL; i < entry.Length; i++)
            sum += child.TextBytes(entry.Offset + i);
        return sum;
    }

    protected override void WriteValue(Utf8JsonWriter writer, ulong row)
    {
        var entry = ((ListEntry*)Data)[row];
        writer.WriteStartArray();
        for (var i = 0UL; i < entry.Length; i++)
            child.Write(writer, entry.Offset + i);
        writer.WriteEndArray();
        NotFinite = child.NotFinite;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ListEntry
    {
        public ulong Offset;
        public ulong Length;
    }
}

internal sealed class ArrayCells : CellWriter
{
    private readonly CellWriter child;
    private readonly ulong size;

    public ArrayCells(DuckDBLogicalType type, Column column, long byteLimit)
    {
        size = (ulong)LogicalType.DuckDBArrayVectorGetSize(type);
        using var item = LogicalType.DuckDBArrayTypeChildType(type);
        child = For(item, column, byteLimit);
    }

    public override void Bind(IntPtr vector)
    {
        base.Bind(vector);
        child.Bind(Vectors.DuckDBArrayVectorGetChild(vector));
    }

    protected override void WriteValue(Utf8JsonWriter writer, ulong row)
    {
        writer.WriteStartArray();
        for (var i = 0UL; i < size; i++)
            child.Write(writer, row * size + i);
        writer.WriteEndArray();
        NotFinite = child.NotFinite;
    }
}

internal sealed class StructCells : CellWriter
{
    private readonly (string Name, CellWriter Cells)[] members;

    public StructCells(DuckDBLogicalType type, Column column, long byteLimit)
    {
        members = new (string, CellWriter)[LogicalType.DuckDBStructTypeChildCount(type)];
        for (var i = 0; i < members.Length; i++)
        {
            using var member = LogicalType.DuckDBStructTypeChildType(type, i);
            members[i] = (LogicalType.DuckDBStructTypeChildName(type, i), For(member, column, byteLimit));
        }
    }

    public override void Bind(IntPtr vector)
    {
        base.Bind(vector);
        for (var i = 0; i < members.Length; i++)
            members[i].Cells.Bind(Vectors.DuckDBStructVectorGetChild(vector, i));
    }

    public override long TextBytes(ulong row) => Valid(row) ? members.Sum(m => m.Cells.TextBytes(row)) : 0;

    protected override void WriteValue(Utf8JsonWriter writer, ulong row)
    {
        writer.WriteStartObject();
        foreach (var (name, cells) in members)
        {
            writer.WritePropertyName(name);
            cells.Write(writer, row);
        }
        writer.WriteEndObject();
        NotFinite = members.Sum(m => m.Cells.NotFinite);
    }
}
