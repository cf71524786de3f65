using Microsoft.EntityFrameworkCore;
using Ticketing.CheckIn;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Orders;
using Ticketing.Tickets;
using Xunit;

namespace Ticketing.Tests.Support;

public static class AtTheDoor
{
    public const string ScanForm = "form[data-scan]";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static string DoorOf(Event show) => $"/admin/check-in/{show.Id}";

    /// <summary>In the order of ticket numbers.</summary>
    public static async Task<IReadOnlyList<string>> CodesAsync(this TicketingApp app, Order order)
    {
        var tickets = await app.TicketsOfAsync(order);
        var show = (await app.UseAsync<EventDesk, Event?>(desk => desk.FindAsync(order.EventId, Ct)))!;
        return await app.UseAsync<TicketCodes, IReadOnlyList<string>>(codes => codes.SignAsync(show, tickets, Ct));
    }

    public static async Task<string> BuyCodeAsync(this TicketingApp app, Event show) =>
        (await app.CodesAsync(await app.BuyAsync(show, "Standing", 1)))[0];

    /// <param name="key">Attempt key; a new one if null.</param>
    public static async Task<DoorAnswer> ScanAsync(this TicketingApp app, Event show, string code, string? key = null)
    {
        var scan = await app.UseAsync<AdmitTicket, Guid>(admit => admit.ScanAsync(new Attempt(show.Id, key ?? UnguessableCode.New(), "Main door"), code, Ct));
        return (await app.UseAsync<DoorBook, DoorAnswer?>(book => book.FindAsync(show.Id, scan, Ct)))!;
    }

    public static Task<Guid?> UndoAsync(this TicketingApp app, DoorAnswer admission) =>
        app.UseAsync<UndoAdmission, Guid?>(undo => undo.UndoAsync(admission.Scan.EventId, admission.Scan.Id, "", Ct));

    public static Task<Page> ScanAsync(this Page door, string code) => door.SubmitAsync(ScanForm, new Dictionary<string, string> { ["code"] = code });

    public static string Headline(this Page door) => door.Document.QuerySelector(".answer .word")!.TextContent;

    /// <summary>Oldest first.</summary>
    public static Task<List<Scan>> ScansAsync(this TicketingApp app, Event show) => app.UseAsync<TicketingDbContext, List<Scan>>(db =>
        db.Set<Scan>().AsNoTracking().Where(s => s.EventId == show.Id).OrderBy(s => s.At).ThenBy(s => s.Id).ToListAsync(Ct));

    public static Task<DoorCount> CountAsync(this TicketingApp app, Event show) => app.UseAsync<DoorCounts, DoorCount>(async counts =>
        (await counts.OfAsync([show.Id], Ct))[show.Id]);

    /// <summary>As after a transfer: same ticket, next issue.</summary>
    public static Task ReissueAsync(this TicketingApp app, Order order) => app.UseAsync<TicketingDbContext>(db => db.WriteAsync(
        () => db.Set<Ticket>().Where(t => t.OrderId == order.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.Issue, t => t.Issue + 1), Ct), Ct));

    public static Task MoveAsync(this TicketingApp app, Event show, DateTimeOffset startsAt) => app.UseAsync<TicketingDbContext>(db => db.WriteAsync(
        () => db.Set<Event>().Where(e => e.Id == show.Id).ExecuteUpdateAsync(set => set.SetProperty(e => e.StartsAt, startsAt), Ct), Ct));
}
