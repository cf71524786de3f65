using Microsoft.AspNetCore.Hosting;
using Ticketing.Settings;

namespace Ticketing.Tests.Support;

/// <summary>Listens on a port, for real browsers.</summary>
public class ListeningApp : TicketingApp
{
    public ListeningApp()
        : this(DatabaseProvider.Sqlite)
    {
    }

    private ListeningApp(DatabaseProvider database, bool demo = false, Action<ListeningApp>? set = null)
        : base(database)
    {
        set?.Invoke(this);
        Set("Demo:Seed", demo ? "true" : "false");
        Address = Listen();
    }

    public Uri Address { get; }

    public static ListeningApp Demo() => new(DatabaseProvider.Sqlite, demo: true);

    /// <param name="set">Changes settings before they are read.</param>
    public static ListeningApp With(Action<ListeningApp> set) => new(DatabaseProvider.Sqlite, set: set);

    public static ListeningApp On(DatabaseProvider database) => new(database);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);

        // Outside Development, Kestrel needs this to serve static files from the build output.
        builder.UseStaticWebAssets();
    }
}
