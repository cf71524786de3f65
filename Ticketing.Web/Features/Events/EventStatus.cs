namespace Ticketing.Features.Events;

public enum EventStatus
{
    /// <summary>Draft or withdrawn.</summary>
    Inactive,
    Active,

    /// <summary>Stays public, so that ticket holders see that it is cancelled.</summary>
    Cancelled,

    /// <summary>No new date yet; nothing is sold meanwhile.</summary>
    Postponed,
}
