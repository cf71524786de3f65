namespace Ticketing.Settings;

/// <summary>The venue's account with Stripe. It may be set without being the provider: refunds of earlier payments need it still.</summary>
public sealed class StripeOptions
{
    public const string CheckoutOrigin = "https://checkout.stripe.com";

    /// <summary>"sk_live_…" or a restricted "rk_live_…"; the same with "test" moves no money.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>"whsec_…": what Stripe signs its messages with.</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>Another host than Stripe's, for tests and trying things out.</summary>
    public string ApiBase { get; set; } = "";

    /// <summary>Where Stripe shows its payment page, if the account has a domain of its own for it.</summary>
    public string CheckoutDomain { get; set; } = "";

    /// <summary>Also ways of paying that take the bank days, as the dashboard lists them; without it cards only.</summary>
    public bool DelayedMethods { get; set; }

    /// <summary>How long one call may take; it is made three times at most.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    public bool IsSet => SecretKey.Length > 0;

    /// <summary>Money really moves.</summary>
    public bool IsLive => SecretKey.StartsWith("sk_live_", StringComparison.Ordinal) || SecretKey.StartsWith("rk_live_", StringComparison.Ordinal);

    /// <summary>The origin of the page that buyers are sent to.</summary>
    public string PageOrigin =>
        ApiBase.Length > 0 ? new Uri(ApiBase).GetLeftPart(UriPartial.Authority) : CheckoutDomain.Length > 0 ? $"https://{CheckoutDomain}" : CheckoutOrigin;

    internal void Check(bool isProvider, SettingFindings found)
    {
        Require(isProvider, SecretKey, WebhookSecret, nameof(SecretKey), found);
        Require(isProvider, WebhookSecret, SecretKey, nameof(WebhookSecret), found);
        found.Require(
            SecretKey.Length == 0 || Starts(SecretKey, "sk_live_", "sk_test_", "rk_live_", "rk_test_"), Name(nameof(SecretKey)),
            "is no secret key of Stripe's: those begin with sk_live_, sk_test_, rk_live_ or rk_test_");
        found.Require(
            WebhookSecret.Length == 0 || Starts(WebhookSecret, "whsec_"), Name(nameof(WebhookSecret)),
            "is no signing secret of Stripe's: those begin with whsec_");
        found.Require(
            ApiBase.Length == 0 || IsOrigin(ApiBase), Name(nameof(ApiBase)),
            $"'{ApiBase}' is not an address like https://api.example.org; http is for this machine only");
        found.Require(
            CheckoutDomain.Length == 0 || Uri.CheckHostName(CheckoutDomain) == UriHostNameType.Dns, Name(nameof(CheckoutDomain)),
            $"'{CheckoutDomain}' is not a host name like pay.example.org");
        found.RequireBetween(Name(nameof(Timeout)), Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(80));
    }

    // One without the other is half a setting: payments that nobody hears of, or messages about payments that nobody can ask about.
    private static void Require(bool isProvider, string value, string other, string name, SettingFindings found)
    {
        found.Require(value.Length > 0 || !isProvider, Name(name), "is required where Payments:Provider is Stripe");
        found.Require(value.Length > 0 || other.Length == 0, Name(name), "is required where the other of Stripe's two secrets is set");
    }

    private static bool Starts(string value, params string[] prefixes) =>
        Array.Exists(prefixes, prefix => value.StartsWith(prefix, StringComparison.Ordinal) && value.Length > prefix.Length)
        && !value.Any(char.IsWhiteSpace);

    // The secret key goes there with every call.
    private static bool IsOrigin(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.PathAndQuery == "/" && url.Fragment.Length == 0 && url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));

    private static string Name(string name) => $"{nameof(PaymentOptions.Stripe)}:{name}";
}
