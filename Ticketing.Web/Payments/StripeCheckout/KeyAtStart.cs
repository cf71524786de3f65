using Microsoft.Extensions.Options;
using Ticketing.Hosting;
using Ticketing.Settings;

namespace Ticketing.Payments.StripeCheckout;

/// <summary>Tries the secret key before requests are served; otherwise the first buyer would run into a bad key.</summary>
public sealed partial class KeyAtStart(StripeAccount account, IOptions<PaymentOptions> options, ILogger<KeyAtStart> log) : IStartCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<SettingProblem?> FindProblemAsync(CancellationToken ct)
    {
        if (options.Value.Provider != PaymentProvider.Stripe)
        {
            return null;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(Patience);
        var isKnown = await account.KnowsKeyAsync(timeout.Token);
        if (isKnown is null)
        {
            NotAsked(log);
        }

        return isKnown == false
            ? new SettingProblem("Payments:Stripe:SecretKey", "is not known to Stripe: it was revoked, or mistyped. To start without taking money, set Payments:Provider to None")
            : null;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Stripe does not answer, so it is not known whether Payments:Stripe:SecretKey is good")]
    private static partial void NotAsked(ILogger logger);
}
