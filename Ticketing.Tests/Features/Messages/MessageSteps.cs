using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Messages;
using Ticketing.Features.Messages.Editing;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.Messages;

internal static class MessageSteps
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static MessageForm CreateForm(Action<MessageForm>? change = null)
    {
        var form = new MessageForm { Subject = "Doors open early", Body = "Please come **before eight**." };
        change?.Invoke(form);
        return form;
    }

    public static Task<EditOutcome> TryWriteAsync(this TicketingApp app, Event show, MessageForm form) =>
        app.UseAsync<EditMessage, EditOutcome>(edit => edit.AddAsync(show.Id, form, Ct));

    public static async Task<EventMessage> WriteAsync(this TicketingApp app, Event show, Action<MessageForm>? change = null)
    {
        var saved = Assert.IsType<EditOutcome.Saved>(await app.TryWriteAsync(show, CreateForm(change)));
        return await app.GetMessageAsync(saved.Id);
    }

    public static Task<ScheduleOutcome> TryScheduleAsync(this TicketingApp app, EventMessage message) =>
        app.UseAsync<ScheduleMessage, ScheduleOutcome>(schedule => schedule.ScheduleAsync(message, message.Version, Ct));

    /// <summary>Written and confirmed by staff; nothing is sent yet.</summary>
    public static async Task<EventMessage> ScheduleAsync(this TicketingApp app, Event show, Action<MessageForm>? change = null)
    {
        var message = await app.WriteAsync(show, change);
        Assert.Equal(ScheduleOutcome.Scheduled, await app.TryScheduleAsync(message));
        return await app.GetMessageAsync(message.Id);
    }

    public static Task<bool> StopAsync(this TicketingApp app, EventMessage message) =>
        app.UseAsync<ScheduleMessage, bool>(schedule => schedule.StopAsync(message, Ct));

    public static void BeforeStart(this MessageForm form, int delay, MessageDelayUnit unit = MessageDelayUnit.Days) =>
        form.Set(MessageTiming.BeforeStart, delay, unit);

    public static void AfterEnd(this MessageForm form, int delay, MessageDelayUnit unit = MessageDelayUnit.Hours) =>
        form.Set(MessageTiming.AfterEnd, delay, unit);

    /// <summary>Recipients are listed, and their emails are in the outbox.</summary>
    public static Task RunMessagesAsync(this TicketingApp app) => app.RunJobAsync<MessageJob>();

    /// <summary>Emails of the outbox are sent too.</summary>
    public static async Task SendMessagesAsync(this TicketingApp app)
    {
        await app.RunMessagesAsync();
        await app.RunJobAsync<NotificationDispatcher>();
        await app.RunMessagesAsync();
    }

    public static Task<EventMessage> GetMessageAsync(this TicketingApp app, Guid id) =>
        app.UseAsync<TicketingDbContext, EventMessage>(db => db.Set<EventMessage>().AsNoTracking().SingleAsync(m => m.Id == id, Ct));

    public static Task<List<EventMessage>> GetRemindersAsync(this TicketingApp app, Event show) =>
        app.UseAsync<TicketingDbContext, List<EventMessage>>(db =>
            db.Set<EventMessage>()
                .AsNoTracking()
                .Where(m => m.EventId == show.Id && m.Topic == MessageTopic.TicketReminder)
                .OrderBy(m => m.CreatedAt)
                .ToListAsync(Ct)
        );

    public static async Task<ListedMessage> GetListedAsync(this TicketingApp app, EventMessage message) =>
        (await app.UseAsync<MessageQueries, ListedMessage?>(queries => queries.FindAsync(message.EventId, message.Id, Ct)))!;

    /// <summary>By address.</summary>
    public static Task<List<Notification>> GetMailsAsync(this TicketingApp app, EventMessage message) =>
        app.UseAsync<TicketingDbContext, List<Notification>>(db =>
            db.Set<Notification>()
                .AsNoTracking()
                .Where(n => n.DedupeKey.StartsWith($"{MessageMails.GetKind(message)}:{message.Id}:"))
                .OrderBy(n => n.Recipient)
                .ToListAsync(Ct)
        );

    public static async Task<IEnumerable<string>> GetAddressesAsync(this TicketingApp app, EventMessage message) =>
        (await app.GetMailsAsync(message)).Select(mail => mail.Recipient);

    /// <summary>A free ticket that staff sold, without waiting for a payment.</summary>
    public static Task<Order> GiveAsync(this TicketingApp app, Event show, string email, string category = "Standing") =>
        app.SellAsync(show, category, 1, BoxOfficePayment.Complimentary, new Buyer("Ada Lovelace", email, ""));

    /// <summary>Confirmations, whose tickets would have to be drawn.</summary>
    public static Task MarkMailSentAsync(this TicketingApp app) =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Notification>()
                        .Where(n => n.Status == NotificationStatus.Pending)
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(n => n.Status, NotificationStatus.Sent).SetProperty(n => n.SentAt, app.Clock.GetUtcNow()),
                            Ct
                        ),
                ct: Ct
            )
        );

    /// <summary>From a backup that is an hour old.</summary>
    public static Task RestoreAsync(this TicketingApp app) =>
        app.UseAsync<TicketingDbContext>(async db =>
        {
            var now = app.Clock.GetUtcNow();
            var restore = new Restore { BackupCreatedAt = now.AddHours(-1), RestoredAt = now };
            db.Add(restore);
            db.Entry(restore).Property(r => r.FinishedAt).CurrentValue = now;
            db.Entry(restore).Property(r => r.FinishedBy).CurrentValue = "Grace Hopper";
            await db.SaveChangesAsync(Ct);
        });

    private static void Set(this MessageForm form, MessageTiming timing, int delay, MessageDelayUnit unit) =>
        (form.Timing, form.Delay, form.DelayUnit) = ($"{timing}", delay.ToString(CultureInfo.InvariantCulture), $"{unit}");
}
