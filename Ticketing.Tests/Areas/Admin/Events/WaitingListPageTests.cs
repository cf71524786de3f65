using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.WaitingList;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.Events;

public sealed class WaitingListPageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Staff_see_who_waits_and_remove_somebody(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 4));
        var order = await app.SellAsync(show, "Standing", 4);
        var (first, second) = (
            await app.JoinAsync(show, "first@example.com", ("Standing", 1)),
            await app.JoinAsync(show, "second@example.com", ("Standing", 3))
        );
        await app.StartRefundAsync(order, 1);
        await app.RunJobAsync<WaitingListJob>();
        using var staff = await app.SignInAsStaffAsync();
        Assert.Contains("On the waiting list", (await staff.OpenAsync($"/admin/events/{show.Id}")).Text, StringComparison.Ordinal);
        var page = (await staff.OpenAsync($"/admin/events/{show.Id}/waiting-list")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(["1", "3", "1", "0", "0"], page.Document.QuerySelectorAll("dl.figures dd").Select(figure => figure.TextContent));
        Assert.Contains("first@example.com 1 × Standing", page.Text, StringComparison.Ordinal);
        Assert.Contains("second@example.com 3 × Standing", page.Text, StringComparison.Ordinal);

        var removed = await page.SubmitAsync("form[action*='handler=Remove']");
        Assert.Contains("Removed from the waiting list.", removed.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Equal(EntryStatus.Closed, (await app.FindEntryAsync(second)).Entry.Status);
        Assert.NotNull(await app.FindOfferAsync(first));
        Assert.Equal(1, await CountAuditAsync(show, "event.waiting-list-removed"));
    }

    [Theory, OnEitherDatabase]
    public async Task Staff_set_how_long_offers_last_and_when_the_list_ends(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/events/{show.Id}/waiting-list");
        var form = $"form[action='/admin/events/{show.Id}/waiting-list']";
        var refused = await page.SubmitAsync(form, new Dictionary<string, string> { ["OfferHours"] = "0", ["EndHours"] = "400" });
        refused.ExpectStatus(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("Enter a whole number from 1 to 168.", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Enter a whole number from 0 to 336.", refused.Text, StringComparison.Ordinal);
        Assert.Equal("400", refused.Document.QuerySelector("#EndHours")!.GetAttribute("value"));

        var saved = await refused.SubmitAsync(form, new Dictionary<string, string> { ["OfferHours"] = "48", ["EndHours"] = "24" });
        saved.ExpectStatus(HttpStatusCode.OK);
        var now = await app.GetEventAsync(show);
        Assert.Equal(new WaitingListTerms(true, 48, 24), WaitingListTerms.From(now));
        Assert.Equal(now.StartsAt.AddDays(-1), now.WaitingListEndsAt);
        Assert.Equal(1, await CountAuditAsync(show, "event.waiting-list"));
    }

    private Task<int> CountAuditAsync(Event show, string action) =>
        app.UseAsync<TicketingDbContext, int>(db =>
            db.Set<AuditEntry>().CountAsync(e => e.Action == action && e.SubjectId == show.Id.ToString(), Ct)
        );
}
