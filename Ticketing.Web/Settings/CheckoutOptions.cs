namespace Ticketing.Settings;

public sealed class CheckoutOptions : ISettings
{
    public static string Section => "Checkout";

    /// <summary>Whether a buyer must give a phone number.</summary>
    public bool PhoneRequired { get; set; }

    public void Check(SettingFindings found)
    {
    }
}
