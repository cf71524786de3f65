using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Tests.Features.Events;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Promotions;

/// <summary>Public tickets do not wait for hidden ones.</summary>
public sealed class HiddenTypeOrderTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_hidden_type_cannot_hold_back_a_public_one(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishTiersAsync();
        foreach (var category in new[] { "Early bird", "Standard" })
        {
            var refused = Assert.IsType<EditOutcome.Refused>(await app.EditTicketTypeAsync(show, category, type => type.IsHidden = true));
            Assert.Contains("can’t hold back", refused.Errors["FollowedBy"], StringComparison.Ordinal);
        }

        // Nothing waits for the last one. Then the one before may be hidden as well, but the last one is not public again.
        foreach (var category in new[] { "Late", "Standard" })
        {
            Assert.IsType<EditOutcome.Saved>(await app.EditTicketTypeAsync(show, category, type => type.IsHidden = true));
        }

        var late = Assert.IsType<EditOutcome.Refused>(await app.EditTicketTypeAsync(show, "Late", type => type.IsHidden = false));
        Assert.Contains("Standard", late.Errors["FollowedBy"], StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_public_type_is_sold_even_if_a_hidden_one_came_before_it(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync(
            new TicketTypeDraft("Members", 900, 10, type => type.IsHidden = true),
            new TicketTypeDraft("Standing", 1400, 20)
        );
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<TicketType>()
                        .Where(type => type.Id == show.GetTicketTypeId("Members"))
                        .ExecuteUpdateAsync(set => set.SetProperty(type => type.FollowedById, show.GetTicketTypeId("Standing")), Ct),
                ct: Ct
            )
        );
        await app.AddCodeAsync(show, PromoCodeKind.Access, 0, code => code.TicketTypeIds = [show.GetTicketTypeId("Members")], "FRIENDS");
        await app.AssertOnSaleAsync(show, "Standing");
        using var visitor = app.NewBrowser();
        foreach (var path in new[] { $"/events/{show.Slug}", $"/events/{show.Slug}?code=FRIENDS" })
        {
            var page = await visitor.OpenAsync(path);
            Assert.NotNull(page.Document.QuerySelector($"[name='Quantities[{show.GetTicketTypeId("Standing")}]']"));
            Assert.DoesNotContain("is sold out", page.Text, StringComparison.Ordinal);
        }

        Assert.IsType<StockResult.Taken>(await app.TryTakeAsync(show, [], [new StockLine(show.GetTicketTypeId("Standing"), 1)]));
    }
}
