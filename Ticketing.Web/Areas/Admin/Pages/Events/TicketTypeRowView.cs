using Ticketing.Features.Events;

namespace Ticketing.Areas.Admin.Pages.Events;

/// <param name="IsFirst">It cannot move up.</param>
/// <param name="IsLast">It cannot move down.</param>
public sealed record TicketTypeRowView(TypesModel Page, TicketType Type, bool IsFirst, bool IsLast);
