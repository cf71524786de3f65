namespace Ticketing.Tests.Support.FakeStripe;

public sealed record FakeStripeOptions
{
    /// <summary>Determines session expiry and event timestamps.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>0 for any free port.</summary>
    public int Port { get; init; }

    /// <summary>Starts with sk_test_, or with sk_live_ for live mode.</summary>
    public string SecretKey { get; init; } = "sk_test_offline";

    public string WebhookSecret { get; init; } = "whsec_offline";

    /// <summary>If null, events are only stored.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>For example an in-memory server; the network if null.</summary>
    public HttpMessageHandler? WebhookHandler { get; init; }

    /// <summary>Methods besides cards, offered for their currency unless the session allows less.</summary>
    public IReadOnlyDictionary<string, string> BankDebits { get; init; } =
        new Dictionary<string, string>
        {
            ["gbp"] = "bacs_debit",
            ["eur"] = "sepa_debit",
            ["usd"] = "us_bank_account",
        };

    /// <summary>As at Stripe, the fee and its balance transaction appear some time after the payment.</summary>
    public bool DelaysFees { get; init; }

    /// <summary>False until the account's owner has told Stripe all it asks for.</summary>
    public bool ChargesEnabled { get; init; } = true;

    internal bool IsLive => SecretKey.StartsWith("sk_live_", StringComparison.Ordinal);
}
