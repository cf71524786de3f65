using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data;

public sealed class KeyAlgorithmTests
{
    [Fact]
    public async Task New_keys_are_for_AES_GCM()
    {
        await using var app = new TicketingApp();
        Assert.Equal("text", Unprotect(app, CreateProtector(app).Protect("text")));
        Assert.Contains(
            "AES_256_GCM",
            await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(GetKeys(app))), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_a_key_for_AES_CBC_protected_stays_readable()
    {
        await using var app = new TicketingApp();
        var earlier = DataProtectionProvider.Create(new DirectoryInfo(GetKeys(app)), version => version.SetApplicationName("Ticketing"));
        var kept = earlier.CreateProtector("Tests").Protect("text");
        Assert.Contains(
            "AES_256_CBC",
            await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(GetKeys(app))), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Equal("text", Unprotect(app, kept));
        Assert.Equal("new", Unprotect(app, CreateProtector(app).Protect("new")));
    }

    private static string GetKeys(TicketingApp app) => Path.Combine(app.StorageFolder, "keys");

    private static IDataProtector CreateProtector(TicketingApp app) =>
        app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("Tests");

    private static string Unprotect(TicketingApp app, string kept) => CreateProtector(app).Unprotect(kept);
}
