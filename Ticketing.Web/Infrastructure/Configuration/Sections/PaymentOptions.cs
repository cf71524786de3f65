using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed class PaymentOptions : IValidatedOptions
{
    public static string Section => "Payments";

    public PaymentProvider Provider { get; set; }

    /// <summary>The hold is extended to this deadline.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(30);

    public StripeOptions Stripe { get; set; } = new();

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        Stripe.Validate(Provider == PaymentProvider.Stripe, problems);

        // Providers close a payment page after a day; we must close first.
        problems.RequireBetween(nameof(Window), Window, TimeSpan.FromSeconds(1), TimeSpan.FromHours(23));
    }
}
