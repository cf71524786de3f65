using Ticketing.Features.Events;
using Ticketing.Features.Promotions;
using Ticketing.Features.WaitingRoom;

namespace Ticketing.Pages.Events;

/// <summary>For holders of a code who want what nobody else in the waiting room can have.</summary>
internal static class LineExemption
{
    /// <param name="chosen">None of them is unknown.</param>
    public static bool IsGiven(FoundCode found, IEnumerable<TicketType> chosen, RoomPhase phase, DateTimeOffset now) =>
        found is { Refusal: null, Code: { } code } && chosen.All(type => code.AppliesTo(type) && IsApart(type, code, phase, now));

    // A presale comes before the sale that the others wait for.
    private static bool IsApart(TicketType type, PromoCode code, RoomPhase phase, DateTimeOffset now) =>
        phase == RoomPhase.Lobby ? code.OpensPresale || (type.IsHidden && !(type.SalesStartAt > now)) : type.IsHidden;
}
