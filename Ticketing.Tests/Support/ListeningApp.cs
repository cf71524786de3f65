using Microsoft.AspNetCore.Hosting;
using Ticketing.Settings;

namespace Ticketing.Tests.Support;

/// <summary>The program on a port of this machine, for real browsers.</summary>
public class ListeningApp : TicketingApp
{
    public ListeningApp()
        : this(DatabaseProvider.Sqlite)
    {
    }

    private ListeningApp(DatabaseProvider database)
        : base(database) => Address = Listen();

    public Uri Address { get; }

    public static ListeningApp On(DatabaseProvider database) => new(database);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);

        // Behind a port the files are served from where the build left them.
        builder.UseStaticWebAssets();
    }
}
