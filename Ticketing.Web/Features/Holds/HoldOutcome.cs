using Ticketing.Features.ClientBudgets.Challenges;
using Ticketing.Features.Events;
using Ticketing.Features.Promotions;

namespace Ticketing.Features.Holds;

public abstract record HoldOutcome
{
    public sealed record Placed(string Code, DateTimeOffset ExpiresAt) : HoldOutcome;

    public sealed record NothingChosen : HoldOutcome;

    public sealed record EventNotFound : HoldOutcome;

    /// <summary>The event was cancelled or postponed since the page was rendered.</summary>
    public sealed record EventNotActive(EventStatus Status) : HoldOutcome;

    /// <summary>Lists every refused line; nothing was held.</summary>
    public sealed record Refused(IReadOnlyList<RefusedLine> Lines) : HoldOutcome;

    /// <summary>Nothing was held: without the code the tickets would cost more than the buyer was shown.</summary>
    public sealed record CodeRefused(CodeRefusal Reason) : HoldOutcome;

    /// <summary>The client holds many tickets already; it may hold these after the challenge.</summary>
    public sealed record Challenged(IssuedChallenge Challenge) : HoldOutcome;

    public sealed record TooManyHolds(IReadOnlyList<OpenHold> Open) : HoldOutcome;

    /// <summary>The hold to replace has changed: another request of the same browser was faster. The caller retries.</summary>
    internal sealed record Overtaken : HoldOutcome;

    /// <summary>Another sale took the stock between the check and the update. The caller retries, or reports the shortages.</summary>
    internal sealed record OutOfStock(Guid TicketTypeId) : HoldOutcome;
}

public sealed record OpenHold(string Code, string EventTitle, DateTimeOffset ExpiresAt);

public sealed record RefusedLine(Guid TicketTypeId, string Category, LineRefusal Reason);

public abstract record LineRefusal
{
    public sealed record Unknown : LineRefusal;

    /// <param name="MayComeBack">True if some are only held by other buyers.</param>
    public sealed record NotEnoughLeft(int Left, bool MayComeBack) : LineRefusal;

    public sealed record NotOnSaleYet(DateTimeOffset From) : LineRefusal;

    /// <param name="Earlier">The ticket type that must be sold out or over before.</param>
    public sealed record Following(string Earlier) : LineRefusal;

    public sealed record NoLongerOnSale : LineRefusal;

    /// <summary>Online payment is unavailable: only free tickets can be ordered.</summary>
    public sealed record NoOnlinePayment : LineRefusal;

    public sealed record AboveLimit(int MaxPerOrder) : LineRefusal;

    public sealed record BelowMinimum(int MinPerOrder) : LineRefusal;
}
