using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Outbox;

public sealed class ServerResponseLengthTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task An_answer_is_cut_to_what_its_column_holds_and_never_through_a_character(DatabaseProvider database)
    {
        var app = venues.On(database);
        var answer = "5" + string.Concat(Enumerable.Repeat("📪", 700));
        await app.UseAsync<NotificationOutbox>(outbox =>
            outbox.QueueAsync(TestComposer.TestKind, "long", "ada@example.com", orderId: null, Ct)
        );

        await app.UseAsync<NotificationQueue>(async queue =>
            Assert.True(await queue.GiveUpAsync((await queue.ClaimAsync(Ct))!.Id, answer))
        );

        var kept = await app.UseAsync<TicketingDbContext, Notification>(db => db.Set<Notification>().SingleAsync(Ct));
        Assert.Equal("5" + string.Concat(Enumerable.Repeat("📪", 499)) + "…", kept.LastError);
    }
}
