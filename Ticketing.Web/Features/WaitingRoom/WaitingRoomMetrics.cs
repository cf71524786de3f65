using Ticketing.Features.WaitingRoom.Load;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Features.WaitingRoom;

/// <summary>All gauges are read from memory.</summary>
public sealed class WaitingRoomMetrics
{
    private readonly CumulativeCounter entered;
    private readonly CumulativeCounter gaveUp;

    public WaitingRoomMetrics(TicketingMeter meter, WaitingRooms rooms, AdmissionRate rate, BuyerLoad load, TimeProvider clock)
    {
        meter.CreateGauge<long>("ticketing.waiting_room.open", "{room}", "Waiting rooms that are open", () => [new(rooms.All.Count)]);
        meter.CreateGauge<long>(
            "ticketing.waiting_room.waiting",
            "{buyer}",
            "Buyers in a queue whose turn has not come, while tickets may still be had",
            () => [new(CountWaiting(room => room.GetPhase(clock.GetUtcNow()) == RoomPhase.Line && !room.IsSoldOut))]
        );
        meter.CreateGauge<long>(
            "ticketing.waiting_room.lobby",
            "{buyer}",
            "Buyers who wait for an on-sale to begin",
            () => [new(CountWaiting(room => room.GetPhase(clock.GetUtcNow()) == RoomPhase.Lobby))]
        );
        meter.CreateGauge<double>(
            "ticketing.waiting_room.admission_rate",
            "{buyer}/s",
            "Buyers of an event whom this process would let in each second",
            () => [new(rate.PerSecond)]
        );
        meter.CreateGauge<long>(
            "ticketing.buyer_writes.in_flight",
            "{write}",
            "Holds and orders that this process is writing or that wait to be written",
            () => [new(load.InFlight)]
        );
        entered = meter.CreateCounter("ticketing.waiting_room.entered", "{buyer}", "Buyers who came in at their turn");
        gaveUp = meter.CreateCounter("ticketing.waiting_room.gave_up", "{buyer}", "Buyers who gave up their place");

        long CountWaiting(Func<Room, bool> isCounted) => rooms.All.Where(isCounted).Sum(room => (long)room.Counts.Waiting);
    }

    internal void Count(int enteredNow, int gaveUpNow)
    {
        entered.Add("", enteredNow);
        gaveUp.Add("", gaveUpNow);
    }
}
