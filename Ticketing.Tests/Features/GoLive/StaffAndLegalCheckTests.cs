using Ticketing.Features.Accounts.Staff;
using Ticketing.Features.GoLive;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.GoLive;

public sealed class StaffAndLegalCheckTests
{
    [Theory, OnEitherDatabase]
    public async Task Staff_without_a_second_factor_are_counted(DatabaseProvider database)
    {
        await using var venue = new GoLiveVenue(database);
        await venue.AssertFindsAsync("second-factor", GoLiveStatus.Fail, "Nobody can manage this venue yet");
        await venue.CreateStaffAsync(Roles.SuperAdmin);
        await venue.CreateStaffAsync();
        await venue.AssertFindsAsync("second-factor", GoLiveStatus.Ok, "All superadmins have a second factor. So have all other staff.");
        var admin = await venue.CreateStaffWithoutSecondFactorAsync();
        await venue.AssertFindsAsync("second-factor", GoLiveStatus.Warn, "1 other account has no second factor yet");
        await venue.CreateStaffWithoutSecondFactorAsync(Roles.SuperAdmin);
        await venue.AssertFindsAsync("second-factor", GoLiveStatus.Fail, "1 superadmin has no second factor");
        await venue.CreateStaffWithoutSecondFactorAsync(Roles.SuperAdmin);
        await venue.AssertFindsAsync("second-factor", GoLiveStatus.Fail, "2 superadmins have no second factor");
        Assert.DoesNotContain(admin.Email, (await venue.CheckAsync("second-factor")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Disabled_accounts_do_not_count(DatabaseProvider database)
    {
        await using var venue = new GoLiveVenue(database);
        await venue.CreateStaffAsync(Roles.SuperAdmin);
        var gone = await venue.CreateStaffWithoutSecondFactorAsync(Roles.SuperAdmin);
        await venue.UseAsync<StaffAdministration>(staff => staff.DisableAsync(gone.Id, TestContext.Current.CancellationToken));
        await venue.AssertFindsAsync("second-factor", GoLiveStatus.Ok, "All superadmins have a second factor");
    }

    [Theory]
    [InlineData("Address", GoLiveStatus.Fail, "Missing in the settings: the address (receipts must name the seller’s).")]
    [InlineData("LegalName", GoLiveStatus.Warn, "Missing in the settings: the legal name")]
    [InlineData("TaxNumber", GoLiveStatus.Warn, "Missing in the settings: the tax number.")]
    [InlineData("Texts:Terms", GoLiveStatus.Warn, "Missing in the settings: your terms of sale")]
    [InlineData("Texts:Privacy", GoLiveStatus.Warn, "Missing in the settings: your privacy text")]
    [InlineData(null, GoLiveStatus.Ok, "Legal name, address, tax number, terms and privacy text are there.")]
    public async Task Missing_legal_details_are_named(string? missing, GoLiveStatus status, string text)
    {
        await using var venue = new GoLiveVenue();
        foreach (var name in new[] { "Address", "LegalName", "TaxNumber", "Texts:Terms", "Texts:Privacy" })
        {
            venue.Set($"Site:{name}", name == missing ? " " : "something");
        }

        await venue.AssertFindsAsync("legal", status, text);
    }

    [Fact]
    public async Task Without_tax_there_is_no_tax_number()
    {
        await using var venue = new GoLiveVenue();
        venue.Set("Pricing:TaxRatePercent", "0");
        Assert.DoesNotContain("tax number", (await venue.CheckAsync("legal")).Text, StringComparison.Ordinal);
    }
}
