namespace Ticketing.Settings;

public sealed class CheckoutOptions : ISettings
{
    public static string Section => "Checkout";

    public bool PhoneRequired { get; set; }

    public void Check(SettingFindings found)
    {
    }
}
