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

    private ListeningApp(DatabaseProvider database, bool demo = false, Action<ListeningApp>? set = null)
        : base(database)
    {
        set?.Invoke(this);
        Set("Demo:Seed", demo ? "true" : "false");
        Address = Listen();
    }

    public Uri Address { get; }

    /// <summary>The demo venue: past and coming events, with their sales.</summary>
    public static ListeningApp Demo() => new(DatabaseProvider.Sqlite, demo: true);

    /// <param name="set">Its settings: once it listens they are read.</param>
    public static ListeningApp With(Action<ListeningApp> set) => new(DatabaseProvider.Sqlite, set: set);

    public static ListeningApp On(DatabaseProvider database) => new(database);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);

        // Behind a port the files are served from where the build left them.
        builder.UseStaticWebAssets();
    }
}
