using Ticketing.Features.Insights.Mails;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Admin;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Insights;

/// <summary>Lists of mails, audit entries and refunds use indexes however many rows there are.</summary>
public sealed class ListIndexTests
{
    private const int Rows = 1000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task No_list_of_mails_scans_the_table(DatabaseProvider database)
    {
        await using var app = new QueryRecordingApp(database, "notifications");
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            db.AddRange(
                Enumerable
                    .Range(0, Rows)
                    .Select(i => new Notification
                    {
                        Kind = "test",
                        DedupeKey = $"walk:{i}",
                        Recipient = $"b{i}@example.com",
                        CreatedAt = app.Clock.GetUtcNow().AddSeconds(i),
                        DueAt = app.Clock.GetUtcNow(),
                    })
            );
            await db.SaveChangesAsync(Ct);
        });
        var middle = new PagePosition(app.Clock.GetUtcNow().AddSeconds(Rows / 2), Guid.NewGuid(), Newer: false);
        foreach (
            var (filter, text, place) in new (MailFilter, string, PagePosition?)[]
            {
                (MailFilter.All, "", null),
                (MailFilter.All, "", middle),
                (MailFilter.All, "", middle with { Newer = true }),
                (MailFilter.Sent, "", middle),
                (MailFilter.Dead, "", null),
                (MailFilter.Waiting, "", middle),
                (MailFilter.All, "b77@", null),
                (MailFilter.Dead, "ABCD-EF", middle),
            }
        )
        {
            await app.UseAsync<MailListQueries>(mails => mails.GetPageAsync(filter, text, place, Ct));
            AssertUsesIndex(await app.ExplainLastQueryAsync(), "notifications", $"{filter} '{text}' {place}");
        }

        await app.UseAsync<MailAlarms>(alarms => alarms.ReadAsync(Ct));
        AssertUsesIndex(await app.ExplainLastQueryAsync(), "notifications", "the alarm");
    }

    [Theory, OnBothDatabases]
    public async Task No_page_of_the_audit_trail_scans_the_table(DatabaseProvider database)
    {
        await using var app = new QueryRecordingApp(database, "audit_entries");
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            db.AddRange(
                Enumerable
                    .Range(0, Rows)
                    .Select(i => new AuditEntry
                    {
                        At = app.Clock.GetUtcNow().AddSeconds(i),
                        ActorId = Guid.NewGuid(),
                        ActorName = "x",
                        Address = "",
                        Action = $"event.a{i % 50}",
                        SubjectId = $"{i}",
                        SubjectName = $"{i}",
                    })
            );
            await db.SaveChangesAsync(Ct);
        });
        await app.RefreshStatisticsAsync();
        var at = app.Clock.GetUtcNow().AddSeconds(Rows / 2);
        var middle = new PagePosition(at, Guid.NewGuid(), Newer: false);
        foreach (
            var (filter, place) in new (AuditFilter, PagePosition?)[]
            {
                (new(), null),
                (new(), middle),
                (new(), middle with { Newer = true }),
                (new(ActorId: Guid.NewGuid()), middle),
                (new(Action: "event.a7"), null),
                (new(Action: "event.a7"), middle),
                (new(From: at, Until: at.AddHours(1)), null),
            }
        )
        {
            await app.UseAsync<AuditQueries>(search => search.GetPageAsync(filter, place, Ct));
            var plan = await app.ExplainLastQueryAsync();
            AssertUsesIndex(plan, "audit_entries", $"{filter} {place}");
            Assert.False(plan.Contains("TEMP B-TREE", StringComparison.Ordinal), $"{filter} {place}: {plan}");
        }
    }

    [Theory, OnBothDatabases]
    public async Task No_page_of_refunds_scans_the_table(DatabaseProvider database)
    {
        await using var app = new QueryRecordingApp(database, "refunds");
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var at = (await app.InsertRefundsAsync(order, Rows))[Rows / 2].RequestedAt;
        await app.RefreshStatisticsAsync();
        var middle = new PagePosition(at, Guid.NewGuid(), Newer: false);
        foreach (
            var (filter, place) in new (RefundFilter, PagePosition?)[]
            {
                (new(), null),
                (new(), middle),
                (new(), middle with { Newer = true }),
                (new(From: at, Until: at.AddHours(1)), null),
                (new(EventId: order.EventId, SalesOnly: true), middle),
            }
        )
        {
            await app.UseAsync<RefundQueries>(refunds => refunds.GetPageAsync(filter, place, Ct));
            var plan = await app.ExplainLastQueryAsync();
            AssertUsesIndex(plan, "refunds", $"{filter} {place}");
            Assert.False(plan.Contains("TEMP B-TREE", StringComparison.Ordinal), $"{filter} {place}: {plan}");
        }
    }

    private static void AssertUsesIndex(string plan, string table, string what) =>
        Assert.True(
            !plan.Contains($"Seq Scan on {table}", StringComparison.Ordinal)
                && plan.Split('\n')
                    .All(step =>
                        !step.StartsWith("SCAN ", StringComparison.Ordinal)
                        || step.Contains("USING INDEX", StringComparison.Ordinal)
                        || step.Contains("USING COVERING INDEX", StringComparison.Ordinal)
                    ),
            $"{what}:{Environment.NewLine}{plan}"
        );
}
