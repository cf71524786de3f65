namespace Ticketing.Insights.Timeline;

/// <summary>One thing that happened to an order, in words.</summary>
/// <param name="What">A sentence without its full stop: "Tickets held".</param>
/// <param name="Detail">What staff may want to know besides; may be empty.</param>
/// <param name="Kind">"good", "warn" or "bad" where it should stand out; else empty.</param>
public sealed record TimelineEntry(DateTimeOffset At, string What, string Detail = "", string Kind = "");
