using Ticketing.Features.Accounts.Sessions;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

public sealed class DeviceNameTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0", "Firefox on Linux")]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
        "Chrome on Android"
    )]
    [InlineData(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
        "Safari on Mac"
    )]
    [InlineData("curl/8.14.1 (Windows)", "Unknown browser on Windows")]
    [InlineData("<script>alert(1)</script>", DeviceName.Unknown)]
    [InlineData("", DeviceName.Unknown)]
    [InlineData(null, DeviceName.Unknown)]
    public void The_name_is_made_of_known_words(string? userAgent, string name) => Assert.Equal(name, DeviceName.From(userAgent));
}
