using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Notifications;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Notifications;

public sealed class KeepingLongAnswers(Venues venues) : IClassFixture<Venues>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task An_answer_is_cut_to_what_its_column_holds_and_never_through_a_character(DatabaseProvider database)
    {
        var app = venues.On(database);
        var answer = "5" + string.Concat(Enumerable.Repeat("📪", 700));
        await app.UseAsync<Outbox>(outbox => outbox.QueueAsync(TestComposer.TestKind, "long", "ada@example.com", orderId: null, Ct));

        await app.UseAsync<NotificationQueue>(async queue => Assert.True(await queue.BuryAsync((await queue.ClaimAsync(Ct))!.Id, answer)));

        var kept = await app.UseAsync<TicketingDbContext, Notification>(db => db.Set<Notification>().SingleAsync(Ct));
        Assert.Equal("5" + string.Concat(Enumerable.Repeat("📪", 499)) + "…", kept.LastError);
    }
}
