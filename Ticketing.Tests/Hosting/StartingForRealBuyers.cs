using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Hosting;

public sealed class StartingForRealBuyers
{
    [Theory]
    [InlineData("Pickup", "None", 1, 1)]
    [InlineData("Pickup", "Sandbox", 1, 0)]
    [InlineData("Smtp", "Sandbox", 0, 0)]
    public async Task What_keeps_mails_or_payments_away_is_said_in_the_log(string transport, string provider, int mail, int payments)
    {
        await using var venue = new Venue();
        venue.Set("Mail:Transport", transport).Set("Payments:Provider", provider);
        if (transport == "Smtp")
        {
            venue.Set("Mail:Smtp:Host", "localhost").Set("Mail:From", "box@blueroom.example");
        }

        using var visitor = venue.NewBrowser();
        await visitor.OpenAsync("/health/live");
        Assert.Equal(mail, Warnings(venue, "Mail:Transport"));
        Assert.Equal(payments, Warnings(venue, "Payments:Provider"));
    }

    private static int Warnings(Venue venue, string about) =>
        venue.Log.Lines.Count(line => line.Level == LogLevel.Warning && line.Text.Contains(about, StringComparison.Ordinal));

    private sealed class Venue : TicketingApp
    {
        public LogBook Log { get; } = new();

        protected override void Arrange(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(Log);
    }
}
