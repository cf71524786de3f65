using System.Net;
using Ticketing.Data;
using Ticketing.Settings;
using Ticketing.Tests.Receipts;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.VenueSettings;

public sealed class ChangingPricesWhileBuyersBuy
{
    [Theory, OnBothDatabases]
    public async Task Nobody_is_charged_another_total_than_the_one_they_saw(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignedInAsync(Roles.SuperAdmin);
        var show = await app.PublishAsync();
        using var buyer = app.NewBrowser();
        var checkout = await buyer.ChooseAsync(show, ("Standing", 1));
        Assert.Contains("Pay £15.00", checkout.Text, StringComparison.Ordinal);
        await superAdmin.SaveAsync("money", ("BookingFeePercent", "10"), ("BookingFeeFixed", "£0.50"));

        var told = (await checkout.FillInAsync()).Expect(HttpStatusCode.Conflict);
        Assert.Contains("The total is now £15.90", told.Text, StringComparison.Ordinal);
        Assert.Contains("Pay £15.90", told.Text, StringComparison.Ordinal);
        Assert.Equal("Ada Lovelace", told.Document.QuerySelector("#Name")!.GetAttribute("value"));
        var sandbox = (await told.FillInAsync()).Expect(HttpStatusCode.OK);
        Assert.Contains("£15.90", sandbox.Text, StringComparison.Ordinal);
        var order = (await sandbox.PayAsync("paid")).Expect(HttpStatusCode.OK);
        Assert.Contains("£15.90", order.Text, StringComparison.Ordinal);

        // A started payment keeps the agreed total.
        using var second = app.NewBrowser();
        var theirs = await second.ChooseAsync(show, ("Standing", 1));
        var left = await (await theirs.FillInAsync()).PayAsync("cancelled");
        await superAdmin.SaveAsync("money", ("BookingFeePercent", "50"));
        Assert.Contains("£15.90", (await (await left.FillInAsync()).Expect(HttpStatusCode.OK).PayAsync("paid")).Text, StringComparison.Ordinal);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task What_was_sold_keeps_its_price_its_tax_and_its_seller(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignedInAsync(Roles.SuperAdmin);
        await superAdmin.SaveAsync("legal", ("LegalName", "Blue Room Ltd"), ("LegalAddress", "1 Old Street"), ("TaxNumber", "GB 1"));
        var order = await app.BuyAsync(await app.PublishAsync(), "Standing", 1);
        await superAdmin.SaveAsync("legal", ("LegalName", "Green Room Ltd"), ("LegalAddress", "2 New Street"), ("TaxNumber", "GB 2"));
        await superAdmin.SaveAsync("money", ("BookingFeePercent", "0"), ("BookingFeeFixed", "0"), ("TaxRatePercent", "5"));
        var receipt = Pdf.Pages(await app.ReceiptAsync(order))[0];
        Assert.All(["Blue Room Ltd", "1 Old Street", "GB 1", "£15.00", "20%"], fact => Assert.Contains(fact, receipt, StringComparison.Ordinal));
        Assert.DoesNotContain("New Street", receipt, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_new_time_for_holds_is_for_new_holds(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignedInAsync(Roles.SuperAdmin);
        var show = await app.PublishAsync();
        var before = await app.HeldAsync(show, "Standing", 1);
        await superAdmin.SaveAsync("checkout", ("Lifetime", "2"), ("PhoneRequired", "true"));
        var after = await app.HeldAsync(show, "Standing", 1);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        using var buyer = app.NewBrowser();
        (await buyer.OpenAsync($"/checkout/{after}")).Expect(HttpStatusCode.Gone);
        var open = (await buyer.OpenAsync($"/checkout/{before}")).Expect(HttpStatusCode.OK);
        Assert.Contains("Enter a phone number", (await open.FillInAsync()).Expect(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_currency_is_fixed_once_something_was_ordered_in_it(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignedInAsync(Roles.SuperAdmin);
        var euros = await superAdmin.SaveAsync("money", ("Currency", "eur"), ("BookingFeeFixed", "0,45"));
        Assert.Equal(("EUR", "0.45"), (euros.ValueOf("Currency"), euros.ValueOf("BookingFeeFixed")));
        var yen = await superAdmin.SaveAsync("money", ("Currency", "JPY"), ("BookingFeeFixed", "45"));
        Assert.Equal("45", yen.ValueOf("BookingFeeFixed"));
        await superAdmin.SaveAsync("money", ("Currency", "EUR"), ("BookingFeeFixed", "0.45"));

        var show = await app.PublishAsync();
        Assert.Contains("other decimals", (await superAdmin.TryAsync("money", ("Currency", "JPY"), ("BookingFeeFixed", "45"))).Expect(HttpStatusCode.BadRequest).ErrorOf("Currency"), StringComparison.Ordinal);
        await superAdmin.SaveAsync("money", ("Currency", "GBP"));
        await app.BuyAsync(show, "Standing", 1);
        var refused = (await superAdmin.TryAsync("money", ("Currency", "EUR"))).Expect(HttpStatusCode.BadRequest);
        Assert.Contains("There are orders in GBP", refused.ErrorOf("Currency"), StringComparison.Ordinal);
    }
}
