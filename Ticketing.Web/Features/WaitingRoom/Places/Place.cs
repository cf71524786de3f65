namespace Ticketing.Features.WaitingRoom.Places;

/// <param name="Number">In the order of arrival, from 0.</param>
public readonly record struct PlaceNumber(Lane Lane, int Number);

/// <param name="Counts">Tickets by type.</param>
/// <param name="PromoCode">As typed; empty if the buyer has none.</param>
public sealed record TicketChoice(IReadOnlyDictionary<Guid, int> Counts, string PromoCode = "");

/// <summary>A place in the line, kept by the browser alone.</summary>
/// <param name="Browser">Its random key: the place is worth nothing in another one.</param>
/// <param name="Choice">Held when the turn comes.</param>
public sealed record Place(Guid EventId, int Round, Lane Lane, int Number, string Browser, TicketChoice Choice);

/// <summary>Lets one browser hold tickets of one event.</summary>
public sealed record TurnToken(Guid EventId, int Round, string Browser, DateTimeOffset ExpiresAt);
