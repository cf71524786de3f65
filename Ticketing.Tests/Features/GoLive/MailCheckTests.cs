using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Ticketing.Features.GoLive;
using Ticketing.Features.GoLive.MailTest;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.GoLive;

public sealed class MailCheckTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mail_that_becomes_files_reaches_nobody()
    {
        await using var venue = new GoLiveVenue();
        await venue.AssertFindsAsync("mail", GoLiveStatus.Fail, "set Mail:Transport to Smtp.");
    }

    [Theory, OnEitherDatabase]
    public async Task It_is_good_once_the_link_of_a_test_mail_was_pressed(DatabaseProvider database)
    {
        var server = new MailServer();
        await using var venue = Open(server, database);
        await venue.AssertFindsAsync("mail", GoLiveStatus.Warn, "No email has been sent yet. Send a test email");
        await SendAsync(venue);
        await venue.RunJobAsync<NotificationDispatcher>();
        await venue.AssertFindsAsync(
            "mail",
            GoLiveStatus.Warn,
            "Nobody has pressed the link in the test email of Mon 3 Feb 2031, 12:00. Look for it, also in the spam folder."
        );
        await PressLinkAsync(venue, server);
        await venue.AssertFindsAsync(
            "mail",
            GoLiveStatus.Ok,
            "The mail server takes emails. The last one went out on Mon 3 Feb 2031, 12:00. A test email arrived on Mon 3 Feb 2031, 12:00."
        );
        venue.Clock.Advance(TimeSpan.FromDays(91));
        await venue.AssertFindsAsync("mail", GoLiveStatus.Warn, "The last test email arrived on Mon 3 Feb 2031, 12:00. Send another");
    }

    [Theory, OnEitherDatabase]
    public async Task The_newest_test_mail_counts_whatever_became_of_earlier_ones(DatabaseProvider database)
    {
        var server = new MailServer();
        await using var venue = Open(server, database);
        await SendAsync(venue);
        await venue.RunJobAsync<NotificationDispatcher>();
        await PressLinkAsync(venue, server);
        await venue.AssertFindsAsync("mail", GoLiveStatus.Ok, "A test email arrived on Mon 3 Feb 2031, 12:00.");

        venue.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(venue);
        await venue.AssertFindsAsync("mail", GoLiveStatus.Warn, "The test email of Mon 3 Feb 2031, 12:01 has not been sent yet.");
        await venue.RunJobAsync<NotificationDispatcher>();
        await venue.AssertFindsAsync("mail", GoLiveStatus.Warn, "Nobody has pressed the link in the test email of Mon 3 Feb 2031, 12:01.");

        venue.Clock.Advance(TimeSpan.FromMinutes(1));
        server.Refuses = true;
        await SendAsync(venue);
        await venue.RunJobAsync<NotificationDispatcher>();
        venue.Clock.Advance(TimeSpan.FromMinutes(1));
        await PressLinkAsync(venue, server);
        await venue.AssertFindsAsync("mail", GoLiveStatus.Fail, "The test email of Mon 3 Feb 2031, 12:02 could not be delivered.");
    }

    [Theory, OnEitherDatabase]
    public async Task Mail_that_waits_or_failed_is_told(DatabaseProvider database)
    {
        var server = new MailServer();
        await using var venue = Open(server, database);
        await venue.QueueDeadMailAsync();
        await venue.AssertFindsAsync("mail", GoLiveStatus.Warn, "Some emails could not be delivered.");
        await venue.QueueMailAsync("ada@example.com");
        venue.Clock.Advance(TimeSpan.FromMinutes(16));
        await venue.AssertFindsAsync("mail", GoLiveStatus.Fail, "Emails wait to be sent.");
    }

    private static Task SendAsync(GoLiveVenue venue) =>
        venue.UseAsync<TestMails>(mails => mails.SendAsync(Guid.NewGuid(), "grace@blueroom.example", Ct));

    /// <summary>In the last email that the server took.</summary>
    private static async Task PressLinkAsync(GoLiveVenue venue, MailServer server)
    {
        var words = server.Received[^1].TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var link = new Uri(words.Single(word => word.StartsWith("https://tickets.example/", StringComparison.Ordinal)));
        using var phone = venue.NewBrowser();
        await (await phone.OpenAsync(link.PathAndQuery)).SubmitAsync("main form");
    }

    private static GoLiveVenue Open(MailServer server, DatabaseProvider database)
    {
        var venue = new GoLiveVenue(database, services => services.AddSingleton<IMailTransport>(server));
        venue.Set("Mail:Transport", "Smtp").Set("Mail:From", "tickets@blueroom.example").Set("Mail:Smtp:Host", "127.0.0.1");
        return venue;
    }

    private sealed class MailServer : IMailTransport
    {
        public List<MimeMessage> Received { get; } = [];

        public bool Refuses { get; set; }

        public Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken ct)
        {
            if (Refuses)
            {
                return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Refused("550 Relaying denied"));
            }

            Received.Add(mail.Message);
            return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Accepted("250 Taken"));
        }
    }
}
