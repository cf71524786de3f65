using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Posters;
using Ticketing.Features.Messages;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Demo;

/// <summary>Fills an empty database. Dates are relative to today; the rest is deterministic except for unguessable codes.</summary>
public sealed partial class DemoSeeder(
    TicketingDbContext db,
    OrderFactory snapshot,
    IOptions<DemoOptions> demo,
    IOptions<PaymentOptions> payments,
    IOptions<HoldOptions> holds,
    TimeProvider clock,
    ILogger<DemoSeeder> log
)
{
    /// <summary>Does nothing if any event exists. One transaction, so a killed process leaves nothing.</summary>
    public async Task SeedAsync(CancellationToken ct)
    {
        if (!demo.Value.Seed || await db.Set<Event>().AnyAsync(ct))
        {
            return;
        }

        // Every row is added explicitly; detecting changes would take longer than writing them.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await db.WriteAsync(() => FillAsync(ct), ct);
        }
        finally
        {
            db.ChangeTracker.Clear();
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private async Task FillAsync(CancellationToken ct)
    {
        // Of two processes that start at once, the second waits here and then finds the first one's events.
        var receiptNumbers = db.Set<NumberSequence>().Where(c => c.Name == NumberSequence.Receipts);
        await receiptNumbers.ExecuteUpdateAsync(set => set.SetProperty(c => c.Value, c => c.Value), ct);
        if (await db.Set<Event>().AnyAsync(ct))
        {
            return;
        }

        var now = clock.GetUtcNow();
        var shows = ScheduleEvents(now);
        foreach (var show in shows)
        {
            AddEvent(show);
        }

        var planned = shows.Select(show => (Show: show, Sales: DemoSalesGenerator.GenerateSales(show, now).ToList())).ToList();
        var sales = planned.SelectMany(plan => plan.Sales).OrderBy(sale => sale.PaidAt).ToList();
        var lastReceipt = await receiptNumbers.Select(c => c.Value).SingleAsync(ct);
        var records = new DemoSaleWriter(db, snapshot, payments.Value, holds.Value);
        sales.ForEach(sale => records.Add(sale, ++lastReceipt));
        planned.SelectMany(plan => DemoSalesGenerator.GenerateAbandonedHolds(plan.Show, plan.Sales)).ToList().ForEach(records.Add);
        await db.SaveChangesAsync(ct);
        await receiptNumbers.ExecuteUpdateAsync(set => set.SetProperty(c => c.Value, lastReceipt), ct);
        Seeded(log, shows.Count, sales.Count);
    }

    private static List<ScheduledEvent> ScheduleEvents(DateTimeOffset now)
    {
        var diary = new DemoCalendar(DemoVenueTime.GetDate(now));
        var shows = DemoProgramme.Events.Select(show => ScheduledEvent.Create(show, diary)).OrderBy(show => show.Event.StartsAt).ToList();
        List<PosterStyle> before = [];
        foreach (var show in shows)
        {
            var style = PosterStyle.ChooseDistinct(show.Event.Slug, before);
            show.Event.PosterVariant = style.Number;
            before.Insert(0, style);
        }

        return shows;
    }

    private void AddEvent(ScheduledEvent scheduled)
    {
        // Nobody has ordered their tickets, and mail must not go to invented addresses.
        db.Add(new TicketReminderChoice { EventId = scheduled.Event.Id, IsOn = false });
        db.Add(scheduled.Event).With(e => e.Sold, scheduled.Plan.Types.Sum(type => type.Sold));
        foreach (var (stored, planned) in scheduled.Event.TicketTypes.Zip(scheduled.Plan.Types))
        {
            db.Entry(stored).With(t => t.Sold, planned.Sold);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Created demo data: {Events} events, {Orders} orders")]
    private static partial void Seeded(ILogger logger, int events, int orders);
}
