using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed class LostKeysTests
{
    [Fact]
    public async Task A_server_without_the_venue_s_keys_does_not_start_and_says_why()
    {
        await using var venue = new TicketingApp();
        await venue.BuyAsync(await venue.PublishEventAsync(), "Standing", 1);
        var keys = Path.Combine(venue.StorageFolder, "keys");
        Directory.Move(keys, keys + "-lost");

        var run = await TicketingProcess.RunAsync(
            ["serve", "--urls", "http://127.0.0.1:0"],
            new()
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Storage__Directory"] = venue.StorageFolder,
                ["Site__PublicBaseUrl"] = "https://tickets.example",
            }
        );

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("are not those that the database was used with", run.Errors, StringComparison.Ordinal);
    }
}
