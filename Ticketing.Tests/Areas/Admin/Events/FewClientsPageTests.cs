using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Features.ClientBudgets;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.Events;

public sealed class FewClientsPageTests(BudgetVenueFixture venues) : IClassFixture<BudgetVenueFixture>
{
    private const string FreeForm = "form[action$='handler=FreeHolds']";

    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Staff_see_that_few_clients_hold_most_and_free_what_is_not_being_paid_for(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 200));
        var paying = await app.HoldAsync(show, 10, "198.51.100.1");
        foreach (var address in new[] { "198.51.100.2", "198.51.100.3" })
        {
            await app.HoldAsync(show, 10, address);
        }

        for (var buyer = 1; buyer <= 10; buyer++)
        {
            await app.HoldAsync(show, 2, $"203.0.113.{buyer}");
        }

        Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(paying.Code));
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/events/{show.Id}");
        Assert.Contains("3 clients hold 60% of the held tickets", page.Text, StringComparison.Ordinal);
        Assert.Contains("30 of 50, 10 of them in payment", page.Text, StringComparison.Ordinal);
        Assert.Contains("Release 20 unpaid tickets", page.Text, StringComparison.Ordinal);

        var freed = (await page.SubmitAsync(FreeForm)).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("20 tickets are back on sale.", freed.Text, StringComparison.Ordinal);
        Assert.Equal(30, (await app.UseAsync<EventCatalogue, Event>(events => events.GetAsync(show.Id, Ct))).Held);
        Assert.Equal((10, 0), await app.GetBudgetAsync(show, "198.51.100.1"));
        Assert.Equal((0, 0), await app.GetBudgetAsync(show, "198.51.100.2"));
        var entry = await app.UseAsync<TicketingDbContext, AuditEntry>(db =>
            db.Set<AuditEntry>().AsNoTracking().SingleAsync(e => e.Action == "event.holds-freed" && e.SubjectId == show.Id.ToString(), Ct)
        );
        Assert.Contains("20", entry.After!, StringComparison.Ordinal);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Nothing_is_shown_if_the_held_tickets_are_spread_over_many_clients(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100));
        for (var buyer = 1; buyer <= 20; buyer++)
        {
            await app.HoldAsync(show, 2, $"203.0.113.{buyer}");
        }

        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/events/{show.Id}");
        Assert.Null(page.Document.QuerySelector(FreeForm));
    }
}
