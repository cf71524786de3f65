using Microsoft.EntityFrameworkCore;
using Ticketing.Features.BulkOrders;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.BulkOrders;

public sealed class BulkResendTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Each_paid_order_with_an_address_gets_one_mail_that_does_not_overtake_others(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var (first, second) = (
            await app.BuyAsync(show, "Standing", 1, AccountActions.NewEmailAddress()),
            await app.BuyAsync(show, "Standing", 1, AccountActions.NewEmailAddress())
        );
        await app.SellAsync(show, "Standing", 1);
        await app.InsertUnpaidOrdersAsync(show, 1, _ => new Buyer("Unpaid", "unpaid@example.com", ""));
        var plan = await app.PlanBulkAsync(BulkAction.Resend, BulkSteps.AllOf(show.Id));
        Assert.Equal([BulkSkipReason.NotPaid, BulkSkipReason.NoEmail], plan.Skipped.Select(group => group.Key));

        var run = await app.StartBulkAsync(BulkAction.Resend, BulkSteps.AllOf(show.Id));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(app.RunJobAsync<BulkJob>, Ct)));
        await app.RunJobAsync<BulkJob>();
        foreach (var order in new[] { first, second })
        {
            var mail = Assert.Single(await GetMailsAsync(order, run));
            Assert.Equal((order.BuyerEmail, MailPriority.Bulk), (mail.Recipient, mail.Priority));
        }

        Assert.Equal((0, 2, 0), await CountAsync(run));
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Notification>()
                        .Where(n => n.OrderId == first.Id)
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(n => n.Status, NotificationStatus.Dead).SetProperty(n => n.LastError, "550 No such user"),
                            Ct
                        ),
                ct: Ct
            )
        );
        Assert.Equal((0, 1, 1), await CountAsync(run));
        var problem = Assert.Single((await app.GetBulkProgressAsync(run)).Problems);
        Assert.Equal((first.Reference, "550 No such user"), (problem.Reference, problem.Error));
        Assert.NotNull(problem.MailId);
    }

    [Theory, OnBothDatabases]
    public async Task Emails_that_were_not_sent_after_all_count_as_skipped(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var (dropped, refunded) = (await app.BuyAsync(show, "Standing", 1), await app.BuyAsync(show, "Standing", 1));
        var run = await app.StartBulkAsync(BulkAction.Resend, BulkSteps.Only(dropped, refunded));
        await app.StartRefundAsync(refunded);
        await app.RunJobAsync<BulkJob>();
        Assert.Empty(await GetMailsAsync(refunded, run));
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Notification>()
                        .Where(n => n.OrderId == dropped.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(n => n.Status, NotificationStatus.Dropped), Ct),
                ct: Ct
            )
        );
        var progress = await app.GetBulkProgressAsync(run);
        Assert.Equal((0, 0, 0, 2), (progress.Done, progress.Waiting, progress.Failed, progress.Skipped));
        Assert.Equal(
            new[] { (dropped.Reference, BulkSkipReason.MailDropped), (refunded.Reference, BulkSkipReason.AlreadyRefunded) }.Order(),
            progress.Problems.Select(problem => (problem.Reference, problem.Skip!.Value)).Order()
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_mailbox_gets_no_more_than_its_limit(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var email = AccountActions.NewEmailAddress();
        for (var i = 0; i <= RecipientLimit.MaxPerDay; i++)
        {
            await app.BuyAsync(show, "Standing", 1, email);
        }

        var run = await app.StartBulkAsync(BulkAction.Resend, BulkSteps.AllOf(show.Id));
        var now = app.Clock.GetUtcNow();
        await app.RunJobAsync<BulkJob>();
        var progress = await app.GetBulkProgressAsync(run);
        Assert.Equal((RecipientLimit.MaxPerDay, 1), (progress.Waiting, progress.Skipped));
        Assert.Equal(BulkSkipReason.MailLimit, Assert.Single(progress.Problems).Skip);
        var due = await app.UseAsync<TicketingDbContext, List<DateTimeOffset>>(db =>
            Mails(db, run).Where(n => n.Recipient == email).Select(n => n.DueAt).ToListAsync(Ct)
        );
        Assert.Equal(RecipientLimit.MaxPerHour, due.Count(at => at < now + TimeSpan.FromHours(1)));
    }

    private async Task<(int Done, int Waiting, int Failed)> CountAsync(Guid run)
    {
        var progress = await app.GetBulkProgressAsync(run);
        return (progress.Done, progress.Waiting, progress.Failed);
    }

    private Task<List<Notification>> GetMailsAsync(Order order, Guid run) =>
        app.UseAsync<TicketingDbContext, List<Notification>>(db => Mails(db, run).Where(n => n.OrderId == order.Id).ToListAsync(Ct));

    private static IQueryable<Notification> Mails(TicketingDbContext db, Guid run) =>
        db.Set<Notification>().AsNoTracking().Where(n => n.DedupeKey.EndsWith(ResendConfirmation.GetBulkKeyEnd(run)));
}
