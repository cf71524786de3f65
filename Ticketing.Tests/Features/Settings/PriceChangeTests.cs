using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Features.Receipts;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Settings;

public sealed class PriceChangeTests
{
    [Theory, OnEitherDatabase]
    public async Task Nobody_is_charged_another_total_than_the_one_they_saw(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var show = await app.PublishEventAsync();
        using var buyer = app.NewBrowser();
        var checkout = await buyer.ChooseTicketsAsync(show, ("Standing", 1));
        Assert.Contains("Pay £15.00", checkout.Text, StringComparison.Ordinal);
        await superAdmin.SaveAsync("money", ("BookingFeePercent", "10"), ("BookingFeeFixed", "£0.50"));

        var told = (await checkout.SubmitBuyerAsync()).ExpectStatus(HttpStatusCode.Conflict);
        Assert.Contains("The total is now £15.90", told.Text, StringComparison.Ordinal);
        Assert.Contains("Pay £15.90", told.Text, StringComparison.Ordinal);
        Assert.Equal("Ada Lovelace", told.Document.QuerySelector("#Name")!.GetAttribute("value"));
        var sandbox = (await told.SubmitBuyerAsync()).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("£15.90", sandbox.Text, StringComparison.Ordinal);
        var order = (await sandbox.PayAsync("paid")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("£15.90", order.Text, StringComparison.Ordinal);

        // A started payment keeps the agreed total.
        using var second = app.NewBrowser();
        var theirs = await second.ChooseTicketsAsync(show, ("Standing", 1));
        var left = await (await theirs.SubmitBuyerAsync()).PayAsync("cancelled");
        await superAdmin.SaveAsync("money", ("BookingFeePercent", "50"));
        Assert.Contains(
            "£15.90",
            (await (await left.SubmitBuyerAsync()).ExpectStatus(HttpStatusCode.OK).PayAsync("paid")).Text,
            StringComparison.Ordinal
        );
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task What_was_sold_keeps_its_price_its_tax_and_its_seller(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        await superAdmin.SaveAsync("legal", ("LegalName", "Blue Room Ltd"), ("LegalAddress", "1 Old Street"), ("TaxNumber", "GB 1"));
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        await superAdmin.SaveAsync("legal", ("LegalName", "Green Room Ltd"), ("LegalAddress", "2 New Street"), ("TaxNumber", "GB 2"));
        await superAdmin.SaveAsync("money", ("BookingFeePercent", "0"), ("BookingFeeFixed", "0"), ("TaxRatePercent", "5"));
        var receipt = PdfReader.Pages(await app.ReceiptAsync(order))[0];
        Assert.All(
            ["Blue Room Ltd", "1 Old Street", "GB 1", "£15.00", "20%"],
            fact => Assert.Contains(fact, receipt, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("New Street", receipt, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_new_hold_lifetime_applies_to_new_holds(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var show = await app.PublishEventAsync();
        var before = await app.PlaceHoldAsync(show, "Standing", 1);
        await superAdmin.SaveAsync("checkout", ("Lifetime", "2"), ("PhoneRequired", "true"));
        var after = await app.PlaceHoldAsync(show, "Standing", 1);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        using var buyer = app.NewBrowser();
        (await buyer.OpenAsync($"/checkout/{after}")).ExpectStatus(HttpStatusCode.Gone);
        var open = (await buyer.OpenAsync($"/checkout/{before}")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains(
            "Enter a phone number",
            (await open.SubmitBuyerAsync()).ExpectStatus(HttpStatusCode.UnprocessableEntity).Text,
            StringComparison.Ordinal
        );
    }

    [Theory, OnEitherDatabase]
    public async Task The_currency_is_fixed_once_something_was_ordered_in_it(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var euros = await superAdmin.SaveAsync("money", ("Currency", "eur"), ("BookingFeeFixed", "0,45"));
        Assert.Equal(("EUR", "0.45"), (euros.ValueOf("Currency"), euros.ValueOf("BookingFeeFixed")));
        var yen = await superAdmin.SaveAsync("money", ("Currency", "JPY"), ("BookingFeeFixed", "45"));
        Assert.Equal("45", yen.ValueOf("BookingFeeFixed"));
        await superAdmin.SaveAsync("money", ("Currency", "EUR"), ("BookingFeeFixed", "0.45"));

        var show = await app.PublishEventAsync();
        Assert.Contains(
            "other decimals",
            (await superAdmin.TryAsync("money", ("Currency", "JPY"), ("BookingFeeFixed", "45")))
                .ExpectStatus(HttpStatusCode.BadRequest)
                .ErrorOf("Currency"),
            StringComparison.Ordinal
        );
        await superAdmin.SaveAsync("money", ("Currency", "GBP"));
        await app.BuyAsync(show, "Standing", 1);
        var refused = (await superAdmin.TryAsync("money", ("Currency", "EUR"))).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Contains("There are orders in GBP", refused.ErrorOf("Currency"), StringComparison.Ordinal);
    }
}
