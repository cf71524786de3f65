using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Promotions;

namespace Ticketing.Features.Holds;

/// <summary>The code that a buyer has typed, from the price to its uses. Without one it runs no statement.</summary>
public sealed class HoldCodes(PromoCodeLookup lookup, PromoCodeUses uses, TicketHolds holds, Pricing pricing)
{
    /// <param name="replaced">Their uses count as given back.</param>
    internal Task<FoundCode> FindAsync(HoldRequest request, IReadOnlyList<Hold> replaced, CancellationToken ct) =>
        lookup.FindAsync(request.Slug, request.PromoCode, request.Client.Address, ct, GetUse(replaced));

    /// <param name="event">A copy that is not saved.</param>
    internal void Apply(FoundCode found, Event? @event)
    {
        if (@event is not null)
        {
            found.ApplyTo(@event, pricing.Currency);
        }
    }

    /// <param name="event">With the code's prices.</param>
    /// <returns>Null if the code may be used for these tickets.</returns>
    internal HoldOutcome? CheckRules(PromoCode? code, Event @event, IReadOnlyCollection<StockLine> wanted)
    {
        if (code is null)
        {
            return null;
        }

        var chosen = wanted.Select(line => (Type: @event.TicketTypes.Single(type => type.Id == line.TicketTypeId), line.Quantity)).ToList();
        var tickets = chosen.Where(line => line.Type.UsesCode).Sum(line => line.Quantity);
        var total = chosen.Sum(line => pricing.GetPrice(line.Type.Price).Total * line.Quantity);
        CodeRefusal? reason =
            tickets == 0 ? new CodeRefusal.OtherTickets()
            : tickets > code.MaxPerOrder ? new CodeRefusal.AbovePerOrder(code.MaxPerOrder.Value)
            : total > 0 && total < pricing.MinOrderTotal ? new CodeRefusal.BelowMinimum(pricing.MinOrderTotal)
            : null;
        return reason is null ? null : new HoldOutcome.CodeRefused(reason);
    }

    /// <summary>Takes the uses of the new hold and gives back those of the holds that it replaces. After the stock.</summary>
    /// <returns>Null if they were taken.</returns>
    internal async Task<HoldOutcome?> ClaimAsync(Hold hold, IReadOnlyList<Hold> replaced, PromoCode? code, CancellationToken ct)
    {
        var old = replaced.Select(other => other.GetCodeUse()).OfType<CodeUse>().ToList();
        if ((code is not null || old.Count > 0) && await uses.ReplaceAsync(old, hold.GetCodeUse(), code, ct) is { } refusal)
        {
            return new HoldOutcome.CodeRefused(refusal);
        }

        // After the codes, as when a hold ends.
        foreach (var other in replaced)
        {
            await holds.ReleasePersonAsync(other, ct);
        }

        return null;
    }

    // A browser has one live hold of an event.
    private static CodeUse? GetUse(IReadOnlyList<Hold> replaced) =>
        replaced.Select(hold => hold.GetCodeUse()).OfType<CodeUse>().FirstOrDefault();
}
