using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Payments.Providers.StripeCheckout;

/// <summary>Tries the secret key before requests are served; otherwise the first buyer would run into a bad key.</summary>
public sealed partial class StripeKeyCheck(StripeApiClient account, IOptions<PaymentOptions> options, ILogger<StripeKeyCheck> log)
    : IStartupCheck
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public async Task<SettingProblem?> FindProblemAsync(CancellationToken ct)
    {
        if (options.Value.Provider != PaymentProvider.Stripe)
        {
            return null;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(Timeout);
        var key = await account.CheckKeyAsync(timeout.Token);
        if (key == StripeKeyStatus.NotChecked)
        {
            KeyNotChecked(log);
        }

        return key == StripeKeyStatus.Unknown
            ? new SettingProblem(
                "Payments:Stripe:SecretKey",
                "is not known to Stripe: it was revoked, or mistyped. To start without taking money, set Payments:Provider to None"
            )
            : null;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Stripe does not answer, so it is not known whether Payments:Stripe:SecretKey is good"
    )]
    private static partial void KeyNotChecked(ILogger logger);
}
