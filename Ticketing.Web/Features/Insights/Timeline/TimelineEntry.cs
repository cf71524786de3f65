namespace Ticketing.Features.Insights.Timeline;

/// <param name="Text">Such as "Tickets held", without full stop.</param>
/// <param name="Kind">"good", "warn" or "bad" to highlight it; else empty.</param>
public sealed record TimelineEntry(DateTimeOffset At, string Text, string Detail = "", string Kind = "");
