using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Orders;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Admin;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.Rescheduling;

internal static class ReschedulingSteps
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static BuyerNoticeForm Tell { get; } = new() { Tell = true };

    /// <summary>With doors and end.</summary>
    public static Task<Event> PublishShowAsync(this TicketingApp app) =>
        app.PublishEventAsync(e =>
        {
            e.StartsAt = TicketingApp.Start.AddDays(30).AddHours(8);
            e.DoorsAt = e.StartsAt.AddHours(-1);
            e.EndsAt = e.StartsAt.AddHours(3);
        });

    public static async Task<EditOutcome> RescheduleAsync(
        this TicketingApp app,
        Event show,
        Action<EventForm> change,
        BuyerNoticeForm? notice
    )
    {
        var (now, form) = await LoadAsync(app, show);
        var from = Revision.Create(now.Version, form);
        change(form);
        return await app.UseAsync<RescheduleEvent, EditOutcome>(edit => edit.SaveAsync(show.Id, form, from, notice, Ct));
    }

    public static Task<EditOutcome> MoveByDaysAsync(this TicketingApp app, Event show, int days, BuyerNoticeForm? notice) =>
        app.RescheduleAsync(show, form => form.MoveByDays(days), notice);

    public static async Task<EditOutcome> PostponeAsync(this TicketingApp app, Event show, BuyerNoticeForm? notice)
    {
        var (now, _) = await LoadAsync(app, show);
        return await app.UseAsync<PostponeEvent, EditOutcome>(postpone => postpone.PostponeAsync(show.Id, now.Version, notice, Ct));
    }

    /// <summary>After it was postponed.</summary>
    public static async Task<EditOutcome> SetDateAsync(this TicketingApp app, Event show, int days, BuyerNoticeForm? notice)
    {
        var (now, form) = await LoadAsync(app, show);
        var from = Revision.Create(now.Version, form);
        form.MoveByDays(days);
        return await app.UseAsync<PostponeEvent, EditOutcome>(postpone => postpone.SetDateAsync(show.Id, form, from, notice, Ct));
    }

    public static void MoveByDays(this EventForm form, int days)
    {
        var date = DateOnly.Parse(form.Starts.Date, CultureInfo.InvariantCulture).AddDays(days);
        form.Starts = form.Starts with { Date = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
    }

    public static BuyerNoticeForm OfferRefunds(this TicketingApp app, int days) =>
        new() { Tell = true, RefundsUntil = app.Clock.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };

    public static Task<bool> ReturnAsync(this TicketingApp app, Order order) =>
        app.UseAsync<RefundOffers, bool>(offers => offers.AcceptAsync(order, Ct));

    public static async Task<DateTimeOffset?> FindDeadlineAsync(this TicketingApp app, Order order)
    {
        var now = await app.ReloadAsync(order);
        return await app.UseAsync<RefundOffers, DateTimeOffset?>(offers => offers.FindDeadlineAsync(now, Ct));
    }

    /// <summary>Of the event's orders, oldest first.</summary>
    public static Task<List<Notification>> GetNoticesAsync(this TicketingApp app, Event show) =>
        app.UseAsync<TicketingDbContext, List<Notification>>(db =>
            db.Set<Notification>()
                .AsNoTracking()
                .Where(n => n.Kind == TellTicketHolders.MailKind && db.Set<Order>().Any(o => o.Id == n.OrderId && o.EventId == show.Id))
                .OrderBy(n => n.CreatedAt)
                .ThenBy(n => n.OrderId)
                .ToListAsync(Ct)
        );

    public static async Task<ReadableMail> ReadNoticeAsync(this TicketingApp app, Order order)
    {
        var id = await app.UseAsync<TicketingDbContext, Guid>(db =>
            db.Set<Notification>()
                .Where(n => n.Kind == TellTicketHolders.MailKind && n.OrderId == order.Id)
                .OrderByDescending(n => n.CreatedAt)
                .Select(n => n.Id)
                .FirstAsync(Ct)
        );
        return (await app.UseAsync<MailReader, ReadableMail?>(mails => mails.ReadAsync(id, Ct)))!;
    }

    public static Task SetLanguageAsync(this TicketingApp app, Order order, string tag) =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () => db.Set<Order>().Where(o => o.Id == order.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.Language, tag), Ct),
                ct: Ct
            )
        );

    /// <summary>As in a sale at the door without an address.</summary>
    public static Task ForgetEmailAsync(this TicketingApp app, Order order) =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () => db.Set<Order>().Where(o => o.Id == order.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.BuyerEmail, ""), Ct),
                ct: Ct
            )
        );

    private static async Task<(Event Event, EventForm Form)> LoadAsync(TicketingApp app, Event show)
    {
        var now = await app.GetEventAsync(show);
        return (now, EventForm.From(now));
    }
}
