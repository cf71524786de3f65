using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Insights.StaffMails;
using Ticketing.Features.Insights.StaffMails.LowStock;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Insights.StaffMails;

public sealed class LowStockTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task It_is_told_once_and_again_only_after_it_rose(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await PublishAsync(app);
        var member = await ChooseAsync(app);
        await app.SellAsync(show, "Standing", 8);
        await app.RunJobAsync<LowStockJob>();
        Assert.Empty(await app.GetMailsToAsync(member.Email));

        var last = await app.SellAsync(show, "Standing", 1);
        await app.RunJobAsync<LowStockJob>();
        await app.RunJobAsync<LowStockJob>();
        var mail = Assert.Single(await app.GetMailsToAsync(member.Email));
        Assert.Equal("1 ticket left: Standing, Nadia Karim Quartet", mail.Subject);
        Assert.Contains("1 of 10 left", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"https://tickets.example/admin/events/{show.Id}/types", mail.TextBody, StringComparison.Ordinal);

        await app.StartRefundAsync(last);
        await app.RunJobAsync<RefundJob>();
        await app.RunJobAsync<LowStockJob>();
        Assert.Single(await app.GetMailsToAsync(member.Email));
        await app.SellAsync(show, "Standing", 2);
        await app.RunJobAsync<LowStockJob>();
        Assert.Equal(
            ["1 ticket left: Standing, Nadia Karim Quartet", "Sold out: Standing, Nadia Karim Quartet"],
            (await app.GetMailsToAsync(member.Email)).Select(sent => sent.Subject).Order()
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_room_that_is_smaller_than_its_ticket_type_is_low_by_its_own_places(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync(e => e.Capacity = 10, new TicketTypeDraft("Standing", 1400, 100));
        var member = await ChooseAsync(app);
        await app.SellAsync(show, "Standing", 1);
        await app.RunJobAsync<LowStockJob>();
        Assert.Empty(await app.GetMailsToAsync(member.Email));
        await app.SellAsync(show, "Standing", 8);
        await app.RunJobAsync<LowStockJob>();
        Assert.Equal("1 ticket left: Standing, Nadia Karim Quartet", Assert.Single(await app.GetMailsToAsync(member.Email)).Subject);
    }

    [Theory, OnBothDatabases]
    public async Task Baskets_raise_no_alert_and_the_room_counts(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync(
            e => e.Capacity = 20,
            new TicketTypeDraft("Standing", 1400, 20),
            new TicketTypeDraft("Seated", 1400, 10)
        );
        var member = await ChooseAsync(app);
        await app.PlaceHoldAsync(show, "Standing", 10);
        await app.PlaceHoldAsync(show, "Standing", 8);
        await app.RunJobAsync<LowStockJob>();
        Assert.Empty(await app.GetMailsToAsync(member.Email));

        var full = await app.PublishEventAsync(
            "Full room",
            e => e.Capacity = 10,
            new TicketTypeDraft("Standing", 1400, 10),
            new TicketTypeDraft("Seated", 1400, 10)
        );
        await app.SellAsync(full, "Seated", 9);
        await app.RunJobAsync<LowStockJob>();
        Assert.Equal(
            ["1 ticket left: Seated, Full room", "1 ticket left: Standing, Full room"],
            (await app.GetMailsToAsync(member.Email)).Select(mail => mail.Subject).Order()
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Each_event_may_have_a_threshold_of_its_own(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await PublishAsync(app);
        var member = await ChooseAsync(app);
        using var staff = await app.SignInAsStaffAsync();
        var path = $"/admin/insights/events/{show.Id}";
        var page = await staff.OpenAsync(path);
        Assert.Equal("10", page.Document.QuerySelector("#threshold")!.GetAttribute("value"));
        foreach (var wrong in new[] { "100", "-1", "ten", "" })
        {
            var refused = (await page.SubmitAsync("#low-stock-form", Percent(wrong))).ExpectStatus(HttpStatusCode.BadRequest);
            Assert.Equal(wrong, refused.Document.QuerySelector("#threshold")!.GetAttribute("value"));
            Assert.Contains(
                "Enter a whole number from 0 to 99.",
                refused.Document.QuerySelector("#threshold-error")!.TextContent,
                StringComparison.Ordinal
            );
        }

        page = (await page.SubmitAsync("#low-stock-form", Percent("50"))).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("50", page.Document.QuerySelector("#threshold")!.GetAttribute("value"));
        Assert.Contains(await app.GetAuditEntriesAsync(show.Id), entry => entry.Action == "event.low-stock-changed");
        await app.SellAsync(show, "Standing", 5);
        await app.RunJobAsync<LowStockJob>();
        Assert.Equal("5 tickets left: Standing, Nadia Karim Quartet", Assert.Single(await app.GetMailsToAsync(member.Email)).Subject);

        await page.SubmitAsync("#low-stock-form", Percent("0"));
        await app.SellAsync(show, "Standing", 5);
        await app.RunJobAsync<LowStockJob>();
        Assert.Single(await app.GetMailsToAsync(member.Email));
    }

    [Theory, OnBothDatabases]
    public async Task Those_who_did_not_choose_it_and_those_who_unsubscribed_get_none(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await PublishAsync(app);
        var (asked, silent) = (await ChooseAsync(app), await app.CreateStaffAsync());
        await app.SellAsync(show, "Standing", 9);
        await app.RunJobAsync<LowStockJob>();
        await app.UseAsync<StaffMailChoices>(choices => choices.StopAsync(asked.Id, StaffMailTopic.LowStock, Ct));

        Assert.Empty(await app.GetMailsToAsync(asked.Email));
        Assert.Empty(await app.GetMailsToAsync(silent.Email));
    }

    [OnPostgres]
    public async Task Two_processes_tell_each_person_once()
    {
        await using var venue = new TwoProcesses(DatabaseProvider.Postgres);
        venue.Start();
        var show = await PublishAsync(venue.First);
        var member = await ChooseAsync(venue.First);
        await venue.First.SellAsync(show, "Standing", 9);

        await venue.RunJobInBothAsync<LowStockJob>();

        Assert.Equal(
            member.Email,
            Assert.Single(
                await venue.First.UseAsync<TicketingDbContext, List<string>>(db =>
                    db.Set<Notification>().Where(n => n.Kind == LowStockJob.MailKind).Select(n => n.Recipient).ToListAsync(Ct)
                )
            )
        );
    }

    private static Dictionary<string, string> Percent(string typed) => new() { ["Threshold"] = typed };

    private static Task<Event> PublishAsync(TicketingApp app) => app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 10));

    private static async Task<StaffMember> ChooseAsync(TicketingApp app)
    {
        var member = await app.CreateStaffAsync();
        await app.UseAsync<StaffMailChoices>(choices => choices.SaveAsync(member.Id, [StaffMailTopic.LowStock], Ct));
        return member;
    }
}
