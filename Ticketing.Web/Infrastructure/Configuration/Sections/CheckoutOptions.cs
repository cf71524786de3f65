using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed class CheckoutOptions : IValidatedOptions
{
    public static string Section => "Checkout";

    public bool PhoneRequired { get; set; }

    public void Validate(SettingProblems problems) { }
}
