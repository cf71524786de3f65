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
        Stripe.Check(Provider == PaymentProvider.Stripe, found);

        // A provider keeps a payment page open for a day at most, and ours closes before it.
        found.RequireBetween(nameof(Window), Window, TimeSpan.FromSeconds(1), TimeSpan.FromHours(23));
    }
}
