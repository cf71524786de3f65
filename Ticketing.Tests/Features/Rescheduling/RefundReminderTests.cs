using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Rescheduling;

/// <summary>One venue per test, because the job looks at every offer.</summary>
public sealed class RefundReminderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Each_buyer_who_has_not_answered_is_reminded_once_two_days_before_the_offer_ends(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishShowAsync();
        var (silent, kept) = (await app.BuyAsync(show, "Standing", 2), await app.BuyAsync(show, "Standing", 1));
        var (returned, used) = (await app.BuyAsync(show, "Standing", 1), await app.BuyAsync(show, "Standing", 1));
        await app.SellAsync(show, "Standing", 1);
        await app.ScanAsync(show, (await app.GetTicketCodesAsync(used))[0]);
        await app.PostponeAsync(show, app.OfferRefunds(days: 10));
        Assert.Contains("reminded once, on Tue 11 Feb, 23:59", await ReadLedgerAsync(app, show), StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromDays(8));
        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => app.UseAsync<RefundOffers>(offers => offers.KeepAsync(kept, Ct)), Ct))
        );
        Assert.True(await app.ReturnAsync(returned));
        await app.UseAsync<RefundOffers>(offers => offers.KeepAsync(returned, Ct));
        Assert.Equal(1, await app.UseAsync<TicketingDbContext, int>(db => db.Set<KeptOrder>().CountAsync(Ct)));
        await app.RunJobAsync<RefundReminderJob>();
        Assert.Empty(await GetRemindersAsync(app));

        app.Clock.Advance(TimeSpan.FromHours(12));
        await app.RunJobAsync<RefundReminderJob>();
        await app.RunJobAsync<RefundReminderJob>();
        await app.RunJobAsync<NotificationDispatcher>();

        var mail = Assert.Single(await GetRemindersAsync(app));
        Assert.Equal((silent.Id, NotificationStatus.Sent), (mail.OrderId!.Value, mail.Status));
        Assert.Equal("Nadia Karim Quartet: refunds end Thu 13 Feb, 23:59", mail.Subject);
        Assert.Contains("We’ll announce a new date soon. Your tickets remain valid.", mail.Content!, StringComparison.Ordinal);
        Assert.Contains("full refund until Thu 13 Feb, 23:59", mail.Content!, StringComparison.Ordinal);
        var ledger = await ReadLedgerAsync(app, show);
        Assert.Contains("Reminders of the refund offer: 1 of 1 sent, 0 failed (Wed 12 Feb", ledger, StringComparison.Ordinal);
        Assert.Contains("1 confirmed", ledger, StringComparison.Ordinal);

        // Who keeps the tickets can change their mind.
        Assert.True(await app.ReturnAsync(kept));
        Assert.DoesNotContain("1 confirmed", await ReadLedgerAsync(app, show), StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_short_offer_is_reminded_of_one_day_before_and_a_very_short_one_never(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var (brief, briefest) = (await app.PublishShowAsync(), await app.PublishShowAsync());
        var order = await app.BuyAsync(brief, "Standing", 1);
        await app.BuyAsync(briefest, "Standing", 1);
        await app.MoveByDaysAsync(brief, 7, app.OfferRefunds(days: 2));
        await app.MoveByDaysAsync(briefest, 7, app.OfferRefunds(days: 1));
        Assert.Contains("The offer is too short for a reminder.", await ReadLedgerAsync(app, briefest), StringComparison.Ordinal);
        for (var hour = 0; hour < 72; hour++)
        {
            await app.RunJobAsync<RefundReminderJob>();
            app.Clock.Advance(TimeSpan.FromHours(1));
        }

        var mail = Assert.Single(await GetRemindersAsync(app));
        Assert.Equal(order.Id, mail.OrderId);
        Assert.Equal(1, (int)Math.Round((TicketingApp.Start.Date.AddDays(3) - mail.CreatedAt.UtcDateTime).TotalDays));
    }

    [Theory, OnEitherDatabase]
    public async Task An_order_with_several_offers_is_reminded_of_the_last_one(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishShowAsync();
        var first = await app.BuyAsync(show, "Standing", 1);
        await app.MoveByDaysAsync(show, 7, app.OfferRefunds(days: 20));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await app.BuyAsync(show, "Standing", 1);
        await app.MoveByDaysAsync(show, 7, app.OfferRefunds(days: 5));
        app.Clock.Advance(TimeSpan.FromDays(4));
        await app.RunJobAsync<RefundReminderJob>();
        Assert.Equal(second.Id, Assert.Single(await GetRemindersAsync(app)).OrderId);
        app.Clock.Advance(TimeSpan.FromDays(15));
        await app.RunJobAsync<RefundReminderJob>();
        Assert.Equal([second.Id, first.Id], (await GetRemindersAsync(app)).Select(mail => mail.OrderId!.Value));
    }

    [Theory, OnEitherDatabase]
    public async Task An_order_whose_last_offer_became_too_short_is_reminded_of_the_earlier_one(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishShowAsync();
        var order = await app.BuyAsync(show, "Standing", 1);
        await app.MoveByDaysAsync(show, 7, app.OfferRefunds(days: 20));
        app.Clock.Advance(TimeSpan.FromDays(17));
        await app.MoveByDaysAsync(show, 1, app.OfferRefunds(days: 5));
        await app.MoveByDaysAsync(show, -20, ReschedulingSteps.Tell);
        await app.RunJobAsync<RefundReminderJob>();
        Assert.Equal(order.Id, Assert.Single(await GetRemindersAsync(app)).OrderId);
    }

    [Theory, OnEitherDatabase]
    public async Task Nothing_is_sent_to_who_answered_or_was_cancelled_before_the_email_went_out(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var (show, cancelled) = (await app.PublishShowAsync(), await app.PublishShowAsync());
        var (returned, kept) = (await app.BuyAsync(show, "Standing", 1), await app.BuyAsync(show, "Standing", 1));
        await app.BuyAsync(cancelled, "Standing", 1);
        await app.MoveByDaysAsync(show, 7, app.OfferRefunds(days: 5));
        await app.MoveByDaysAsync(cancelled, 7, app.OfferRefunds(days: 5));
        app.Clock.Advance(TimeSpan.FromDays(4));
        await app.RunJobAsync<RefundReminderJob>();
        Assert.True(await app.ReturnAsync(returned));
        await app.UseAsync<RefundOffers>(offers => offers.KeepAsync(kept, Ct));
        await app.CancelAsync(cancelled);
        await app.RunJobAsync<NotificationDispatcher>();
        var mails = await GetRemindersAsync(app);
        Assert.Equal(3, mails.Count);
        Assert.All(mails, mail => Assert.Equal(NotificationStatus.Dropped, mail.Status));
    }

    [Theory, OnBothDatabases]
    public async Task Killed_at_any_statement_all_are_reminded_once(DatabaseProvider database)
    {
        await using var app = new StoppingVenue(database);
        var show = await app.PublishShowAsync();
        for (var i = 0; i < 5; i++)
        {
            await app.BuyAsync(show, "Standing", 1, $"buyer{i}@example.com");
        }

        await app.MoveByDaysAsync(show, 7, app.OfferRefunds(days: 5));
        app.Clock.Advance(TimeSpan.FromDays(4));
        var stops = 0;
        for (; ; stops++)
        {
            app.Commands.StopAt(stops);
            try
            {
                await app.RunJobAsync<RefundReminderJob>();
                app.Commands.Continue();
                break;
            }
            catch (Exception error) when (error.GetBaseException() is StoppedException)
            {
                app.Commands.Continue();
                Assert.Empty(await GetRemindersAsync(app));
            }
        }

        Assert.True(stops > 3, $"Only {stops} statements were interrupted.");
        await app.RunJobAsync<RefundReminderJob>();
        Assert.Equal(5, (await GetRemindersAsync(app)).Select(mail => mail.OrderId).Distinct().Count());
        Assert.Equal(5, (await GetRemindersAsync(app)).Count);
    }

    [OnPostgres]
    public async Task Two_processes_remind_each_buyer_once()
    {
        await using var venue = new TwoProcesses(DatabaseProvider.Postgres);
        venue.Start();
        var show = await venue.First.PublishShowAsync();
        await venue.First.BuyAsync(show, "Standing", 1);
        await venue.First.BuyAsync(show, "Standing", 1);
        await venue.First.MoveByDaysAsync(show, 7, venue.First.OfferRefunds(days: 5));
        venue.Advance(TimeSpan.FromDays(4));
        await venue.AssertNoWarningsAsync(venue.RunJobInBothAsync<RefundReminderJob>);
        Assert.Equal(2, (await GetRemindersAsync(venue.First)).Count);
    }

    [Theory, OnEitherDatabase]
    public async Task The_email_is_in_the_language_of_the_order(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishShowAsync();
        var (german, arabic) = (await app.BuyAsync(show, "Standing", 1), await app.BuyAsync(show, "Standing", 2));
        await app.SetLanguageAsync(german, "de");
        await app.SetLanguageAsync(arabic, "ar");
        await app.MoveByDaysAsync(show, 7, app.OfferRefunds(days: 5));
        app.Clock.Advance(TimeSpan.FromDays(4));
        await app.RunJobAsync<RefundReminderJob>();
        await app.RunJobAsync<NotificationDispatcher>();
        var mails = await GetRemindersAsync(app);
        Assert.Equal("Nadia Karim Quartet: Erstattung nur noch bis Sa, 8. Feb., 23:59", mails[0].Subject);
        Assert.Contains("Dein Ticket bleibt gültig.", mails[0].Content!, StringComparison.Ordinal);
        Assert.Contains("تنتهي مهلة استرداد المبلغ قريبًا", mails[1].Content!, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_buyer_answers_on_the_page_that_asks(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishShowAsync();
        using var buyer = app.NewBrowser();
        var order = await buyer.BuyAsync(show, quantity: 2);
        await app.MoveByDaysAsync(show, 7, app.OfferRefunds(days: 5));
        var asked = await buyer.OpenAsync($"{order.Path}/refund");
        var kept = (await asked.SubmitAsync("main form", button: "keep")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(order.Path, kept.Path);
        Assert.Empty(kept.Document.QuerySelectorAll(".pass.void"));
        Assert.Equal(1, await app.UseAsync<TicketingDbContext, int>(db => db.Set<KeptOrder>().CountAsync(Ct)));
        Assert.Empty(await app.UseAsync<TicketingDbContext, List<Refund>>(db => db.Set<Refund>().ToListAsync(Ct)));
    }

    private static async Task<string> ReadLedgerAsync(TicketingApp app, Event show)
    {
        using var staff = await app.SignInAsStaffAsync();
        return (await staff.OpenAsync($"/admin/events/{show.Id}/changes")).ExpectStatus(HttpStatusCode.OK).Text;
    }

    /// <summary>Oldest first.</summary>
    private static Task<List<Notification>> GetRemindersAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext, List<Notification>>(db =>
            db.Set<Notification>()
                .AsNoTracking()
                .Where(n => n.Kind == RefundReminderJob.MailKind)
                .OrderBy(n => n.CreatedAt)
                .ThenBy(n => db.Set<Order>().Single(o => o.Id == n.OrderId).CreatedAt)
                .ThenBy(n => n.OrderId)
                .ToListAsync(Ct)
        );
}
