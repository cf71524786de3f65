using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Cancellations;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Messages;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Orders.EmailChanges;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Reminders;
using Ticketing.Features.Rescheduling;
using Ticketing.Features.WaitingList;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Features.Messages;
using Ticketing.Tests.Features.Rescheduling;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Receipts;

/// <summary>Every mail that a buyer can get, with what is attached to it, in the app's default language.</summary>
internal sealed class BuyerMails(TicketingApp app)
{
    private static readonly string[] StaffFeatures = ["Accounts", "GoLive", "Insights", "OutgoingWebhooks"];

    private readonly HashSet<Guid> seen = [];
    private readonly List<(string Kind, ComposedEmail Mail)> mails = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TicketingApp CreateApp(Language language) =>
        new TicketingApp(DatabaseProvider.Sqlite)
            .Set("Localization:Default", language.Tag)
            .Set("Messages:AllowNews", "true")
            .Set("Site:LegalName", "Blue Room Concerts Ltd")
            .Set("Site:Address", "12 Canal Street\nLeeds")
            .Set("Site:TaxNumber", "GB 123 4567 89");

    public async Task<IReadOnlyList<(string Kind, ComposedEmail Mail)>> ReadAllAsync()
    {
        await SendAboutPaidOrderAsync();
        await SendToCompanyAsync();
        await SendFromBoxOfficeAsync();
        await SendAboutFreeOrderAsync();
        await SendAboutFailedPaymentAsync();
        await SendAboutCalledOffEventsAsync();
        await SendAboutChangedDatesAsync();
        await SendRemindersAsync();
        await SendRefundRemindersAsync();
        await SendMessagesAsync();
        await SendAboutWaitingListAsync();
        Assert.Equal(await GetKindsForBuyersAsync(), mails.Select(mail => mail.Kind).Distinct().Order());
        return mails;
    }

    private async Task SendAboutPaidOrderAsync()
    {
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 2, 1);
        await app.StartRefundAsync(order, 1);
        await app.RunJobAsync<RefundJob>();
        await ReadNewAsync();
        await ReadAsync(ConfirmOrder.ConfirmationKind, order);
        Assert.True(await app.UseAsync<OrderEmailCodes, bool>(codes => codes.RequestAsync(order, Ct)));
        await app.UseAsync<SendOrderLinks>(links => links.QueueAsync(order.BuyerEmail, Ct));
        await ReadNewAsync();

        // To another address, with and without the possibility of undoing it.
        await app.UseAsync<OrderEmailChanges>(changes => changes.MarkOpenedAsync(order, Ct));
        await ResendAsync(order, "ada2@example.com");
        await ResendAsync(order, "ada@example.com");
        await app.StartRefundAsync(order, 2, 3);
        await app.RunJobAsync<RefundJob>();
        await app.UseAsync<SendOrderLinks>(links => links.QueueAsync(order.BuyerEmail, Ct));
        await app.QueueMailAsync(order.BuyerEmail, VoidRefundedTickets.NoticeKind, order.Id);
        await ReadNewAsync();
        await ReadAsync(ConfirmOrder.ConfirmationKind, order);
    }

    private async Task ResendAsync(Order order, string email)
    {
        Assert.Equal(
            ResendOutcome.Queued,
            await app.UseAsync<ResendConfirmation, ResendOutcome>(resend => resend.ResendByStaffAsync(order.Id, email, Ct))
        );
        await ReadNewAsync();
    }

    private async Task SendToCompanyAsync()
    {
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 1);
        var company = new Company("Acme Ltd", "1 High Street\nLeeds", "GB123456789");
        await app.UseAsync<CorrectOrder>(correct => correct.CorrectCompanyAsync(order.Id, company, Ct));
        await ReadNewAsync();
        await app.StartRefundAsync(order);
        await app.RunJobAsync<RefundJob>();
        await ReadNewAsync();
        await ReadAsync(ConfirmOrder.ConfirmationKind, order);
    }

    private async Task SendFromBoxOfficeAsync()
    {
        var show = await app.PublishEventAsync();
        foreach (var payment in Enum.GetValues<BoxOfficePayment>())
        {
            var order = await app.SellAsync(show, "Standing", 1, payment, new Buyer("Ada Lovelace", "ada@example.com", ""));
            await ReadNewAsync();
            await app.StartRefundAsync(order);
            await app.RunJobAsync<RefundJob>();
            await ReadNewAsync();
        }
    }

    private async Task SendAboutFreeOrderAsync()
    {
        var show = await app.PublishEventAsync(e => e.ConfirmFreeByEmail = true, new TicketTypeDraft("Entry", 0, 100));
        var code = await app.PlaceHoldAsync(show, "Entry", 1);
        Assert.IsType<StartOutcome.ConfirmationSent>(await app.StartPaymentAsync(code, "grace@example.com"));
        await ReadNewAsync();
        var order = (await app.FindOrderByHoldAsync(code))!;
        await app.UseAsync<ConfirmOrder>(confirm => confirm.ConfirmFreeAsync(order, Ct));
        await ReadNewAsync();
        await app.StartRefundAsync(order);
        await app.RunJobAsync<RefundJob>();
        await ReadNewAsync();
    }

    private async Task SendAboutFailedPaymentAsync()
    {
        var code = await app.PlaceHoldAsync(await app.PublishEventAsync(), "Standing", 2);
        await app.StartPaymentAsync(code);
        await ReadAsync(SettlePayment.FailureNoticeKind, (await app.FindOrderByHoldAsync(code))!);
    }

    private async Task SendAboutCalledOffEventsAsync()
    {
        var (postponed, cancelled) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        var waiting = await app.BuyAsync(postponed, "Ada Lovelace", 1);
        await app.SetStatusAsync(postponed, EventStatus.Postponed);
        await app.BuyAsync(cancelled, "Ada Lovelace", 1);
        await app.SellAsync(cancelled, "Standing", 1, buyer: new Buyer("Ada Lovelace", "ada@example.com", ""));
        await ReadNewAsync();
        await app.UseAsync<SendOrderLinks>(links => links.QueueAsync(waiting.BuyerEmail, Ct));
        Assert.Equal(CancelOutcome.Started, await app.CancelAsync(cancelled));
        await app.RunAllJobsAsync();
        await ReadNewAsync();
    }

    private async Task SendAboutChangedDatesAsync()
    {
        foreach (var price in new[] { 1400, 0 })
        {
            var show = await app.PublishEventAsync(new TicketTypeDraft("Entry", price, 100));
            await app.BuyAsync(show, "Ada Lovelace", 1);
            await app.MoveByDaysAsync(show, 7, app.OfferRefunds(days: 3));
            await ReadNewAsync();
            await app.RescheduleAsync(show, form => form.Starts = form.Starts with { Time = "23:00" }, ReschedulingSteps.Tell);
            await ReadNewAsync();
            var version = (await app.GetEventAsync(show)).Version;
            Assert.IsType<EditOutcome.Saved>(
                await app.UseAsync<PostponeEvent, EditOutcome>(postpone =>
                    postpone.PostponeAsync(show.Id, version, ReschedulingSteps.Tell, Ct)
                )
            );
            await ReadNewAsync();
        }
    }

    private async Task SendRemindersAsync()
    {
        var later = app.Clock.GetUtcNow().AddDays(5);
        var onSale = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100, type => type.SalesStartAt = later));
        var postponed = await app.AddEventAsync(EventStatus.Postponed);
        foreach (var (show, topic) in new[] { (onSale, ReminderTopic.SalesStart), (postponed, ReminderTopic.NewDate) })
        {
            await app.UseAsync<RequestReminder>(request => request.QueueAsync(show, topic, "ada3@example.com", Ct));
            app.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        await ReadNewAsync();
        var reminders = await app.UseAsync<TicketingDbContext, List<EventReminder>>(db => db.Set<EventReminder>().ToListAsync(Ct));
        foreach (var reminder in reminders)
        {
            await app.UseAsync<AnswerReminder>(answer => answer.ConfirmAsync(reminder, Ct));
        }

        app.Clock.Advance(TimeSpan.FromDays(5));
        await app.SetStatusAsync(postponed, EventStatus.Active);
        await app.RunJobAsync<ReminderJob>();
        await ReadNewAsync();
    }

    private async Task SendAboutWaitingListAsync()
    {
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 4), new TicketTypeDraft("Seated", 2400, 2));
        var (order, _) = (await app.SellAsync(show, "Standing", 4), await app.SellAsync(show, "Seated", 2));
        await app.JoinAsync(show, "ada4@example.com", ("Standing", 2), ("Seated", 2));
        await app.JoinAsync(show, "ada5@example.com", ("Standing", 3));
        await ReadNewAsync();
        await app.StartRefundAsync(order, 1, 2);
        await app.RunJobAsync<WaitingListJob>();
        await ReadNewAsync();
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.RunJobAsync<HoldExpiryJob>();
        await app.RunJobAsync<WaitingListJob>();
        await ReadNewAsync();
        app.Clock.Advance(TimeSpan.FromDays(30));
        await app.RunJobAsync<WaitingListJob>();
        await ReadNewAsync();
    }

    private async Task SendRefundRemindersAsync()
    {
        foreach (var price in new[] { 1400, 0 })
        {
            var (moved, postponed) = (await PublishAsync(), await PublishAsync());
            await app.MoveByDaysAsync(moved, 7, app.OfferRefunds(days: 10));
            await app.PostponeAsync(postponed, app.OfferRefunds(days: 10));
            await ReadNewAsync();
            app.Clock.Advance(TimeSpan.FromDays(9));
            await app.RunJobAsync<RefundReminderJob>();
            await ReadNewAsync();

            async Task<Event> PublishAsync()
            {
                var show = await app.PublishEventAsync(new TicketTypeDraft("Entry", price, 100));
                await app.BuyAsync(show, "Ada Lovelace", 1);
                return show;
            }
        }
    }

    private async Task SendMessagesAsync()
    {
        var show = await app.PublishEventAsync();
        await app.BuyAsync(show, "Ada Lovelace", 2);
        foreach (var topic in new[] { MessageTopic.Order, MessageTopic.News })
        {
            var message = await app.ScheduleAsync(
                show,
                form =>
                {
                    (form.Topic, form.Subject) = ($"{topic}", "Doors open half an hour early");
                    form.Body =
                        "Please come **before eight**:\n\n- the support act is long\n"
                        + "- [parking](/find-us) is full early\n\n[More](https://example.com)";
                }
            );
            await app.UseAsync<SendTestMessage>(test => test.SendAsync(message, show, Language.Current, "staff@example.com", Ct));
            await app.RunMessagesAsync();
        }

        await ReadNewAsync();
        app.Clock.SetUtcNow(show.StartsAt.AddDays(-2));
        await app.RunJobAsync<TicketReminderJob>();
        await app.RunMessagesAsync();
        await ReadNewAsync();
    }

    /// <summary>Composes what was queued since the last time.</summary>
    private async Task ReadNewAsync()
    {
        var queued = await app.UseAsync<TicketingDbContext, List<Notification>>(db =>
            db.Set<Notification>().AsNoTracking().ToListAsync(Ct)
        );
        foreach (var mail in queued.Where(mail => seen.Add(mail.Id)))
        {
            await ReadAsync(mail);
        }
    }

    private Task ReadAsync(string kind, Order order) =>
        ReadAsync(
            new Notification
            {
                Kind = kind,
                DedupeKey = $"{kind}:{order.Id}:again",
                Recipient = order.BuyerEmail,
                OrderId = order.Id,
                CreatedAt = app.Clock.GetUtcNow(),
                DueAt = app.Clock.GetUtcNow(),
            }
        );

    private async Task ReadAsync(Notification notification)
    {
        var composed = await app.Services.GetRequiredService<EmailRenderer>().RenderAsync(notification, Ct);
        if (composed is RenderResult.Failed { Error: var error })
        {
            throw error;
        }

        if (composed is RenderResult.Ready { Email: var mail })
        {
            mails.Add((notification.Kind, mail));
        }
    }

    private Task<List<string>> GetKindsForBuyersAsync() =>
        app.UseAsync<IEnumerable<IEmailComposer>, List<string>>(composers =>
            Task.FromResult(
                composers
                    .Where(composer => !StaffFeatures.Contains(composer.GetType().Namespace!.Split('.')[2]))
                    .Select(composer => composer.Kind)
                    .Order()
                    .ToList()
            )
        );
}
