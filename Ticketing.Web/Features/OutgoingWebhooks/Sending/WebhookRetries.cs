using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.OutgoingWebhooks.Sending;

internal static class WebhookRetries
{
    /// <summary>Counted from when the message was written, or from when staff sent it again.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    public static readonly Backoff Delay = new(TimeSpan.FromSeconds(10), TimeSpan.FromHours(1), Jitter: 0.2);

    /// <summary>As the endpoint asks with Retry-After, but never sooner than otherwise, and at most an hour.</summary>
    /// <param name="earlierFailures">Number of attempts before the one that failed now.</param>
    public static TimeSpan GetDelay(int earlierFailures, TimeSpan? asked)
    {
        var usual = Delay.GetDelay(earlierFailures);
        var bounded = asked < Delay.MaxDelay ? asked : Delay.MaxDelay;
        return asked is not null && bounded > usual ? bounded.Value : usual;
    }

    /// <summary>An endpoint that has accepted nothing for so long is disabled.</summary>
    public static readonly TimeSpan DisableAfter = TimeSpan.FromDays(5);
}
