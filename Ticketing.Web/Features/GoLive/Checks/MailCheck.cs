using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.GoLive.MailTest;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Admin;

namespace Ticketing.Features.GoLive.Checks;

/// <summary>A server that takes an email says nothing about its arrival; a person who presses the link in it does.</summary>
internal sealed class MailCheck(
    TestMails tests,
    MailAlarms alarms,
    TicketingDbContext db,
    IOptionsMonitor<MailOptions> options,
    IHostEnvironment environment,
    VenueClock venueClock
) : IGoLiveCheck
{
    /// <summary>Passwords expire and senders lose their reputation.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(90);

    public string Topic => GoLiveTopics.Mail;

    public bool NeedsDatabase => options.CurrentValue.Transport == MailTransport.Smtp;

    public async Task<GoLiveFinding> CheckAsync(CancellationToken ct) =>
        options.CurrentValue.Transport == MailTransport.Pickup
            ? DescribePickup()
            : GoLiveFinding.Combine(Describe(await alarms.ReadAsync(ct)), await DescribeLastAsync(ct), Describe(await tests.ReadAsync(ct)));

    private GoLiveFinding DescribePickup()
    {
        const string text = "Emails become files in the storage folder and reach nobody. Set Mail:Transport to Smtp.";
        return environment.IsDevelopment() ? GoLiveFinding.Warn(text) : GoLiveFinding.Fail(text);
    }

    private static GoLiveFinding Describe(MailAlarm alarm) =>
        alarm switch
        {
            { ServerError: not null } => GoLiveFinding.Fail("The mail server cannot be used. What it said is on the page Mail."),
            { OldestWaitingSince: not null } => GoLiveFinding.Fail("Emails wait to be sent. See the page Mail."),
            { DeadCount: > 0 } => GoLiveFinding.Warn("Some emails could not be delivered. See the page Mail."),
            _ => GoLiveFinding.Ok("The mail server takes emails."),
        };

    private async Task<GoLiveFinding> DescribeLastAsync(CancellationToken ct) =>
        await db.Set<Notification>().MaxAsync(n => n.SentAt, ct) is { } last
            ? GoLiveFinding.Ok($"The last one went out on {venueClock.FormatDateTime(last)}.")
            : GoLiveFinding.Warn("No email has been sent yet.");

    private GoLiveFinding Describe(TestMailState test) =>
        test switch
        {
            { ArrivedAt: { } at } when venueClock.Now - at <= MaxAge => GoLiveFinding.Ok(
                $"A test email arrived on {venueClock.FormatDateTime(at)}."
            ),
            { IsAwaited: true, SentAt: { } at } => GoLiveFinding.Warn(
                $"Nobody has pressed the link in the test email of {venueClock.FormatDateTime(at)}. Look for it, also in the spam folder."
            ),
            { ArrivedAt: { } at } => GoLiveFinding.Warn(
                $"The last test email arrived on {venueClock.FormatDateTime(at)}. Send another on the page Go-live check."
            ),
            _ => GoLiveFinding.Warn("Send a test email on the page Go-live check, and press the link in it."),
        };
}
