using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.GoLive;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.GoLive;

/// <summary>Over real connections to a mail server that fails.</summary>
public sealed class MailServerDownTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_test_mail_waits_until_the_server_is_back_and_goes_out_once(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var venue = Open(server, database);
        var member = await venue.CreateStaffAsync(Roles.SuperAdmin);
        using var staff = venue.NewBrowser();
        await staff.SignInAsync(member);
        var page = await staff.OpenAsync("/admin/check");
        await server.StopAsync();

        var sent = (await page.SubmitAsync("form[action*=mail]")).ExpectStatus(HttpStatusCode.OK);
        await venue.RunJobAsync<NotificationDispatcher>();

        Assert.Contains("Waiting to be sent since Mon 3 Feb 2031, 12:00.", sent.Text, StringComparison.Ordinal);
        await venue.AssertFindsAsync("mail", GoLiveStatus.Fail, "The mail server 127.0.0.1 cannot be used: ");
        await venue.AssertFindsAsync("mail", GoLiveStatus.Fail, "it does not answer, or ends the connection. See that it runs");
        await venue.AssertFindsAsync("mail", GoLiveStatus.Fail, "Emails wait until then; none is lost.");
        await venue.AssertFindsAsync("mail", GoLiveStatus.Fail, "The test email of Mon 3 Feb 2031, 12:00 has not been sent yet.");

        server.Listen();
        venue.Clock.Advance(TimeSpan.FromMinutes(6));
        await venue.RunJobAsync<NotificationDispatcher>();

        var mail = Assert.Single(server.Received);
        Assert.Contains("Sent on Mon 3 Feb 2031, 12:00.", (await staff.OpenAsync("/admin/check")).Text, StringComparison.Ordinal);
        await venue.AssertFindsAsync("mail", GoLiveStatus.Warn, "Nobody has pressed the link in the test email");
        using var phone = venue.NewBrowser();
        await (await phone.OpenAsync(FindLink(mail))).SubmitAsync("main form");
        await venue.AssertFindsAsync("mail", GoLiveStatus.Ok, "The mail server takes emails.");
    }

    [Theory, OnEitherDatabase]
    public async Task A_server_that_goes_down_later_is_noticed_although_no_mail_waits(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var venue = Open(server, database);
        await venue.QueueMailAsync(kind: TestComposer.TestKind);
        await venue.RunJobAsync<NotificationDispatcher>();
        Assert.Single(server.Received);
        await venue.AssertFindsAsync("mail", GoLiveStatus.Warn, "Send a test email on the page Go-live check");

        await server.StopAsync();

        await venue.AssertFindsAsync("mail", GoLiveStatus.Fail, "The mail server 127.0.0.1 cannot be used: ");
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up_after_its_time()
    {
        await using var server = new FakeSmtpServer();
        await using var venue = Open(server);
        server.Script(SmtpStep.Greeting, new SmtpFault.Hang());

        var hanging = server.Hanging;
        var check = venue.CheckAsync("mail");
        await hanging.WaitAsync(Ct);
        venue.Clock.Advance(TimeSpan.FromSeconds(10));

        var found = await check;
        Assert.Equal(GoLiveStatus.Fail, found.Status);
        Assert.Contains(
            "cannot be used: it does not answer, or ends the connection. See that it runs",
            found.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_wrong_password_is_named_and_the_right_one_leaves_no_connection_open()
    {
        await using var server = new FakeSmtpServer { Username = "venue", Password = "changed" };
        await using var venue = Open(server);
        venue.Set("Mail:Smtp:Username", "venue").Set("Mail:Smtp:Password", "guessed-wrong");
        await venue.AssertFindsAsync("mail", GoLiveStatus.Fail, "it refused the user name or password");
        Assert.DoesNotContain("guessed-wrong", (await venue.CheckAsync("mail")).Text, StringComparison.Ordinal);

        server.Password = "guessed-wrong";
        await venue.AssertFindsAsync("mail", GoLiveStatus.Warn, "No email has been sent yet.");
        Assert.Equal(1, server.QuitCount);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_server_that_does_not_encrypt_is_told_from_one_that_is_down()
    {
        await using var server = new FakeSmtpServer();
        await using var venue = Open(server);
        venue.Set("Mail:Smtp:Security", "StartTls");
        await venue.AssertFindsAsync("mail", GoLiveStatus.Fail, "no encrypted connection could be made");
    }

    [Theory]
    [InlineData(false, "it refused this program")]
    [InlineData(true, "it does not answer, or ends the connection")]
    public async Task What_the_server_says_is_not_repeated(bool drops, string problem)
    {
        await using var server = new FakeSmtpServer();
        await using var venue = Open(server);
        server.Script(SmtpStep.Greeting, drops ? new SmtpFault.Drop() : new SmtpFault.Reply("554 5.7.1 grace@blueroom.example is blocked"));
        await AssertRepeatsNothingAsync(venue, problem);
    }

    [Fact]
    public async Task What_the_token_endpoint_says_is_not_repeated()
    {
        await using var endpoint = await FakeTokenEndpoint.StartAsync();
        await using var server = new FakeSmtpServer { Username = "grace@blueroom.example", Mechanisms = "XOAUTH2" };
        await using var venue = Open(server);
        venue.Set("Mail:Smtp:Username", "grace@blueroom.example").Set("Mail:Smtp:OAuth:TokenUrl", endpoint.Url);
        venue.Set("Mail:Smtp:OAuth:ClientId", "box-office").Set("Mail:Smtp:OAuth:ClientSecret", "hush");
        endpoint.Refusal = (400, """{"error":"invalid_grant","error_description":"The user grace@blueroom.example does not exist."}""");
        await AssertRepeatsNothingAsync(venue, "signing in with OAuth failed (Mail:Smtp:OAuth)");
    }

    private static async Task AssertRepeatsNothingAsync(GoLiveVenue venue, string problem)
    {
        var found = await venue.CheckAsync("mail");
        Assert.Equal(GoLiveStatus.Fail, found.Status);
        Assert.StartsWith($"The mail server 127.0.0.1 cannot be used: {problem}. See that it runs", found.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("grace", found.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_test_mail_that_the_server_refuses_is_a_problem_until_another_arrives(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer();
        await using var venue = Open(server, database);
        var member = await venue.CreateStaffAsync(Roles.SuperAdmin);
        using var staff = venue.NewBrowser();
        await staff.SignInAsync(member);
        server.RefusedRecipients[member.Email] = "550 5.7.1 Relaying denied";

        var page = await (await staff.OpenAsync("/admin/check")).SubmitAsync("form[action*=mail]");
        await venue.RunJobAsync<NotificationDispatcher>();

        await venue.AssertFindsAsync("mail", GoLiveStatus.Fail, "The test email of Mon 3 Feb 2031, 12:00 could not be delivered.");
        Assert.Contains("could not be delivered", (await staff.OpenAsync("/admin/check")).Text, StringComparison.Ordinal);
        Assert.Equal(NotificationStatus.Dead, (await FindTestMailsAsync(venue)).Single().Status);

        server.RefusedRecipients.Clear();
        venue.Clock.Advance(TimeSpan.FromMinutes(1));
        await page.SubmitAsync("form[action*=mail]");
        await venue.RunJobAsync<NotificationDispatcher>();
        await venue.AssertFindsAsync("mail", GoLiveStatus.Warn, "Nobody has pressed the link in the test email of Mon 3 Feb 2031, 12:01.");
    }

    private static string FindLink(ReceivedMail mail)
    {
        var words = mail.Message.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return new Uri(words.Single(word => word.StartsWith("https://tickets.example/", StringComparison.Ordinal))).PathAndQuery;
    }

    private static Task<List<Notification>> FindTestMailsAsync(GoLiveVenue venue) =>
        venue.UseAsync<TicketingDbContext, List<Notification>>(db =>
            db.Set<Notification>().AsNoTracking().Where(mail => mail.Kind == "test-mail").ToListAsync(Ct)
        );

    private static GoLiveVenue Open(FakeSmtpServer server, DatabaseProvider database = DatabaseProvider.Sqlite)
    {
        var venue = new GoLiveVenue(database, services => services.AddSingleton<IEmailComposer>(new TestComposer()));
        venue.Set("Mail:Transport", "Smtp").Set("Mail:From", "tickets@blueroom.example").Set("Mail:Smtp:Security", "None");
        venue.Set("Mail:Smtp:Host", "127.0.0.1").Set("Mail:Smtp:Port", $"{server.Port}");
        return venue;
    }
}
