using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Holds;

/// <summary>How long new holds last: shorter if few tickets are left, so that those of buyers who do not pay come back sooner.</summary>
public sealed class HoldLifetime(IOptionsMonitor<HoldOptions> options)
{
    private const int FewLeftPercent = 20;

    /// <summary>Counted from when the first tickets were held.</summary>
    private const int MaxLifetimes = 3;

    public TimeSpan Get(Event @event)
    {
        var (usual, ifFewLeft) = (options.CurrentValue.Lifetime, options.CurrentValue.LifetimeIfFewLeft);
        return AreFewLeft(@event) && ifFewLeft < usual ? ifFewLeft : usual;
    }

    /// <summary>For a hold that replaces others: the time starts again, but nobody can keep places for ever by changing.</summary>
    public TimeSpan GetReplacing(Event @event, IReadOnlyCollection<Hold> replaced, DateTimeOffset now)
    {
        var lifetime = Get(@event);
        if (replaced.Count == 0)
        {
            return lifetime;
        }

        var most = replaced.Min(hold => hold.PlacedAt) + (MaxLifetimes * lifetime) - now;
        var left = replaced.Max(hold => hold.ExpiresAt) - now;
        return new[] { left, most < lifetime ? most : lifetime }.Max();
    }

    private static bool AreFewLeft(Event @event)
    {
        var left = @event.TicketTypes.Where(type => !type.IsWithdrawn).Sum(type => SaleRules.GetRemaining(@event, type));
        return Math.Min(left, @event.Remaining) * 100L <= SaleRules.GetCapacity(@event) * (long)FewLeftPercent;
    }
}
