using Microsoft.EntityFrameworkCore;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

public static class CheckInActions
{
    public const string ScanForm = "form[data-scan]";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static string CheckInPath(Event show) => $"/admin/check-in/{show.Id}";

    /// <summary>In the order of ticket numbers.</summary>
    public static async Task<IReadOnlyList<string>> GetTicketCodesAsync(this TicketingApp app, Order order)
    {
        var tickets = await app.GetTicketsAsync(order);
        var show = (await app.UseAsync<EventQueries, Event?>(desk => desk.FindAsync(order.EventId, Ct)))!;
        return await app.UseAsync<TicketCodeService, IReadOnlyList<string>>(codes => codes.SignAsync(show, tickets, Ct));
    }

    public static async Task<string> BuyTicketCodeAsync(this TicketingApp app, Event show) =>
        (await app.GetTicketCodesAsync(await app.BuyAsync(show, "Standing", 1)))[0];

    /// <param name="key">Attempt key; a new one if null.</param>
    public static async Task<ScanDetails> ScanAsync(this TicketingApp app, Event show, string code, string? key = null)
    {
        var scan = await app.UseAsync<AdmitTicket, Guid>(admit =>
            admit.ScanAsync(new ScanAttempt(show.Id, key ?? UnguessableCode.Create(), "Main door"), code, Ct)
        );
        return (await app.UseAsync<ScanQueries, ScanDetails?>(book => book.FindAsync(show.Id, scan, Ct)))!;
    }

    public static Task<UndoOutcome> UndoAdmissionAsync(this TicketingApp app, ScanDetails admission) =>
        app.UseAsync<UndoAdmission, UndoOutcome>(undo => undo.UndoAsync(admission.Scan.EventId, admission.Scan.Id, "", Ct));

    public static Task<BrowserPage> ScanAsync(this BrowserPage door, string code) =>
        door.SubmitAsync(ScanForm, new Dictionary<string, string> { ["code"] = code });

    public static string ScanHeadline(this BrowserPage door) => door.Document.QuerySelector(".answer .word")!.TextContent;

    /// <summary>Oldest first.</summary>
    public static Task<List<Scan>> GetScansAsync(this TicketingApp app, Event show) =>
        app.UseAsync<TicketingDbContext, List<Scan>>(db =>
            db.Set<Scan>().AsNoTracking().Where(s => s.EventId == show.Id).OrderBy(s => s.At).ThenBy(s => s.Id).ToListAsync(Ct)
        );

    public static Task<AdmissionCount> GetCheckInCountAsync(this TicketingApp app, Event show) =>
        app.UseAsync<AdmissionCountQueries, AdmissionCount>(async counts => (await counts.GetForEventsAsync([show.Id], Ct))[show.Id]);

    /// <summary>As after a transfer: same ticket, next issue.</summary>
    public static Task ReissueTicketsAsync(this TicketingApp app, Order order) =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Ticket>()
                        .Where(t => t.OrderId == order.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(t => t.Issue, t => t.Issue + 1), Ct),
                Ct
            )
        );

    public static Task RescheduleAsync(this TicketingApp app, Event show, DateTimeOffset startsAt, DateTimeOffset? endsAt = null) =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Event>()
                        .Where(e => e.Id == show.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(e => e.StartsAt, startsAt).SetProperty(e => e.EndsAt, endsAt), Ct),
                Ct
            )
        );
}
