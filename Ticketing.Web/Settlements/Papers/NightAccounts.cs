using Ticketing.Events;
using Ticketing.Settlements.Figures;

namespace Ticketing.Settlements.Papers;

/// <param name="AsOf"><paramref name="ReadAt"/>, formatted.</param>
public sealed record NightAccounts(Event Event, Settlement Settlement, DateTimeOffset ReadAt, string AsOf);
