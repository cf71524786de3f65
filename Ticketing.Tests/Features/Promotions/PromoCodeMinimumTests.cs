using Ticketing.Features.Holds;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Promotions;

public sealed class PromoCodeMinimumTests
{
    /// <summary>Stripe charges at least £0.30.</summary>
    [Theory, OnEitherDatabase]
    public async Task Tickets_that_a_code_makes_too_cheap_for_cards_are_bought_together(DatabaseProvider database)
    {
        await using var app = await StripeVenue.OpenAsync(database);
        app.Set("Pricing:BookingFeePercent", "0").Set("Pricing:BookingFeeFixed", "0");
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 100, 20));
        await app.AddCodeAsync(show, PromoCodeKind.Amount, 80);
        var one = Assert.IsType<HoldOutcome.CodeRefused>(await app.TryHoldWithCodeAsync(show, "SPRING"));
        Assert.Equal(new CodeRefusal.BelowMinimum(30), one.Reason);
        await app.HoldWithCodeAsync(show, "SPRING", quantity: 2);
        await app.AssertInvariantsAsync();
    }
}
