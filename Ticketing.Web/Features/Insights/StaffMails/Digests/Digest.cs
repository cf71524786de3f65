using Ticketing.Features.Insights.Sales;
using Ticketing.Features.Insights.Today;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.StaffMails.Digests;

/// <param name="Before">The same days a week earlier; null if there are none.</param>
/// <param name="Events">Upcoming events, soonest first.</param>
public sealed record Digest(
    Period Period,
    SalesTotals Now,
    SalesTotals? Before,
    string Currency,
    IReadOnlyList<DigestEvent> Events,
    IReadOnlyList<ActionItem> ActionItems
);

/// <param name="Tickets">Sold in the period.</param>
/// <param name="Sold">In all.</param>
public sealed record DigestEvent(Guid Id, string Title, DateTimeOffset StartsAt, int Tickets, int Sold, int Capacity);
