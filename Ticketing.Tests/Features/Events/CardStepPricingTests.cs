using Ticketing.Features.Events.Editing;
using Ticketing.Features.Events.Inventory;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.Events;

/// <summary>In a few currencies, cards are charged in steps coarser than the minor unit.</summary>
public sealed class CardStepPricingTests
{
    [Theory]
    [InlineData("KWD", 1250, 90)] // 62.5 and 30 fils are 92.5
    [InlineData("KWD", 1300, 100)] // 65 and 30: half up
    [InlineData("MGA", 100_000, 5_000)] // 5,000 and 30 hundredths
    [InlineData("JPY", 1250, 93)]
    [InlineData("GBP", 1250, 93)]
    public async Task The_booking_fee_is_rounded_to_the_step(string currency, long price, long fee)
    {
        await using var app = new TicketingApp().Set("Site:Currency", currency);

        Assert.Equal(
            new TicketPrice(price, fee),
            await app.UseAsync<Pricing, TicketPrice>(pricing => Task.FromResult(pricing.GetPrice(price)))
        );
    }

    [Theory]
    [InlineData("KWD", "1.255", "Cards can be charged in steps of KWD\u00a00.010 only.")]
    [InlineData("MGA", "1500.50", "Cards can be charged in steps of MGA\u00a01.00 only.")]
    [InlineData("KWD", "1.25", null)]
    [InlineData("GBP", "12.55", null)]
    public void A_price_between_the_steps_is_refused_with_the_reason(string currency, string price, string? reason)
    {
        var form = new TicketTypeForm
        {
            Category = "Standing",
            Price = price,
            Capacity = "10",
        };

        var facts = new ParsedTicketTypeForm(form, unchanged: null, "Europe/London", currency);

        Assert.Equal(reason, facts.Errors.GetValueOrDefault(nameof(form.Price))?.Replace(' ', ' '));
    }
}
