using Ticketing.Features.Events;
using Ticketing.Features.Orders;

namespace Ticketing.Pages.Orders;

public sealed record PriceSummary(Order Order, Event Event);
