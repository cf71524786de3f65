namespace Ticketing.Features.WaitingRoom;

/// <summary>The places that one address took in the line of one event.</summary>
public sealed class WaitingRoomAddress
{
    /// <summary>Keyed hash of the address, the event and the round.</summary>
    public required string Key { get; init; }
    public required Guid EventId { get; init; }
    public required int Places { get; init; }
}
