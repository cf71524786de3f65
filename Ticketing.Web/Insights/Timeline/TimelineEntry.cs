namespace Ticketing.Insights.Timeline;

/// <param name="What">Such as "Tickets held", without full stop.</param>
/// <param name="Kind">"good", "warn" or "bad" to highlight it; else empty.</param>
public sealed record TimelineEntry(DateTimeOffset At, string What, string Detail = "", string Kind = "");
