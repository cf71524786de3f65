namespace Ticketing.Tests.Support.FakeStripe;

/// <summary>How the double is set up.</summary>
public sealed record FakeStripeOptions
{
    /// <summary>Sessions expire and events are dated by it.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>Begins with sk_test_, or with sk_live_ for an account in live mode. Requests with another key are refused.</summary>
    public string SecretKey { get; init; } = "sk_test_offline";

    public string WebhookSecret { get; init; } = "whsec_offline";

    /// <summary>Where events are sent; without one they are kept only.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>The way to <see cref="WebhookUrl"/>, such as the handler of a server in memory; without one, the network.</summary>
    public HttpMessageHandler? WebhookHandler { get; init; }

    /// <summary>What the account's owner switched on beside cards: offered for their currency, unless a session allows less.</summary>
    public IReadOnlyDictionary<string, string> BankDebits { get; init; } = new Dictionary<string, string>
    {
        ["gbp"] = "bacs_debit",
        ["eur"] = "sepa_debit",
        ["usd"] = "us_bank_account",
    };

    /// <summary>As Stripe does: a payment's fee, and the line of the balance that it stands in, are known a while after the payment.</summary>
    public bool TellsFeesLate { get; init; }

    internal bool IsLive => SecretKey.StartsWith("sk_live_", StringComparison.Ordinal);
}
