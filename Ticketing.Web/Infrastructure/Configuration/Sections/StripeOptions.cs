using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

/// <summary>May be set while another provider is active, for refunds of earlier payments.</summary>
public sealed class StripeOptions
{
    public const string CheckoutOrigin = "https://checkout.stripe.com";

    /// <summary>"sk_live_…" or "rk_live_…"; "test" keys move no money.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>"whsec_…", signs webhooks.</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>Overrides the API host, for tests.</summary>
    public string ApiBase { get; set; } = "";

    /// <summary>Custom domain of the payment page.</summary>
    public string CheckoutDomain { get; set; } = "";

    /// <summary>Payment methods that take days to settle; otherwise cards only.</summary>
    public bool DelayedMethods { get; set; }

    /// <summary>Per call; a call is tried up to three times.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    public bool IsConfigured => SecretKey.Length > 0;

    public bool IsLive =>
        SecretKey.StartsWith("sk_live_", StringComparison.Ordinal) || SecretKey.StartsWith("rk_live_", StringComparison.Ordinal);

    /// <summary>The only other host to which our pages let a browser go.</summary>
    public string PageOrigin =>
        CheckoutDomain.Length > 0 ? $"https://{CheckoutDomain}"
        : ApiBase.Length > 0 ? new Uri(ApiBase).GetLeftPart(UriPartial.Authority)
        : CheckoutOrigin;

    internal void Validate(bool isProvider, SettingProblems problems)
    {
        Require(isProvider, SecretKey, WebhookSecret, nameof(SecretKey), problems);
        Require(isProvider, WebhookSecret, SecretKey, nameof(WebhookSecret), problems);
        problems.Require(
            SecretKey.Length == 0 || StartsWithAny(SecretKey, "sk_live_", "sk_test_", "rk_live_", "rk_test_"),
            KeyOf(nameof(SecretKey)),
            "is no secret key of Stripe's: those begin with sk_live_, sk_test_, rk_live_ or rk_test_"
        );
        problems.Require(
            WebhookSecret.Length == 0 || StartsWithAny(WebhookSecret, "whsec_"),
            KeyOf(nameof(WebhookSecret)),
            "is no signing secret of Stripe's: those begin with whsec_"
        );
        problems.Require(
            ApiBase.Length == 0 || IsOrigin(ApiBase),
            KeyOf(nameof(ApiBase)),
            $"'{ApiBase}' is not an address like https://api.example.org; http is for this machine only"
        );
        problems.Require(
            CheckoutDomain.Length == 0 || Uri.CheckHostName(CheckoutDomain) == UriHostNameType.Dns,
            KeyOf(nameof(CheckoutDomain)),
            $"'{CheckoutDomain}' is not a host name like pay.example.org"
        );
        problems.RequireBetween(KeyOf(nameof(Timeout)), Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(80));
    }

    // Without one secret we learn nothing of payments, without the other we cannot query them.
    private static void Require(bool isProvider, string value, string other, string name, SettingProblems problems)
    {
        problems.Require(value.Length > 0 || !isProvider, KeyOf(name), "is required where Payments:Provider is Stripe");
        problems.Require(value.Length > 0 || other.Length == 0, KeyOf(name), "is required where the other of Stripe's two secrets is set");
    }

    private static bool StartsWithAny(string value, params string[] prefixes) =>
        Array.Exists(prefixes, prefix => value.StartsWith(prefix, StringComparison.Ordinal) && value.Length > prefix.Length)
        && !value.Any(char.IsWhiteSpace);

    // Receives the secret key, so it must be https.
    private static bool IsOrigin(string address) => SecureAddress.IsPlain(address) && new Uri(address).AbsolutePath == "/";

    private static string KeyOf(string name) => $"{nameof(PaymentOptions.Stripe)}:{name}";
}
