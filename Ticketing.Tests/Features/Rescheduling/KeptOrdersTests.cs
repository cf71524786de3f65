using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Rescheduling;

public sealed class KeptOrdersTests
{
    [Theory, OnEitherDatabase]
    public async Task The_ledger_counts_buyers_who_keep_their_tickets(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishShowAsync();
        var returned = await app.BuyAsync(show, "Standing", 2);
        await app.BuyAsync(show, "Standing", 1);
        await app.SellAsync(show, "Standing", 1);
        await app.MoveByDaysAsync(show, 7, app.OfferRefunds(days: 3));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.BuyAsync(show, "Standing", 1);
        Assert.Equal("3 of 3", await ReadAsync(app, show.Id));

        Assert.True(await app.ReturnAsync(returned));

        Assert.Equal("2 of 3", await ReadAsync(app, show.Id));
    }

    private static async Task<string> ReadAsync(TicketingApp app, Guid showId)
    {
        using var staff = await app.SignInAsStaffAsync();
        var page = (await staff.OpenAsync($"/admin/events/{showId}/changes")).ExpectStatus(HttpStatusCode.OK);
        return page
            .Document.QuerySelectorAll(".figures > div")
            .Single(div => div.QuerySelector("dt")!.TextContent == "Kept")
            .QuerySelector("dd")!
            .TextContent;
    }
}
