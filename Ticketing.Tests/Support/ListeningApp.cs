using Microsoft.AspNetCore.Hosting;

namespace Ticketing.Tests.Support;

/// <summary>The program on a port of this machine, for real browsers.</summary>
public class ListeningApp : TicketingApp
{
    public ListeningApp() => Address = Listen();

    public Uri Address { get; }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);

        // Behind a port the files are served from where the build left them.
        builder.UseStaticWebAssets();
    }
}
