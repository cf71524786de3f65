using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Webhooks.Sending;

internal static class WebhookRetries
{
    /// <summary>Counted from when the message was written, or from when staff sent it again.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    public static readonly Backoff Delay = new(TimeSpan.FromSeconds(10), TimeSpan.FromHours(1), Jitter: 0.2);

    /// <summary>An endpoint that has accepted nothing for so long is disabled.</summary>
    public static readonly TimeSpan DisableAfter = TimeSpan.FromDays(5);
}
