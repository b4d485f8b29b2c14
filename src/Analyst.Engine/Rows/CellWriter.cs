using System.Text.Json;
using Analyst.Domain.Datasets;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Analyst.Engine.Rows;

/// <summary>Writes the cells of one column, read straight from DuckDB's vectors.</summary>
internal abstract unsafe class CellWriter
{
    private ulong* validity;

    protected void* Data { get; private set; }

    /// <summary>Values written as null because JSON has no word for them.</summary>
    public long NotFinite { get; protected set; }

    public static CellWriter For(DuckDBLogicalType type, Column column, long byteLimit) => LogicalType.DuckDBGetTypeId(type) switch
    {
        DuckDBType.Boolean => new NumberCells<byte>((w, v) => w.WriteBooleanValue(v != 0)),
        DuckDBType.TinyInt => new NumberCells<sbyte>((w, v) => w.WriteNumberValue(v)),
        DuckDBType.SmallInt => new NumberCells<short>((w, v) => w.WriteNumberValue(v)),
        DuckDBType.Integer => new NumberCells<int>((w, v) => w.WriteNumberValue(v)),
        DuckDBType.BigInt => new NumberCells<long>((w, v) => JsonCells.Integer(w, (Int128)v)),
        DuckDBType.UnsignedTinyInt => new NumberCells<byte>((w, v) => w.WriteNumberValue(v)),
        DuckDBType.UnsignedSmallInt => new NumberCells<ushort>((w, v) => w.WriteNumberValue(v)),
        DuckDBType.UnsignedInteger => new NumberCells<uint>((w, v) => w.WriteNumberValue(v)),
        DuckDBType.UnsignedBigInt => new NumberCells<ulong>((w, v) => JsonCells.Integer(w, (Int128)v)),
        DuckDBType.HugeInt => new NumberCells<Int128>(JsonCells.Integer),
        DuckDBType.UnsignedHugeInt => new NumberCells<UInt128>(JsonCells.Integer),
        DuckDBType.Uuid => new NumberCells<Int128>(JsonCells.Uuid),
        DuckDBType.Interval => new NumberCells<IntervalValue>(JsonCells.Interval),
        DuckDBType.Time => new NumberCells<long>(JsonCells.Time),
        DuckDBType.TimeTz => new NumberCells<ulong>(JsonCells.TimeWithZone),
        DuckDBType.Float => new FiniteCells<float>(float.IsFinite, (w, v) => w.WriteNumberValue(v)),
        DuckDBType.Double => new FiniteCells<double>(double.IsFinite, (w, v) => w.WriteNumberValue(v)),
        DuckDBType.Date => new FiniteCells<int>(v => v is not (int.MaxValue or -int.MaxValue), JsonCells.Date),
        DuckDBType.Timestamp => Moments(1_000_000, zone: false),
        DuckDBType.TimestampS => Moments(1, zone: false),
        DuckDBType.TimestampMs => Moments(1_000, zone: false),
        DuckDBType.TimestampNs => Moments(1_000_000_000, zone: false),
        DuckDBType.TimestampTz => Moments(1_000_000, zone: true),
        DuckDBType.Decimal => Decimals(type),
        DuckDBType.Varchar => new TextCells(binary: false),
        DuckDBType.Blob => new TextCells(binary: true),
        DuckDBType.Enum => new EnumCells(type),
        DuckDBType.List or DuckDBType.Map => new ListCells(type, column, byteLimit),
        DuckDBType.Array => new ArrayCells(type, column, byteLimit),
        DuckDBType.Struct => new StructCells(type, column, byteLimit),
        DuckDBType.SqlNull => new NullCells(),
        _ => throw new EngineException("sql-refused", $"Column \"{column.Name}\" has the type {column.Type}, which has no form here; CAST it to VARCHAR."),
    };

    public virtual void Bind(IntPtr vector)
    {
        Data = Vectors.DuckDBVectorGetData(vector);
        validity = Vectors.DuckDBVectorGetValidity(vector);
    }

    /// <summary>Bytes that the cell takes at least, known before it is written.</summary>
    public virtual long TextBytes(ulong row) => 0;

    public void Write(Utf8JsonWriter writer, ulong row)
    {
        if (Valid(row))
            WriteValue(writer, row);
        else
            writer.WriteNullValue();
    }

    protected abstract void WriteValue(Utf8JsonWriter writer, ulong row);

    protected bool Valid(ulong row) => validity == null || (validity[row >> 6] >> (int)(row & 63) & 1) != 0;

    private static FiniteCells<long> Moments(long perSecond, bool zone) =>
        new(v => v is not (long.MaxValue or -long.MaxValue), (w, v) => JsonCells.Moment(w, v, perSecond, zone));

    private static CellWriter Decimals(DuckDBLogicalType type)
    {
        var scale = LogicalType.DuckDBDecimalScale(type);
        return LogicalType.DuckDBDecimalInternalType(type) switch
        {
            DuckDBType.SmallInt => new NumberCells<short>((w, v) => JsonCells.Decimal(w, v, scale)),
            DuckDBType.Integer => new NumberCells<int>((w, v) => JsonCells.Decimal(w, v, scale)),
            DuckDBType.BigInt => new NumberCells<long>((w, v) => JsonCells.Decimal(w, v, scale)),
            _ => new NumberCells<Int128>((w, v) => JsonCells.Decimal(w, v, scale)),
        };
    }
}

internal sealed unsafe class NumberCells<T>(Action<Utf8JsonWriter, T> write) : CellWriter where T : unmanaged
{
    protected override void WriteValue(Utf8JsonWriter writer, ulong row) => write(writer, ((T*)Data)[row]);
}

internal sealed unsafe class FiniteCells<T>(Func<T, bool> isFinite, Action<Utf8JsonWriter, T> write) : CellWriter where T : unmanaged
{
    protected override void WriteValue(Utf8JsonWriter writer, ulong row)
    {
        var value = ((T*)Data)[row];
        if (isFinite(value))
        {
            write(writer, value);
            return;
        }
        NotFinite++;
        writer.WriteNullValue();
    }
}

internal sealed class NullCells : CellWriter
{
    protected override void WriteValue(Utf8JsonWriter writer, ulong row) => writer.WriteNullValue();
}
