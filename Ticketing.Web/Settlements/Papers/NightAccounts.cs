using Ticketing.Events;
using Ticketing.Settlements.Figures;

namespace Ticketing.Settlements.Papers;

/// <summary>An event's settlement, with what its papers say around it.</summary>
/// <param name="AsOf">When the figures were read, in words.</param>
public sealed record NightAccounts(Event Event, Settlement Settlement, DateTimeOffset ReadAt, string AsOf);
