using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Events.Inventory;

/// <summary>The settings are defaults; an event may override them.</summary>
public sealed class FreeTicketRules(IOptionsMonitor<OrderOptions> options)
{
    /// <summary>For one person. At least the smallest order that the event offers.</summary>
    public int GetLimit(Event @event) =>
        Math.Max(
            @event.MaxFreeTicketsPerPerson ?? options.CurrentValue.MaxFreeTicketsPerPerson,
            @event
                .TicketTypes.Where(type => type is { IsFree: true, IsWithdrawn: false })
                .Select(type => type.MinPerOrder)
                .DefaultIfEmpty()
                .Max()
        );

    public bool AreConfirmedByEmail(Event @event) => @event.ConfirmFreeByEmail ?? options.CurrentValue.ConfirmFreeByEmail;
}
