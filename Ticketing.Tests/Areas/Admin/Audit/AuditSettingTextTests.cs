using Ticketing.Areas.Admin.Pages.Audit;
using Ticketing.Infrastructure.Languages;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.Audit;

public sealed class AuditSettingTextTests
{
    [Theory]
    [InlineData("Checkout:PhoneRequired", "true", "on", "an")]
    [InlineData("Checkout:PhoneRequired", "false", "off", "aus")]
    [InlineData("Holds:Lifetime", "00:10:00", "10 minutes", "10 Minuten")]
    [InlineData("Holds:Lifetime", "00:01:00", "1 minute", "1 Minute")]
    [InlineData("Holds:Lifetime", "00:02:30", "2.5 min", "2,5 Min.")]
    [InlineData("Pricing:TaxRatePercent", "7.5", "7.5%", "7,5 %")]
    [InlineData("Localization:Languages", "en-GB, de", "English, Deutsch", "English, Deutsch")]
    [InlineData("Site:VenueName", "true", null, null)]
    [InlineData("title", "00:10:00", null, null)]
    public void Values_of_settings_are_words(string name, string value, string? english, string? german)
    {
        Assert.Equal(english, AuditSettingText.FindText(name, value));
        using var _ = ShippedLanguages.Find("de")!.Use();
        Assert.Equal(german, AuditSettingText.FindText(name, value));
    }
}
