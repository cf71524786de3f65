using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.GoLive.MailTest;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Admin;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.GoLive;

public sealed class TestMailTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task The_link_in_a_test_mail_works_once(DatabaseProvider database)
    {
        await using var venue = new GoLiveVenue(database);
        var link = await SendAsync(venue);
        venue.Clock.Advance(TimeSpan.FromMinutes(5));

        // On a phone, where nobody is signed in.
        using var phone = venue.NewBrowser();
        var asked = (await phone.OpenAsync(link)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("no-referrer", asked.Headers["Referrer-Policy"]);
        Assert.Null((await ReadAsync(venue)).ArrivedAt);
        var thanked = (await asked.SubmitAsync("main form")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("The test email has arrived.", thanked.Text, StringComparison.Ordinal);
        Assert.Equal(TicketingApp.Start.AddMinutes(5), (await ReadAsync(venue)).ArrivedAt);

        (await phone.OpenAsync(link)).ExpectStatus(HttpStatusCode.NotFound);
        venue.Clock.Advance(TimeSpan.FromMinutes(5));
        (await asked.SubmitAsync("main form")).ExpectStatus(HttpStatusCode.NotFound);
        Assert.Equal(TicketingApp.Start.AddMinutes(5), (await ReadAsync(venue)).ArrivedAt);
        Assert.Equal(["check.mail-sent", "check.mail-arrived"], await GetActionsAsync(venue));
    }

    [Theory, OnEitherDatabase]
    public async Task Of_many_who_press_it_at_once_one_counts(DatabaseProvider database)
    {
        await using var venue = new GoLiveVenue(database);
        var token = (await SendAsync(venue)).Split('=')[1];
        var confirmed = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => venue.UseAsync<TestMails, bool>(mails => mails.ConfirmAsync(token, Ct)), Ct))
        );
        Assert.Equal(1, confirmed.Count(won => won));
        Assert.Single(await GetActionsAsync(venue), "check.mail-arrived");
    }

    [Theory, OnEitherDatabase]
    public async Task Only_the_hash_of_the_token_is_stored(DatabaseProvider database)
    {
        await using var venue = new GoLiveVenue(database);
        var token = (await SendAsync(venue)).Split('=')[1];
        await venue.UseAsync<TicketingDbContext>(async db =>
        {
            Assert.Equal(UnguessableCode.Hash(token), (await db.Set<TestMail>().AsNoTracking().SingleAsync(Ct)).TokenHash);
            Assert.DoesNotContain(token, (await db.Set<Notification>().AsNoTracking().SingleAsync(Ct)).Content, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task It_expires_after_a_week()
    {
        await using var venue = new GoLiveVenue();
        var link = await SendAsync(venue);
        using var phone = venue.NewBrowser();
        venue.Clock.Advance(TestMails.LinkLifetime - TimeSpan.FromSeconds(1));
        (await phone.OpenAsync(link)).ExpectStatus(HttpStatusCode.OK);
        venue.Clock.Advance(TimeSpan.FromSeconds(1));
        (await phone.OpenAsync(link)).ExpectStatus(HttpStatusCode.NotFound);
        (await phone.OpenAsync("/admin/check/arrived?token=")).ExpectStatus(HttpStatusCode.NotFound);
        (await phone.OpenAsync("/admin/check/arrived")).ExpectStatus(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_preview_of_the_mail_leaves_its_link_good()
    {
        await using var venue = new GoLiveVenue();
        var link = await SendAsync(venue);
        var id = await venue.UseAsync<TicketingDbContext, Guid>(db => db.Set<Notification>().Select(mail => mail.Id).SingleAsync(Ct));
        var preview = await venue.UseAsync<MailReader, ReadableMail?>(reader => reader.ReadAsync(id, Ct));
        Assert.Contains("token=[redacted]", preview!.Html, StringComparison.Ordinal);
        using var phone = venue.NewBrowser();
        (await phone.OpenAsync(link)).ExpectStatus(HttpStatusCode.OK);
    }

    /// <returns>The link in it.</returns>
    private static async Task<string> SendAsync(GoLiveVenue venue)
    {
        var member = await venue.CreateStaffAsync(Roles.SuperAdmin);
        using var staff = venue.NewBrowser();
        await staff.SignInAsync(member);
        var page = await staff.OpenAsync("/admin/check");
        Assert.Contains($"It goes to {member.Email}.", page.Text, StringComparison.Ordinal);
        var sent = await page.SubmitAsync("form[action*=mail]");
        Assert.Contains($"A test email is on its way to {member.Email}.", sent.Text, StringComparison.Ordinal);
        return await venue.GetMailedLinkAsync(member.Email);
    }

    private static Task<TestMailState> ReadAsync(GoLiveVenue venue) =>
        venue.UseAsync<TestMails, TestMailState>(mails => mails.ReadAsync(Ct));

    private static Task<List<string>> GetActionsAsync(GoLiveVenue venue) =>
        venue.UseAsync<TicketingDbContext, List<string>>(db =>
            db.Set<AuditEntry>().Where(e => e.Action.StartsWith("check.")).OrderBy(e => e.Id).Select(e => e.Action).ToListAsync(Ct)
        );
}
