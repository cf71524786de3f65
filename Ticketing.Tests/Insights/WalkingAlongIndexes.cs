using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Insights.Mails;
using Ticketing.Notifications;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Insights;

/// <summary>Lists of mails and audit entries use indexes however many rows there are.</summary>
public sealed class WalkingAlongIndexes
{
    private const int Rows = 1000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task No_list_of_mails_goes_through_all_of_them(DatabaseProvider database)
    {
        await using var app = new WatchedApp(database, "notifications");
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            db.AddRange(Enumerable.Range(0, Rows).Select(i => new Notification
            {
                Kind = "test", DedupeKey = $"walk:{i}", Recipient = $"b{i}@example.com", CreatedAt = app.Clock.GetUtcNow().AddSeconds(i), DueAt = app.Clock.GetUtcNow(),
            }));
            await db.SaveChangesAsync(Ct);
        });
        var middle = new PagePlace(app.Clock.GetUtcNow().AddSeconds(Rows / 2), Guid.NewGuid(), Newer: false);
        foreach (var (filter, text, place) in new (MailFilter, string, PagePlace?)[]
                 {
                     (MailFilter.All, "", null), (MailFilter.All, "", middle), (MailFilter.All, "", middle with { Newer = true }), (MailFilter.Sent, "", middle),
                     (MailFilter.Dead, "", null), (MailFilter.Waiting, "", middle), (MailFilter.All, "b77@", null), (MailFilter.Dead, "ABCD-EF", middle),
                 })
        {
            await app.UseAsync<MailList>(mails => mails.PageAsync(filter, text, place, Ct));
            AssertWalks(await app.ExplainLastAsync(), "notifications", $"{filter} '{text}' {place}");
        }

        await app.UseAsync<MailAlarms>(alarms => alarms.ReadAsync(Ct));
        AssertWalks(await app.ExplainLastAsync(), "notifications", "the alarm");
    }

    [Theory, OnBothDatabases]
    public async Task No_page_of_the_trail_goes_through_all_of_it(DatabaseProvider database)
    {
        await using var app = new WatchedApp(database, "audit_entries");
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            db.AddRange(Enumerable.Range(0, Rows).Select(i => new AuditEntry
            {
                At = app.Clock.GetUtcNow().AddSeconds(i), ActorId = Guid.NewGuid(), ActorName = "x", Address = "", Action = $"event.a{i % 50}", SubjectId = $"{i}", SubjectName = $"{i}",
            }));
            await db.SaveChangesAsync(Ct);
        });
        await app.RefreshStatisticsAsync();
        var at = app.Clock.GetUtcNow().AddSeconds(Rows / 2);
        var middle = new PagePlace(at, Guid.NewGuid(), Newer: false);
        foreach (var (filter, place) in new (AuditFilter, PagePlace?)[]
                 {
                     (new(), null), (new(), middle), (new(), middle with { Newer = true }), (new(ActorId: Guid.NewGuid()), middle), (new(Action: "event.a7"), null),
                     (new(Action: "event.a7"), middle), (new(From: at, Until: at.AddHours(1)), null),
                 })
        {
            await app.UseAsync<AuditSearch>(search => search.PageAsync(filter, place, Ct));
            var plan = await app.ExplainLastAsync();
            AssertWalks(plan, "audit_entries", $"{filter} {place}");
            Assert.False(plan.Contains("TEMP B-TREE", StringComparison.Ordinal), $"{filter} {place}: {plan}");
        }
    }

    private static void AssertWalks(string plan, string table, string what) => Assert.True(
        !plan.Contains($"Seq Scan on {table}", StringComparison.Ordinal)
        && plan.Split('\n').All(step => !step.StartsWith("SCAN ", StringComparison.Ordinal) || step.Contains("USING INDEX", StringComparison.Ordinal) || step.Contains("USING COVERING INDEX", StringComparison.Ordinal)),
        $"{what}:{Environment.NewLine}{plan}");
}
