using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.WaitingRoom;

/// <summary>The open waiting rooms, in memory: asking costs no statement. <see cref="WaitingRoomJob"/> keeps them current.</summary>
public sealed class WaitingRooms(IOptionsMonitor<WaitingRoomOptions> options, IOptionsMonitor<RateLimitingOptions> rateLimiting)
{
    private volatile FrozenDictionary<string, Room> bySlug = FrozenDictionary<string, Room>.Empty;

    public bool AreEnabled => options.CurrentValue.Enabled ?? rateLimiting.CurrentValue.Enabled;

    public IReadOnlyCollection<Room> All => bySlug.Values;

    /// <returns>Null if nobody waits for this event.</returns>
    public Room? Find(string slug) => bySlug.GetValueOrDefault(slug);

    /// <inheritdoc cref="Find(string)"/>
    public Room? Find(Guid eventId) => bySlug.Values.FirstOrDefault(room => room.Event.Id == eventId);

    internal void Replace(IEnumerable<Room> rooms) => bySlug = rooms.ToFrozenDictionary(room => room.Event.Slug, StringComparer.Ordinal);
}
