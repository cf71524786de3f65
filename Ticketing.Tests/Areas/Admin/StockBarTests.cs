using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Areas.Admin;

public sealed class StockBarTests
{
    [Theory, OnEitherDatabase]
    public async Task Only_what_is_sold_out_is_green(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Table", 20_00, 2));
        using var staff = await app.SignInAsStaffAsync();
        await app.PlaceHoldAsync(show, "Table", 1);
        await app.BuyAsync(show, "Table", 1);
        var bar = (await staff.OpenAsync("/admin/events")).Document.QuerySelector(".bar-of")!;
        Assert.Null(bar.QuerySelector(".out"));
        Assert.Equal(("50%", "50%"), (bar.QuerySelector(".sold")!.GetAttribute("width"), bar.QuerySelector(".held")!.GetAttribute("x")));

        app.Clock.Advance(TimeSpan.FromMinutes(20));
        await app.RunJobAsync<HoldExpiryJob>();
        await app.BuyAsync(show, "Table", 1);
        bar = (await staff.OpenAsync("/admin/events")).Document.QuerySelector(".bar-of")!;
        Assert.Equal("100%", bar.QuerySelector(".sold.out")!.GetAttribute("width"));
    }
}
