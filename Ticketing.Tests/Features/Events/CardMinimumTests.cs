using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Events;

public sealed class CardMinimumTests
{
    [Theory, OnEitherDatabase]
    public async Task A_price_below_the_providers_minimum_is_refused_when_it_is_saved(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        venue.Set("Pricing:BookingFeeFixed", "0").Set("Pricing:BookingFeePercent", "0");
        var show = await venue.PublishEventAsync();

        var refused = Assert.IsType<EditOutcome.Refused>(await SaveAsync(venue, show, "0.29"));

        Assert.Equal(
            "Cards can’t be charged less than £0.30 per order. Set a higher price, or 0 for free tickets.",
            refused.Errors[nameof(TicketTypeForm.Price)]
        );
        Assert.IsType<EditOutcome.Saved>(await SaveAsync(venue, show, "0.30"));
        Assert.IsType<EditOutcome.Saved>(await SaveAsync(venue, show, "0"));
        Assert.IsType<EditOutcome.Saved>(await SaveAsync(venue, show, "0.15", minPerOrder: "2"));
    }

    [Theory]
    [InlineData("EUR", 49, true)]
    [InlineData("EUR", 50, false)]
    [InlineData("JPY", 49, true)]
    [InlineData("JPY", 50, false)]
    [InlineData("HUF", 17499, true)]
    [InlineData("KWD", 10, false)]
    public async Task Each_currency_has_its_own_minimum(string currency, long price, bool isRefused)
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        venue.Set("Site:Currency", currency).Set("Pricing:BookingFeeFixed", "0").Set("Pricing:BookingFeePercent", "0");
        Assert.Equal(isRefused, venue.Services.GetRequiredService<Pricing>().IsBelowMinimum(price, minPerOrder: 1));
    }

    [Fact]
    public async Task The_booking_fee_counts_and_the_sandbox_has_no_minimum()
    {
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        Assert.False(venue.Services.GetRequiredService<Pricing>().IsBelowMinimum(1, minPerOrder: 1));
        await using var sandbox = new TicketingApp().Set("Pricing:BookingFeeFixed", "0");
        Assert.False(sandbox.Services.GetRequiredService<Pricing>().IsBelowMinimum(1, minPerOrder: 1));
    }

    [Theory, OnEitherDatabase]
    public async Task A_type_that_became_too_cheap_is_not_sold_online(DatabaseProvider database)
    {
        await using var venue = await StripeVenue.OpenAsync(database);
        venue.Set("Pricing:BookingFeeFixed", "0");
        var show = await venue.PublishEventAsync(new TicketTypeDraft("Penny", 1, 10));
        using var browser = venue.NewBrowser();
        var page = (await browser.OpenAsync($"/events/{show.Slug}")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("Not sold online", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector($"[name='Quantities[{show.GetTicketTypeId("Penny")}]']"));
    }

    private static Task<EditOutcome> SaveAsync(TicketingApp venue, Event show, string price, string minPerOrder = "1") =>
        venue.EditTicketTypeAsync(show, "Standing", type => (type.Price, type.MinPerOrder) = (price, minPerOrder));
}
