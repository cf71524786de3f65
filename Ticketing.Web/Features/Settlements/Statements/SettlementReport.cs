using Ticketing.Features.Events;
using Ticketing.Features.Settlements.Figures;

namespace Ticketing.Features.Settlements.Statements;

/// <param name="AsOfText"><paramref name="ReadAt"/>, formatted.</param>
public sealed record SettlementReport(Event Event, Settlement Settlement, DateTimeOffset ReadAt, string AsOfText);
