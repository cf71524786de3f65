using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.WaitingRoom.Places;

/// <param name="AddressKey">Keyed hash.</param>
public sealed record PlaceRequest(Guid EventId, int Round, string AddressKey);

/// <summary>Gives out numbers in the order of the requests. None is given twice, by any process, before or after a restart.</summary>
public sealed class ClaimPlaces(TicketingDbContext db)
{
    /// <summary>Places of one address in the first lane; beyond that, <see cref="MaxSharePercent"/> of all who came so far.</summary>
    public const int MinPerAddress = 4;

    private const int MaxSharePercent = 1;

    /// <param name="requests">Of one event.</param>
    /// <returns>One for each request; null if its round is over.</returns>
    public Task<IReadOnlyList<PlaceNumber?>> ClaimAsync(IReadOnlyList<PlaceRequest> requests, CancellationToken ct) =>
        db.WriteAsync<IReadOnlyList<PlaceNumber?>>(
            async () =>
            {
                var eventId = requests[0].EventId;
                var room = await db.Set<EventWaitingRoom>()
                    .AsNoTracking()
                    .Where(r => r.EventId == eventId)
                    .ForUpdate()
                    .FirstOrDefaultAsync(ct);
                if (room is not { IsOpen: true })
                {
                    return new PlaceNumber?[requests.Count];
                }

                var counts = await CountAddressesAsync([.. requests.Where(request => request.Round == room.Round)], ct);
                var numbers = Number(requests, room, counts);
                var ordinary = numbers.Count(number => number is { Lane: Lane.Ordinary });
                var crowded = numbers.Count(number => number is { Lane: Lane.Crowded });
                await db.Set<EventWaitingRoom>()
                    .Where(r => r.EventId == eventId)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(r => r.Joined, r => r.Joined + ordinary)
                                .SetProperty(r => r.CrowdedJoined, r => r.CrowdedJoined + crowded),
                        ct
                    );
                return numbers;
            },
            ct: ct
        );

    /// <param name="before">Places of each address before these.</param>
    private static List<PlaceNumber?> Number(IReadOnlyList<PlaceRequest> requests, EventWaitingRoom room, Dictionary<string, int> before)
    {
        var (ordinary, crowded) = (room.Joined, room.CrowdedJoined);
        var numbers = new List<PlaceNumber?>();
        foreach (var request in requests)
        {
            if (request.Round != room.Round)
            {
                numbers.Add(null);
                continue;
            }

            var isOrdinary = before[request.AddressKey]++ < Math.Max(MinPerAddress, ordinary * MaxSharePercent / 100);
            numbers.Add(isOrdinary ? new PlaceNumber(Lane.Ordinary, ordinary++) : new PlaceNumber(Lane.Crowded, crowded++));
        }

        return numbers;
    }

    private async Task<Dictionary<string, int>> CountAddressesAsync(IReadOnlyList<PlaceRequest> requests, CancellationToken ct)
    {
        var before = new Dictionary<string, int>();
        foreach (var address in requests.GroupBy(request => request.AddressKey))
        {
            var (key, added, eventId) = (address.Key, address.Count(), address.First().EventId);
            var row = new WaitingRoomAddress
            {
                Key = key,
                EventId = eventId,
                Places = added,
            };
            before[key] = await db.InsertIfNewAsync(row, nameof(WaitingRoomAddress.Key), ct) ? 0 : await AddAsync(key, added, ct);
        }

        return before;
    }

    // The room's row is locked, so nobody else changes its addresses.
    private async Task<int> AddAsync(string key, int added, CancellationToken ct)
    {
        var address = db.Set<WaitingRoomAddress>().Where(a => a.Key == key);
        await address.ExecuteUpdateAsync(set => set.SetProperty(a => a.Places, a => a.Places + added), ct);
        return await address.Select(a => a.Places).SingleAsync(ct) - added;
    }
}
