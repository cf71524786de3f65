using Ticketing.Infrastructure.Localization;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Localization;

public sealed class TimeZonesTests
{
    [Theory]
    [InlineData("Europe/London", "GB")]
    [InlineData("Asia/Kolkata", "IN")]
    [InlineData("Asia/Calcutta", "IN")]
    [InlineData("Asia/Saigon", "VN")]
    [InlineData("America/Montreal", "CA")]
    [InlineData("Atlantic/Reykjavik", "IS")]
    [InlineData("Africa/Asmera", "ER")]
    [InlineData("UTC", null)]
    [InlineData("Etc/GMT+5", null)]
    [InlineData("No/Where", null)]
    public void A_zone_has_a_country_under_its_former_names_too(string zone, string? country) =>
        Assert.Equal(country, TimeZones.FindCountry(zone));

    [Fact]
    public void Every_zone_named_after_a_place_has_a_country() =>
        Assert.DoesNotContain(TimeZones.Suggested, zone => zone != "UTC" && TimeZones.FindCountry(zone) is null);
}
