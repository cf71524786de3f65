using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Payments.Checkout;

/// <summary>Tries the payment page a minute after the start and once a day, so that a fault is found before buyers meet it.</summary>
[DelayedStart]
public sealed partial class PaymentPageJob(TestPaymentPage page, IOptionsMonitor<PaymentOptions> payments, ILogger<PaymentPageJob> log)
    : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        if (
            payments.CurrentValue.Provider is not (PaymentProvider.None or PaymentProvider.Sandbox)
            && await page.TryAsync(ct) is TestPageOutcome.Refused refused
        )
        {
            NobodyCanPay(log, refused.Reason);
        }

        return JobResult.Done;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Buyers cannot pay: {Reason}")]
    private static partial void NobodyCanPay(ILogger logger, string reason);
}
