using Microsoft.AspNetCore.Hosting;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Tests.Support.Apps;

/// <summary>Listens on a port, for real browsers.</summary>
public class ListeningApp : TicketingApp
{
    public ListeningApp()
        : this(DatabaseProvider.Sqlite) { }

    private ListeningApp(DatabaseProvider database, bool demo = false, Action<ListeningApp>? configure = null)
        : base(database)
    {
        configure?.Invoke(this);
        Set("Demo:Seed", demo ? "true" : "false");
        OfferEveryLanguage();
        Address = Listen();
    }

    public Uri Address { get; }

    public static ListeningApp Demo() => new(DatabaseProvider.Sqlite, demo: true);

    /// <param name="configure">Changes settings before they are read.</param>
    public static ListeningApp With(Action<ListeningApp> configure) => new(DatabaseProvider.Sqlite, configure: configure);

    public static ListeningApp On(DatabaseProvider database) => new(database);

    private void OfferEveryLanguage()
    {
        var number = 0;
        foreach (var language in ShippedLanguages.All.Append(Language.Pseudo))
        {
            Set($"Localization:Languages:{number++}", language.Tag);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);

        // Outside Development, Kestrel needs this to serve static files from the build output.
        builder.UseStaticWebAssets();

        // Otherwise they are sent uncompressed, as to a developer who edits them.
        builder.UseSetting("ReloadStaticAssetsAtRuntime", "false");
    }
}
