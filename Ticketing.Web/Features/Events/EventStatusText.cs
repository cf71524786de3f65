namespace Ticketing.Features.Events;

/// <summary>For buyers, on pages and in emails.</summary>
public static class EventStatusText
{
    public static string Cancelled => T["This show has been cancelled"];

    public static string Postponed => T["This show has been postponed"];
}
