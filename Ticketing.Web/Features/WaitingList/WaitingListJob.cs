using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.WaitingList;

/// <summary>Offers places that came free, and ends offers and lists whose time is over. Several processes may run it.</summary>
public sealed partial class WaitingListJob(
    TicketingDbContext db,
    SettleOffers settling,
    MakeOffers offers,
    CloseWaitingList closing,
    SaleRules rules,
    ILogger<WaitingListJob> log
) : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromSeconds(5);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var isDone = await settling.SettleAsync(ct);
        foreach (var @event in await db.Set<Event>().AsNoTracking().Include(e => e.TicketTypes).Where(e => e.Waiting > 0).ToListAsync(ct))
        {
            isDone &= await TryMoveOnAsync(@event, ct);
        }

        return isDone ? JobResult.Done : JobResult.MoreWork;
    }

    // A list that fails must not block the others.
    private async Task<bool> TryMoveOnAsync(Event @event, CancellationToken ct)
    {
        try
        {
            return IsOver(@event)
                ? await closing.CloseAsync(@event.Id, ct)
                : @event.Status != EventStatus.Active || !HasReserved(@event) || await offers.OfferAsync(@event.Id, ct);
        }
        catch (Exception error) when (DatabaseErrors.IsStatementFailure(error))
        {
            NotMovedOn(log, @event.Id, error);
            return true;
        }
    }

    // A postponed event gets a new date: its list waits too.
    private bool IsOver(Event @event) =>
        @event.Status == EventStatus.Postponed ? !@event.HasWaitingList : !rules.HasOpenWaitingList(@event);

    private static bool HasReserved(Event @event) => @event.Reserved > 0 || @event.TicketTypes.Any(type => type.Reserved > 0);

    [LoggerMessage(Level = LogLevel.Error, Message = "The waiting list of event {EventId} could not be moved on")]
    private static partial void NotMovedOn(ILogger logger, Guid eventId, Exception error);
}
