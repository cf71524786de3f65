namespace Ticketing.Events;

public enum EventStatus
{
    /// <summary>Not public: being prepared, or withdrawn.</summary>
    Inactive,
    Active,

    /// <summary>Will not happen. Its page stays, so that ticket holders find the news.</summary>
    Cancelled,

    /// <summary>Moved to a date not yet known. Nothing is sold meanwhile.</summary>
    Postponed,
}
