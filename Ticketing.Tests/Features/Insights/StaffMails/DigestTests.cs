using System.Net;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Features.Events;
using Ticketing.Features.Insights.StaffMails;
using Ticketing.Features.Insights.StaffMails.Digests;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Insights.StaffMails;

public sealed class DigestTests
{
    /// <summary>Monday noon to Tuesday morning.</summary>
    private static readonly TimeSpan UntilMorning = TimeSpan.FromHours(19);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task It_tells_of_yesterday_while_tickets_are_on_sale(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        var member = await ChooseAsync(app);
        await app.SellAsync(show, "Standing", 2);
        await app.StartRefundAsync(await app.SellAsync(show, "Standing", 1));
        await app.RunJobAsync<DigestJob>();
        Assert.Empty(await app.GetMailsToAsync(member.Email));

        app.Clock.Advance(UntilMorning - TimeSpan.FromMinutes(1));
        await app.RunJobAsync<DigestJob>();
        Assert.Empty(await app.GetMailsToAsync(member.Email));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.RunJobAsync<DigestJob>();
        await app.RunJobAsync<DigestJob>();

        var mail = Assert.Single(await app.GetMailsToAsync(member.Email));
        Assert.Equal("Mon 3 Feb: £28.00, 3 tickets", mail.Subject);
        foreach (
            var line in new[]
            {
                "Net revenue: £28.00 ▲ was £0.00",
                "Tickets: 3 ▲ was 0",
                "Orders: 2 ▲ was 0",
                "Refunds: £14.00 ▲ was £0.00",
            }
        )
        {
            Assert.Contains(line, mail.TextBody, StringComparison.Ordinal);
        }

        Assert.Contains($"- {show.Title}, Mon 3 Mar 2031: 2 of 150 sold +3", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("2 of 150 sold", mail.HtmlBody, StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.RunJobAsync<DigestJob>();
        Assert.Equal("Tue 4 Feb: £0.00, 0 tickets", (await app.GetMailsToAsync(member.Email))[^1].Subject);
    }

    [Theory, OnBothDatabases]
    public async Task It_tells_of_the_week_on_mondays_otherwise(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.AddEventAsync(EventStatus.Inactive);
        var member = await ChooseAsync(app);

        for (var day = 1; day < 7; day++)
        {
            app.Clock.Advance(TimeSpan.FromDays(1));
            await app.RunJobAsync<DigestJob>();
        }

        Assert.Empty(await app.GetMailsToAsync(member.Email));
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.RunJobAsync<DigestJob>();
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.RunJobAsync<DigestJob>();

        Assert.Equal("3 Feb – 9 Feb: £0.00, 0 tickets", Assert.Single(await app.GetMailsToAsync(member.Email)).Subject);
    }

    [Theory, OnBothDatabases]
    public async Task Two_processes_send_one_to_each_person(DatabaseProvider database)
    {
        if (database == DatabaseProvider.Sqlite)
        {
            return;
        }

        await using var venue = new TwoProcesses(database);
        venue.Start();
        await venue.First.PublishEventAsync();
        var members = new[] { await ChooseAsync(venue.First), await ChooseAsync(venue.First) };
        venue.Advance(UntilMorning);

        await venue.RunJobInBothAsync<DigestJob>();

        var queued = await venue.First.UseAsync<TicketingDbContext, List<string>>(db =>
            db.Set<Notification>().Where(n => n.Kind == DigestJob.MailKind).Select(n => n.Recipient).ToListAsync(Ct)
        );
        Assert.Equal(members.Select(member => member.Email).Order(), queued.Order());
    }

    [Theory, OnBothDatabases]
    public async Task One_that_could_not_be_queued_is_queued_later(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.PublishEventAsync();
        var member = await ChooseAsync(app);
        app.Clock.Advance(UntilMorning);
        var (stop, resume) =
            database == DatabaseProvider.Sqlite
                ? ("CREATE TRIGGER stop BEFORE INSERT ON notifications BEGIN SELECT RAISE(ABORT, 'stopped'); END", "DROP TRIGGER stop")
                : (
                    "ALTER TABLE notifications ADD CONSTRAINT stop CHECK (kind <> 'staff-digest')",
                    "ALTER TABLE notifications DROP CONSTRAINT stop"
                );
        await ExecuteAsync(app, stop);
        await Assert.ThrowsAnyAsync<Exception>(() => app.RunJobAsync<DigestJob>());
        await ExecuteAsync(app, resume);

        await app.RunJobAsync<DigestJob>();

        Assert.Single(await app.GetMailsToAsync(member.Email));
    }

    [Theory, OnBothDatabases]
    public async Task What_needs_attention_is_told_to_those_who_can_do_something(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.PublishEventAsync();
        var (admin, superAdmin) = (await ChooseAsync(app), await ChooseAsync(app, Roles.SuperAdmin));
        await app.QueueDeadMailAsync();
        await app.UseAsync<RegisterStaff>(registering => registering.RegisterAsync("Mary Jackson", "mary@blueroom.example", Ct));
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db
                        .Users.Where(u => u.Email == "mary@blueroom.example")
                        .ExecuteUpdateAsync(set => set.SetProperty(u => u.EmailConfirmed, true), Ct),
                ct: Ct
            )
        );
        app.Clock.Advance(UntilMorning);
        await app.RunJobAsync<DigestJob>();

        var toAdmin = Assert.Single(await app.GetMailsToAsync(admin.Email)).TextBody;
        var toSuperAdmin = Assert.Single(await app.GetMailsToAsync(superAdmin.Email)).TextBody;
        Assert.All(
            [toAdmin, toSuperAdmin],
            text => Assert.Contains("https://tickets.example/admin/notifications?show=dead", text, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("https://tickets.example/admin/users", toAdmin, StringComparison.Ordinal);
        Assert.Contains("https://tickets.example/admin/users", toSuperAdmin, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_account_page_turns_it_on_and_off(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.PublishEventAsync();
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        var page = await browser.OpenAsync("/admin/account");
        Assert.Empty(page.Document.QuerySelectorAll("[name=Topics][checked]"));

        page = (
            await page.SubmitAsync("form[action='/admin/account/emails']", new Dictionary<string, string> { ["Topics"] = "Digest" })
        ).ExpectStatus(HttpStatusCode.OK);

        Assert.Equal("Digest", Assert.Single(page.Document.QuerySelectorAll("[name=Topics][checked]")).GetAttribute("value"));
        Assert.Contains(await app.GetAuditEntriesAsync(member.Id), entry => entry.Action == "user.emails-chosen");
        app.Clock.Advance(UntilMorning);
        await app.RunJobAsync<DigestJob>();
        await browser.SignInAsync(member);
        await browser.PostAsync("/admin/account/emails", await FormAsync(browser));
        Assert.Empty(await app.GetMailsToAsync(member.Email));
    }

    [Theory, OnBothDatabases]
    public async Task One_click_in_the_mail_program_stops_it(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.PublishEventAsync();
        var member = await ChooseAsync(app);
        app.Clock.Advance(UntilMorning);
        await app.RunJobAsync<DigestJob>();
        var mail = Assert.Single(await app.GetMailsToAsync(member.Email));
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers[HeaderId.ListUnsubscribePost]);
        var url = mail.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>');
        Assert.Contains(url, mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(url, (await app.GetLastMailAsync(member.Email)).Content!, StringComparison.Ordinal);
        var path = new Uri(url).PathAndQuery;
        using var anybody = app.NewBrowser();

        var page = (await anybody.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("Stop the sales digest?", page.Text, StringComparison.Ordinal);
        Assert.Contains(StaffMailTopic.Digest, await GetAsync(app, member));
        using var oneClick = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" }),
        };
        using var answer = await anybody.SendAsync(oneClick);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal([StaffMailTopic.LowStock], await GetAsync(app, member));
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.RunJobAsync<DigestJob>();
        Assert.Single(await app.GetMailsToAsync(member.Email));
        (await anybody.OpenAsync(path.Replace("token=", "token=0", StringComparison.Ordinal))).ExpectStatus(HttpStatusCode.NotFound);
    }

    [Theory, OnBothDatabases]
    public async Task A_disabled_person_gets_none_and_would_choose_again(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.PublishEventAsync();
        await app.CreateStaffAsync(Roles.SuperAdmin);
        var member = await ChooseAsync(app);
        app.Clock.Advance(UntilMorning);
        await app.RunJobAsync<DigestJob>();
        await app.UseAsync<StaffAdministration>(staff => staff.DisableAsync(member.Id, Ct));

        Assert.Empty(await app.GetMailsToAsync(member.Email));
        await app.RunJobAsync<DigestJob>();
        Assert.Empty(await GetAsync(app, member));
    }

    [Theory, OnEitherDatabase]
    public async Task It_is_in_the_language_that_the_person_chose(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.PublishEventAsync();
        var member = await ChooseAsync(app);
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            db.Add(
                new Microsoft.AspNetCore.Identity.IdentityUserClaim<Guid>
                {
                    UserId = member.Id,
                    ClaimType = StaffLanguages.Claim,
                    ClaimValue = "de",
                }
            );
            await db.SaveChangesAsync(Ct);
        });
        app.Clock.Advance(UntilMorning);
        await app.RunJobAsync<DigestJob>();

        var mail = Assert.Single(await app.GetMailsToAsync(member.Email));
        Assert.Equal("Mo, 3. Feb.: 0,00\u00a0£, 0 Tickets", mail.Subject);
        Assert.Contains("<html lang=\"de\"", mail.HtmlBody, StringComparison.Ordinal);
    }

    private static async Task<StaffMember> ChooseAsync(TicketingApp app, string role = Roles.Admin)
    {
        var member = await app.CreateStaffAsync(role);
        await app.UseAsync<StaffMailChoices>(choices => choices.SaveAsync(member.Id, [StaffMailTopic.Digest, StaffMailTopic.LowStock], Ct));
        return member;
    }

    private static Task ExecuteAsync(TicketingApp app, string sql) =>
        app.UseAsync<TicketingDbContext>(db => db.WriteAsync(() => db.Database.ExecuteSqlRawAsync(sql, Ct), ct: Ct));

    private static Task<IReadOnlyCollection<StaffMailTopic>> GetAsync(TicketingApp app, StaffMember member) =>
        app.UseAsync<StaffMailChoices, IReadOnlyCollection<StaffMailTopic>>(choices => choices.GetAsync(member.Id, Ct));

    private static async Task<IEnumerable<KeyValuePair<string, string>>> FormAsync(Browser browser) =>
        (await browser.OpenAsync("/admin/account/emails"))
            .Document.QuerySelectorAll("form[action='/admin/account/emails'] [type=hidden]")
            .Select(field => new KeyValuePair<string, string>(field.GetAttribute("name")!, field.GetAttribute("value")!));
}
