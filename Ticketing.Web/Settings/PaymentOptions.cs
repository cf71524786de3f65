namespace Ticketing.Settings;

public enum PaymentProvider
{
    /// <summary>Paid tickets are not on sale.</summary>
    None,

    /// <summary>A fake payment page for testing.</summary>
    Sandbox,

    Stripe,
}

public sealed class PaymentOptions : ISettings
{
    public static string Section => "Payments";

    public PaymentProvider Provider { get; set; }

    /// <summary>The hold is extended to this deadline.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(30);

    public StripeOptions Stripe { get; set; } = new();

    public void Check(SettingFindings found)
    {
        ArgumentNullException.ThrowIfNull(found);
        Stripe.Check(Provider == PaymentProvider.Stripe, found);

        // Providers close a payment page after a day; we must close first.
        found.RequireBetween(nameof(Window), Window, TimeSpan.FromSeconds(1), TimeSpan.FromHours(23));
    }
}
