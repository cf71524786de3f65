namespace Ticketing.Settings;

public enum PaymentProvider
{
    /// <summary>Paid tickets stay off sale.</summary>
    None,

    /// <summary>A clearly marked fake payment page, for trying things out.</summary>
    Sandbox,

    Stripe,
}

public sealed class PaymentOptions : ISettings
{
    public static string Section => "Payments";

    public PaymentProvider Provider { get; set; }

    /// <summary>Our deadline for a payment once it has been started; the hold is extended to it.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(30);

    public StripeOptions Stripe { get; set; } = new();

    public void Check(SettingFindings found)
    {
        ArgumentNullException.ThrowIfNull(found);
        found.Require(Provider != PaymentProvider.Stripe, nameof(Provider), "'Stripe' is not supported by this version; use Sandbox or None");

        // A provider keeps a payment page open for a day at most, and ours closes before it.
        found.RequireBetween(nameof(Window), Window, TimeSpan.FromSeconds(1), TimeSpan.FromHours(23));
    }
}

/// <summary>Names that a later version reads; this one takes them for no typing errors.</summary>
public sealed class StripeOptions
{
    public string SecretKey { get; set; } = "";

    public string WebhookSecret { get; set; } = "";

    public string ApiBase { get; set; } = "";

    /// <summary>Money really moves.</summary>
    public bool IsLive => SecretKey.StartsWith("sk_live_", StringComparison.Ordinal) || SecretKey.StartsWith("rk_live_", StringComparison.Ordinal);
}
