using Microsoft.Extensions.Options;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.GoLive.Checks;

/// <summary>A payment page can be opened and closed again with the configured provider. No money moves.</summary>
internal sealed class PaymentCheck(
    TestPaymentPage page,
    IEnumerable<IProviderAccount> accounts,
    IOptionsMonitor<PaymentOptions> options,
    IHostEnvironment environment
) : IGoLiveCheck
{
    public string Topic => GoLiveTopics.Payment;

    public bool NeedsDatabase => options.CurrentValue.Provider == PaymentProvider.Sandbox;

    /// <summary>Calls to a provider are tried again.</summary>
    public TimeSpan TimeLimit => TimeSpan.FromSeconds(30);

    public async Task<GoLiveFinding> CheckAsync(CancellationToken ct) =>
        options.CurrentValue.Provider == PaymentProvider.None
            ? DescribeMode()
            : await FindAccountProblemAsync(ct) ?? Describe(await page.TryAsync(ct));

    private async Task<GoLiveFinding?> FindAccountProblemAsync(CancellationToken ct)
    {
        if (accounts.LastOrDefault(account => account.Provider == options.CurrentValue.Provider) is not { } account)
        {
            return null;
        }

        try
        {
            return await account.ReadAsync(ct) switch
            {
                { IsKeyKnown: false } => GoLiveFinding.Fail(
                    T["{0} does not know the secret key. Copy it again from {0}’s dashboard (Payments:{0}:SecretKey).", Provider]
                ),
                { CanCharge: false } => GoLiveFinding.Fail(
                    T["{0} does not let this account take payments yet. Complete it in {0}’s dashboard.", Provider]
                ),
                _ => null,
            };
        }
        catch (PaymentProviderException error)
        {
            return CannotTell(error.Message);
        }
    }

    private static GoLiveFinding CannotTell(string reason) =>
        GoLiveFinding.CannotTell(T["{0}. Try again in a few minutes.", reason.TrimEnd('.')]);

    private GoLiveFinding Describe(TestPageOutcome outcome) =>
        outcome switch
        {
            TestPageOutcome.Works works => GoLiveFinding.Combine(
                GoLiveFinding.Ok(T["{0} opened a payment page for {1} and closed it again.", Provider, works.Amount]),
                DescribeMode()
            ),
            TestPageOutcome.NotClosed open => GoLiveFinding.Warn(
                T[
                    "{0} opened a payment page but did not close it: {1} It closes by itself within 40 minutes. Try again.",
                    Provider,
                    open.Reason
                ]
            ),
            TestPageOutcome.Refused refused => GoLiveFinding.Fail(
                T[
                    "{0} opens no payment page: {1}. Correct this in the settings, or in the " + "provider’s dashboard.",
                    Provider,
                    refused.Reason.TrimEnd('.')
                ]
            ),
            TestPageOutcome.Unknown unknown => CannotTell(unknown.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private GoLiveFinding DescribeMode() =>
        options.CurrentValue switch
        {
            { Provider: not PaymentProvider.None } when environment.IsDevelopment() => GoLiveFinding.Ok(
                T["No real money is taken in Development."]
            ),
            var payments when PaymentModeWarning.Find(payments) is { } warning => GoLiveFinding.Warn(
                $"{warning.Problem}. {warning.Remedy}"
            ),
            { Provider: PaymentProvider.Stripe } => GoLiveFinding.Ok(T["The account takes real payments."]),
            _ => GoLiveFinding.CannotTell(T["whether {0} takes real payments. Buy a ticket to find out.", Provider]),
        };

    private string Provider =>
        options.CurrentValue.Provider == PaymentProvider.Sandbox ? T["The sandbox"] : $"{options.CurrentValue.Provider}";
}
