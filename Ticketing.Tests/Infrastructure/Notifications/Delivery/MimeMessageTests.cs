using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Delivery;

public sealed class MimeMessageTests
{
    private static async Task<(MimeMessage Mail, string Raw, Notification Row)> SendAsync(
        DatabaseProvider database,
        ComposedEmail email,
        Action<IServiceCollection>? configure = null,
        string recipient = "ada@example.org"
    )
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server, configure: configure);
        outbox.Composer.Compose = _ => email;
        await outbox.QueueAsync(recipient);
        await outbox.RunDispatcherAsync();
        var received = Assert.Single(server.Received);
        return (received.Message, received.Text, await outbox.OnlyNotificationAsync());
    }

    [Theory, OnEitherDatabase]
    public async Task A_mail_has_text_and_html_of_the_same_and_its_files(DatabaseProvider database)
    {
        byte[] pdf = [0x25, 0x50, 0x44, 0x46, 0, 255];
        var email = TestComposer.Plain(text: "Grüezi, 20 €") with { Attachments = [new("Tickets – Zoë.pdf", "application/pdf", pdf)] };

        var (mail, _, _) = await SendAsync(database, email);

        Assert.Equal("Grüezi, 20 €", mail.TextBody?.Trim());
        Assert.Equal("<p>Grüezi, 20 €</p>", mail.HtmlBody?.Trim());
        var file = Assert.IsType<MimePart>(Assert.Single(mail.Attachments));
        Assert.Equal(("Tickets – Zoë.pdf", "application/pdf"), (file.FileName, file.ContentType.MimeType));
        using var content = new MemoryStream();
        await file.Content!.DecodeToAsync(content, OutboxFixture.Ct);
        Assert.Equal(pdf, content.ToArray());
    }

    [Theory, OnEitherDatabase]
    public async Task A_mail_says_when_it_was_written_that_a_program_did_and_where_answers_go(DatabaseProvider database)
    {
        var (mail, raw, row) = await SendAsync(
            database,
            TestComposer.Plain(subject: "Zoë’s tickets ♫", name: "Zoë Buyer, Jr"),
            services => services.Configure<SiteOptions>(site => (site.SupportEmail, site.VenueName) = ("help@example.org", "Café Ø"))
        );

        Assert.Equal(new DateTimeOffset(2026, 11, 20, 18, 30, 0, TimeSpan.Zero), mail.Date);
        Assert.Equal("auto-generated", mail.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal("help@example.org", Assert.Single(mail.ReplyTo.Mailboxes).Address);
        Assert.Equal("Café Ø", Assert.Single(mail.From.Mailboxes).Name);
        Assert.Equal("Zoë Buyer, Jr", Assert.Single(mail.To.Mailboxes).Name);
        Assert.Equal("Zoë’s tickets ♫", mail.Subject);
        Assert.Equal("Zoë’s tickets ♫", row.Subject);
        Assert.DoesNotContain("\nBcc:", raw, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [OnEitherDatabase("boxoffice@example.org", "The Cellar", "boxoffice@example.org")]
    [OnEitherDatabase("Box Office <boxoffice@example.org>", "Box Office", "boxoffice@example.org")]
    [OnEitherDatabase("", "The Cellar", "tickets@tickets.example.org")]
    public async Task The_sender_is_the_one_set_or_the_venue_at_its_own_address(
        DatabaseProvider database,
        string setting,
        string name,
        string address
    )
    {
        var (mail, _, _) = await SendAsync(
            database,
            TestComposer.Plain(),
            services => services.Configure<MailOptions>(options => options.From = setting)
        );

        var sender = Assert.Single(mail.From.Mailboxes);
        Assert.Equal((name, address), (sender.Name, sender.Address));
    }

    [Theory, OnEitherDatabase]
    public async Task A_line_break_in_a_name_a_subject_or_a_file_name_begins_no_header(DatabaseProvider database)
    {
        const string evil = "A\r\nBcc: victim@example.org\r\n\r\nBody\nX-Evil: 1\u0085\u2028";
        var email = TestComposer.Plain(subject: evil, name: evil) with { Attachments = [new(evil, "text/plain", [1])] };

        var (mail, raw, row) = await SendAsync(
            database,
            email,
            services => services.Configure<SiteOptions>(site => (site.VenueName, site.SupportEmail) = (evil, evil))
        );

        Assert.Empty(mail.Bcc);
        Assert.Null(mail.Headers["X-Evil"]);
        Assert.Empty(mail.ReplyTo);
        Assert.Equal(["ada@example.org"], mail.To.Mailboxes.Select(m => m.Address));
        Assert.DoesNotContain(
            raw.Split("\r\n"),
            line => line.StartsWith("Bcc", StringComparison.Ordinal) || line.StartsWith("X-Evil", StringComparison.Ordinal)
        );
        Assert.Equal("A  Bcc: victim@example.org    Body X-Evil: 1", row.Subject);
    }

    [Theory]
    [OnEitherDatabase("ada@example.org\r\nRCPT TO:<victim@example.org>")]
    [OnEitherDatabase("Ada <ada@example.org>")]
    [OnEitherDatabase("ada@localhost")]
    public async Task A_recipient_that_is_no_plain_address_is_given_up_without_a_word_to_the_server(
        DatabaseProvider database,
        string recipient
    )
    {
        await using var server = new FakeSmtpServer();
        await using var outbox = await OutboxFixture.WithServerAsync(database, server);
        await outbox.QueueAsync(recipient);

        await outbox.RunDispatcherAsync();

        Assert.Equal(NotificationStatus.Dead, (await outbox.OnlyNotificationAsync()).Status);
        Assert.Equal(0, server.Connections);
    }

    [Theory, OnEitherDatabase]
    public async Task The_copy_that_is_kept_opens_nothing(DatabaseProvider database)
    {
        const string link = "https://tickets.example.org/orders/K7?token=s3cret",
            shorter = "s3cret";
        var (mail, _, row) = await SendAsync(
            database,
            TestComposer.Plain(subject: $"Code {shorter}", text: $"Open {link} or type {shorter} or S3CRET.", secrets: ["", shorter, link])
        );

        Assert.Contains(link, mail.TextBody, StringComparison.Ordinal);
        Assert.Equal("Open [redacted] or type [redacted] or [redacted].", row.Content);
        Assert.Equal("Code [redacted]", row.Subject);
    }

    [Fact]
    public void The_wait_doubles_up_to_an_hour_and_is_spread()
    {
        for (var failures = 0; failures < 100; failures++)
        {
            var middle = Math.Min(3600, 10 * Math.Pow(2, failures));
            var waits = Enumerable.Range(0, 200).Select(_ => RetryPolicy.RetryDelay.GetDelay(failures).TotalSeconds).ToList();
            Assert.All(waits, wait => Assert.InRange(wait, middle * 0.5, middle * 1.5));
            Assert.True(waits.Max() - waits.Min() > middle * 0.5);
        }
    }
}
