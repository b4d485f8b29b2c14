using JasperFx.Events;

namespace Analyst.Projections;

internal static class EventTime
{
    /// <summary>The fact's time as PostgreSQL keeps it (microseconds), so that a row built while appending equals the same row rebuilt.</summary>
    public static DateTimeOffset At(this IEvent e) => new(e.Timestamp.Ticks - e.Timestamp.Ticks % TimeSpan.TicksPerMicrosecond, e.Timestamp.Offset);
}
