using Ticketing.Events;

namespace Ticketing.Holds;

/// <summary>What became of the wish to hold tickets.</summary>
public abstract record HoldOutcome
{
    public sealed record Placed(string Code, DateTimeOffset ExpiresAt) : HoldOutcome;

    public sealed record NothingChosen : HoldOutcome;

    public sealed record NoSuchEvent : HoldOutcome;

    /// <summary>Cancelled or postponed since the page was shown.</summary>
    public sealed record EventOff(EventStatus Status) : HoldOutcome;

    /// <summary>Nothing was held; every line that stood in the way is named.</summary>
    public sealed record Refused(IReadOnlyList<RefusedLine> Lines) : HoldOutcome;

    /// <summary>The browser has as many live holds as it may.</summary>
    public sealed record TooManyHolds(IReadOnlyList<OpenHold> Open) : HoldOutcome;
}

public sealed record OpenHold(string Code, string EventTitle, DateTimeOffset ExpiresAt);

public sealed record RefusedLine(Guid TicketTypeId, string Category, LineRefusal Reason);

/// <summary>Why one ticket type could not be held as asked.</summary>
public abstract record LineRefusal
{
    public sealed record Unknown : LineRefusal;

    /// <param name="Left">0 where none is left.</param>
    /// <param name="MayComeBack">Some are only held by others.</param>
    public sealed record NotEnoughLeft(int Left, bool MayComeBack) : LineRefusal;

    public sealed record NotOnSaleYet(DateTimeOffset From) : LineRefusal;

    public sealed record NoLongerOnSale : LineRefusal;

    /// <summary>The venue takes no online payments at present: only free tickets can be had here.</summary>
    public sealed record NoOnlinePayment : LineRefusal;

    public sealed record AboveLimit(int MaxPerOrder) : LineRefusal;

    public sealed record BelowMinimum(int MinPerOrder) : LineRefusal;
}
