using System.Net;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.Refunds;

/// <summary>Refunds of what was paid at the venue.</summary>
public sealed class HandBackPageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Form = "main form";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_card_sale_is_refunded_on_the_terminal_and_listed_until_somebody_ticks_it(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var order = await SellByCardAsync(app, "slip-0042");
        using var staff = await app.SignInAsStaffAsync();
        var review = await ReviewAsync(staff, order);
        Assert.Contains(
            "Refund £14.00 to the buyer’s card on the card terminal (payment slip-0042).",
            review.Text,
            StringComparison.Ordinal
        );
        Assert.Contains("This order has no email address: nobody is told.", review.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("in cash", review.Text, StringComparison.Ordinal);

        var owed = await review.SubmitAsync(Form, button: "refund");
        Assert.Contains("Then tick it below.", owed.Text, StringComparison.Ordinal);
        Assert.Equal("To hand back", owed.Document.QuerySelector("td .chip.warn")?.TextContent);
        Assert.Contains("£14.00 to hand back or transfer, in 1 refund", (await staff.OpenAsync("/admin")).Text, StringComparison.Ordinal);
        Assert.Contains(order.Reference, await ListAsync(staff, "ToHandBack"), StringComparison.Ordinal);
        Assert.DoesNotContain(order.Reference, await ListAsync(staff, "Succeeded"), StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var ticked = (await owed.SubmitAsync("td form")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal($"/admin/orders/{order.Reference}/refund", ticked.Path);
        Assert.Equal("Handed back", ticked.Document.QuerySelector("td .chip.good")?.TextContent);
        Assert.Matches("By Grace[^,]*, 3 Feb 2031, 12:", ticked.Text);
        Assert.DoesNotContain("to hand back", (await staff.OpenAsync("/admin")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(order.Reference, await ListAsync(staff, "ToHandBack"), StringComparison.Ordinal);
        Assert.Contains("handed a refund back", await TimelineAsync(staff, order), StringComparison.Ordinal);
        Assert.Contains("was marked as handed back already", (await owed.SubmitAsync("td form")).Text, StringComparison.Ordinal);

        Assert.Contains("listed again", (await ticked.SubmitAsync("td form")).Text, StringComparison.Ordinal);
        Assert.Contains(order.Reference, await ListAsync(staff, "ToHandBack"), StringComparison.Ordinal);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Money_that_is_handed_back_at_once_is_never_listed(DatabaseProvider database)
    {
        var app = venues.On(database);
        var order = await app.SellAsync(await app.PublishEventAsync(), "Standing", 1);
        using var staff = await app.SignInAsStaffAsync();
        var review = await ReviewAsync(staff, order);
        Assert.Contains("Hand back £14.00 in cash.", review.Text, StringComparison.Ordinal);
        var done = await review.SubmitAsync(Form, new Dictionary<string, string> { ["HandedBack"] = "true" }, button: "refund");
        Assert.Contains("£14.00 handed back.", done.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(order.Reference, await ListAsync(staff, "ToHandBack"), StringComparison.Ordinal);
        var refund = Assert.Single(await app.GetRefundsAsync(order));
        Assert.Equal((app.Clock.GetUtcNow(), false), (refund.HandedBackAt, refund.IsOwed));
    }

    [Theory, OnEitherDatabase]
    public async Task Of_many_who_tick_at_once_one_has_done_it(DatabaseProvider database)
    {
        var app = venues.On(database);
        var order = await app.SellAsync(await app.PublishEventAsync(), "Standing", 1);
        var refund = await app.StartRefundAsync(order);
        var ticked = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(() => app.UseAsync<HandBackRefund, bool>(back => back.MarkAsync(refund.Id, Ct)), Ct))
        );
        Assert.Single(ticked, done => done);
        Assert.Single(
            await app.UseAsync<AuditTrail, IReadOnlyList<AuditEntry>>(trail => trail.GetForSubjectAsync(order.Id, Ct)),
            entry => entry.Action == "refund.handed-back"
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_refund_that_the_provider_pays_cannot_be_ticked(DatabaseProvider database)
    {
        var app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var refund = await app.StartRefundAsync(order);
        await app.RunJobAsync<RefundJob>();
        Assert.False(await app.UseAsync<HandBackRefund, bool>(back => back.MarkAsync(refund.Id, Ct)));
        Assert.Null(Assert.Single(await app.GetRefundsAsync(order)).HandedBackAt);
    }

    [Theory, OnEitherDatabase]
    public async Task The_mail_asks_card_payers_to_bring_their_card(DatabaseProvider database)
    {
        var app = venues.On(database);
        var order = await app.SellAsync(
            await app.PublishEventAsync(),
            "Standing",
            1,
            BoxOfficePayment.CardTerminal,
            new Buyer("Ada", "ada@example.com", "")
        );
        await app.StartRefundAsync(order);
        Assert.Contains("bring that card", (await app.ComposeRefundMailAsync(order)).Text, StringComparison.Ordinal);
    }

    private static async Task<Order> SellByCardAsync(TicketingApp app, string slip)
    {
        var show = await app.PublishEventAsync();
        var quantities = new Dictionary<Guid, int> { [show.GetTicketTypeId("Standing")] = 1 };
        var walkUp = new Buyer(Buyer.WalkUp, "", "");
        var sale = new BoxOfficeSale(UnguessableCode.Create(), show.Id, quantities, walkUp, BoxOfficePayment.CardTerminal, slip);
        return Assert
            .IsType<SaleOutcome.Sold>(await app.UseAsync<SellAtBoxOffice, SaleOutcome>(office => office.SellAsync(sale, Ct)))
            .Order;
    }

    private static async Task<BrowserPage> ReviewAsync(Browser staff, Order order)
    {
        var choosing = await staff.OpenAsync($"/admin/orders/{order.Reference}/refund");
        var ticket = choosing.Document.QuerySelector("[name='Chosen']")!.GetAttribute("value")!;
        var chosen = new Dictionary<string, string> { ["Chosen"] = ticket };
        return (await choosing.SubmitAsync(Form, chosen, "review")).ExpectStatus(HttpStatusCode.OK);
    }

    private static async Task<string> ListAsync(Browser staff, string status) =>
        (await staff.OpenAsync($"/admin/refunds?status={status}")).Document.QuerySelector("main")!.TextContent;

    private static async Task<string> TimelineAsync(Browser staff, Order order) =>
        (await staff.OpenAsync($"/admin/orders/{order.Reference}")).Document.QuerySelector(".timeline")!.TextContent;
}
