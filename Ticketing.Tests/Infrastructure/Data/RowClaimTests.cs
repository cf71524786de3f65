using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data;

public sealed class RowClaimTests
{
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(2);
    private static readonly DueTimeLease<WebhookEvent> Lease = new(e => e.NextTryAt, LeaseDuration, e => e.Attempts);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Of_several_workers_that_read_the_same_row_one_claims_it(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var now = app.Clock.GetUtcNow();
        await AddAsync(app, "evt_later", now + TimeSpan.FromSeconds(1));
        await AddAsync(app, "evt_due", now);
        var read = Assert.Single(await ListDueAsync(app, now));
        Assert.Equal("evt_due", read.Id);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ClaimAsync(app, read, now), Ct)));

        Assert.Single(claims, true);
        Assert.Empty(await ListDueAsync(app, now));
        var expired = (await ListDueAsync(app, now + LeaseDuration)).Select(e => (e.Id, e.Attempts));
        Assert.Equal([("evt_later", 0), ("evt_due", 1)], expired);
    }

    [Theory, OnBothDatabases]
    public async Task A_due_time_from_when_the_clock_was_ahead_has_come(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var now = app.Clock.GetUtcNow();
        await AddAsync(app, "evt_leased", now + LeaseDuration + ClockSkew.Max);
        await AddAsync(app, "evt_ahead", now + LeaseDuration + ClockSkew.Max + TimeSpan.FromSeconds(1));

        Assert.Equal("evt_ahead", Assert.Single(await ListDueAsync(app, now)).Id);
    }

    private static Task<List<WebhookEvent>> ListDueAsync(TicketingApp app, DateTimeOffset now) =>
        app.UseAsync<TicketingDbContext, List<WebhookEvent>>(db => Lease.ListDueAsync(db.Set<WebhookEvent>(), now, limit: 10, Ct));

    private static Task<bool> ClaimAsync(TicketingApp app, WebhookEvent read, DateTimeOffset now) =>
        app.UseAsync<TicketingDbContext, bool>(db =>
            Lease.TryClaimAsync(db, db.Set<WebhookEvent>().Where(e => e.Id == read.Id), read, now + LeaseDuration, Ct)
        );

    private static Task AddAsync(TicketingApp app, string id, DateTimeOffset dueAt) =>
        app.UseAsync<TicketingDbContext>(db =>
        {
            db.Add(
                new WebhookEvent
                {
                    Id = id,
                    Kind = "refund.updated",
                    ObjectId = "re_1",
                    Body = "",
                    HappenedAt = dueAt,
                    ReceivedAt = dueAt,
                    NextTryAt = dueAt,
                }
            );
            return db.SaveChangesAsync(Ct);
        });
}
