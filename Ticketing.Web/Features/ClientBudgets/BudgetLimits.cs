using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.ClientBudgets;

/// <summary>Tickets that a client may use before it has paid for any.</summary>
public sealed record BudgetLimits(int Plain, int WithChallenge)
{
    public static BudgetLimits Create(Event @event, BudgetOptions options)
    {
        var capacity = SaleRules.GetCapacity(@event);
        var order = @event.TicketTypes.Where(type => !type.IsWithdrawn).Select(type => type.MaxPerOrder).DefaultIfEmpty().Max();
        return new(
            Math.Max(order, GetShare(capacity, options.MaxSharePercentPerClient)),
            Math.Max(order, GetShare(capacity, options.MaxSharePercentWithChallenges))
        );
    }

    private static int GetShare(int capacity, int percent) => (int)((long)capacity * percent / 100);
}
