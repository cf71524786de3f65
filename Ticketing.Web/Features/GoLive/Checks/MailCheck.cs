using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.GoLive.MailTest;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Admin;
using Ticketing.Infrastructure.Notifications.Delivery;

namespace Ticketing.Features.GoLive.Checks;

/// <summary>A server that takes an email says nothing about its arrival; a person who presses the link in it does.</summary>
internal sealed class MailCheck(
    TestMails tests,
    MailAlarms alarms,
    IMailTransport transport,
    TicketingDbContext db,
    IOptionsMonitor<MailOptions> options,
    IHostEnvironment environment,
    VenueClock venueClock
) : IGoLiveCheck
{
    /// <summary>Passwords expire and senders lose their reputation.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(90);

    public string Topic => GoLiveTopics.Mail;

    /// <summary>More than the mail server gets to answer.</summary>
    public TimeSpan TimeLimit => TimeSpan.FromSeconds(20);

    public bool NeedsDatabase => options.CurrentValue.Transport == MailTransport.Smtp;

    public async Task<GoLiveFinding> CheckAsync(CancellationToken ct) =>
        options.CurrentValue.Transport == MailTransport.Pickup
            ? DescribePickup()
            : GoLiveFinding.Combine(await DescribeServerAsync(ct), await DescribeLastAsync(ct), Describe(await tests.ReadAsync(ct)));

    private GoLiveFinding DescribePickup()
    {
        var text = T["Emails are saved as files and reach nobody. Connect a mail server: set Mail:Transport to Smtp."];
        return environment.IsDevelopment() ? GoLiveFinding.Warn(text) : GoLiveFinding.Fail(text);
    }

    private async Task<GoLiveFinding> DescribeServerAsync(CancellationToken ct) =>
        await transport.FindProblemAsync(ct) is { } problem
            ? GoLiveFinding.Fail(
                T[
                    "The mail server {0} cannot be used: {1}. See that it runs, and compare "
                        + "its settings (Mail:Smtp) with what your mail service asks for. Emails wait until then; none is lost. What it "
                        + "says is on the page Email once an email waits.",
                    options.CurrentValue.Smtp.Host,
                    Describe(problem)
                ]
            )
            : Describe(await alarms.ReadAsync(ct));

    private static string Describe(MailProblem problem) =>
        problem switch
        {
            MailProblem.NoAnswer => T["it does not answer, or ends the connection"],
            MailProblem.NoEncryption => T[
                "no encrypted connection could be made, because its certificate is not trusted or it speaks no TLS"
            ],
            MailProblem.SignInRefused => T["it refused the user name or password"],
            MailProblem.NoSignIn => T["signing in with OAuth failed (Mail:Smtp:OAuth)"],
            MailProblem.ConnectionRefused => T["it refused this program"],
            _ => T["there was an unexpected error"],
        };

    private static GoLiveFinding Describe(MailAlarm alarm) =>
        alarm switch
        {
            { ServerError: not null } => GoLiveFinding.Fail(T["The mail server takes no emails. What it said is on the page Email."]),
            { OldestWaitingSince: not null } => GoLiveFinding.Fail(T["Emails wait to be sent. See the page Email."]),
            { DeadCount: > 0 } => GoLiveFinding.Warn(T["Some emails could not be delivered. See the page Email."]),
            _ => GoLiveFinding.Ok(T["The mail server takes emails."]),
        };

    private async Task<GoLiveFinding> DescribeLastAsync(CancellationToken ct) =>
        await db.Set<Notification>().MaxAsync(n => n.SentAt, ct) is { } last
            ? GoLiveFinding.Ok(T["The last one went out on {0}.", venueClock.FormatDateTime(last)])
            : GoLiveFinding.Warn(T["No email has been sent yet."]);

    private GoLiveFinding Describe(TestMailState test) =>
        test switch
        {
            { IsGivenUp: true, RequestedAt: { } at } => GoLiveFinding.Fail(
                T[
                    "The test email of {0} could not be delivered. See why on the page Email, then send another.",
                    venueClock.FormatDateTime(at)
                ]
            ),
            { IsWaiting: true, RequestedAt: { } at } => GoLiveFinding.Warn(
                T["The test email of {0} has not been sent yet. It goes out by itself; check again later.", venueClock.FormatDateTime(at)]
            ),
            { IsAwaited: true, RequestedAt: { } at } => GoLiveFinding.Warn(
                T[
                    "Nobody has pressed the link in the test email of {0}. Look for it, also in the spam folder.",
                    venueClock.FormatDateTime(at)
                ]
            ),
            { ArrivedAt: { } at } when venueClock.Now - at <= MaxAge => GoLiveFinding.Ok(
                T["A test email arrived on {0}.", venueClock.FormatDateTime(at)]
            ),
            { ArrivedAt: { } at } => GoLiveFinding.Warn(
                T["The last test email arrived on {0}. Send another on the page Go-live check.", venueClock.FormatDateTime(at)]
            ),
            _ => GoLiveFinding.Warn(T["Send a test email on the page Go-live check, and press the link in it."]),
        };
}
