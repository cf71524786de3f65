using System.Net;
using Ticketing.Features.BulkOrders;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Features.BulkOrders;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.Orders;

public sealed class BulkPageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Form = "main form.measure";
    private TicketingApp app = null!;

    [Theory, OnBothDatabases]
    public async Task Ticked_orders_are_refunded_after_a_page_that_says_what_happens(DatabaseProvider database)
    {
        app = venues.On(database);
        var (first, second, cash) = await SellThreeAsync();
        using var staff = await app.SignInAsStaffAsync();
        var list = await staff.OpenAsync($"/admin/orders?event={first.EventId}");
        Assert.Equal(3, list.Document.QuerySelectorAll("tbody [name=order][form=bulk]").Length);
        Assert.Equal(["resend", "refund"], list.Document.QuerySelectorAll("#bulk button").Select(b => b.GetAttribute("value")!));

        var plan = (await staff.OpenAsync(GetPath("refund", first, second, cash))).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("Refund 2 orders?", plan.Text, StringComparison.Ordinal);
        Assert.Contains("Refund£45.00", plan.Text, StringComparison.Ordinal);
        Assert.Contains("3 tickets become void", plan.Text, StringComparison.Ordinal);
        Assert.Matches(@"Quartet\s*Mon 3 Mar 2031", plan.Text);
        Assert.Contains("1 order is left out", plan.Text, StringComparison.Ordinal);
        Assert.Contains("refund each one by hand", plan.Text, StringComparison.Ordinal);

        var progress = (await SubmitAsync(plan, "Power cut")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("Refunded0 of 2 Waiting2", progress.Text, StringComparison.Ordinal);
        Assert.Equal("4", progress.Headers["Refresh"]);

        // Sent again, it is the same run.
        Assert.Equal(progress.Path, (await SubmitAsync(plan, "Power cut")).Path);
        await app.RunJobAsync<BulkJob>();
        Assert.Equal("60", (await staff.OpenAsync(progress.Path)).Headers["Refresh"]);
        await app.RunJobAsync<RefundJob>();
        progress = await staff.OpenAsync(progress.Path);
        Assert.Contains("Refunded2 of 2 Waiting0 Failed0 Money refunded£45.00", progress.Text, StringComparison.Ordinal);
        Assert.False(progress.Headers.ContainsKey("Refresh"));
        Assert.Contains(progress.Path, (await staff.OpenAsync("/admin/orders")).Document.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Empty(await app.GetRefundsAsync(cash));
        await AssertRecordedAsync(progress, first);
    }

    [Theory, OnEitherDatabase]
    public async Task All_that_match_are_chosen_by_one_box(DatabaseProvider database)
    {
        app = venues.On(database);
        var (first, _, _) = await SellThreeAsync();
        using var staff = await app.SignInAsStaffAsync();
        var path = $"/admin/orders/bulk?event={first.EventId}&all=true&do=resend";
        var plan = (await staff.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("Send the emails of 2 orders again?", plan.Text, StringComparison.Ordinal);
        var progress = (await plan.SubmitAsync(Form)).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("Sent0 of 2", progress.Text, StringComparison.Ordinal);

        // A filter that cannot be read would choose more than was asked for.
        (await staff.OpenAsync("/admin/orders/bulk?event=nonsense&all=true&do=refund")).ExpectStatus(HttpStatusCode.BadRequest);
        (await staff.OpenAsync("/admin/orders/bulk?all=true&do=nonsense")).ExpectStatus(HttpStatusCode.NotFound);
    }

    [Theory, OnEitherDatabase]
    public async Task Bad_input_keeps_what_was_ticked_and_typed(DatabaseProvider database)
    {
        app = venues.On(database);
        var (first, second, _) = await SellThreeAsync();
        using var staff = await app.SignInAsStaffAsync();
        var none = (await staff.OpenAsync($"/admin/orders/bulk?event={first.EventId}&do=refund")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal($"/admin/orders?event={first.EventId}", none.Path);
        Assert.Contains("Tick the orders first.", none.Text, StringComparison.Ordinal);

        var plan = await staff.OpenAsync($"{GetPath("refund", first, second)}&event={first.EventId}");
        var reason = new string('x', RefundReason.MaxLength + 1);
        var refused = (await SubmitAsync(plan, reason)).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Equal(reason, refused.Document.QuerySelector("#Reason")!.GetAttribute("value"));
        Assert.Contains("Refund 2 orders?", refused.Text, StringComparison.Ordinal);
        var list = await staff.OpenAsync(refused.Document.QuerySelector($"{Form} a")!.GetAttribute("href")!);
        Assert.Equal(
            new[] { first.Reference, second.Reference }.Order(),
            list.Document.QuerySelectorAll("tbody [name=order][checked]").Select(box => box.GetAttribute("value")!).Order()
        );

        await app.StartRefundAsync(first);
        var changed = (await SubmitAsync(plan, "Ill")).ExpectStatus(HttpStatusCode.Conflict);
        Assert.Contains("Nothing was started", changed.Text, StringComparison.Ordinal);
        Assert.Contains("Refund 1 order?", changed.Text, StringComparison.Ordinal);
        (await SubmitAsync(changed, "Ill")).ExpectStatus(HttpStatusCode.OK);
        await app.RunJobAsync<BulkJob>();
        Assert.Equal("Ill", Assert.Single(await app.GetRefundsAsync(second)).Reason);
    }

    [Theory, OnEitherDatabase]
    public async Task The_preview_is_a_part_of_the_order_for_the_script(DatabaseProvider database)
    {
        app = venues.On(database);
        var (order, _, _) = await SellThreeAsync();
        using var staff = await app.SignInAsStaffAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/admin/orders/{order.Reference}");
        request.Headers.Add("X-Requested-With", "fetch");
        var preview = (await staff.FollowAsync(request)).ExpectStatus(HttpStatusCode.OK);
        Assert.Null(preview.Document.QuerySelector("main"));
        Assert.Contains(order.BuyerEmail, preview.Text, StringComparison.Ordinal);
        Assert.Contains("2 tickets", preview.Text, StringComparison.Ordinal);
    }

    private async Task<(Order First, Order Second, Order Cash)> SellThreeAsync()
    {
        var show = await app.PublishEventAsync();
        return (await app.BuyAsync(show, "Standing", 2), await app.BuyAsync(show, "Standing", 1), await app.SellAsync(show, "Standing", 1));
    }

    private static string GetPath(string action, params Order[] orders) =>
        $"/admin/orders/bulk?do={action}&{string.Join('&', orders.Select(order => $"order={order.Reference}"))}";

    private static Task<BrowserPage> SubmitAsync(BrowserPage plan, string reason) =>
        plan.SubmitAsync(Form, new Dictionary<string, string> { ["Reason"] = reason });

    private async Task AssertRecordedAsync(BrowserPage progress, Order order)
    {
        var run = await app.GetBulkProgressAsync(Guid.Parse(progress.Path.Split('/')[^1]));
        var started = Assert.Single(await app.GetAuditTrailAsync(run.Run.Id));
        Assert.Equal(("orders.refunded", run.Run.RequestedBy), (started.Action, started.ActorName));
        Assert.Contains("£45.00", started.After, StringComparison.Ordinal);
        var refund = Assert.Single(await app.GetRefundsAsync(order));
        Assert.Equal((run.Run.RequestedBy, "Power cut"), (refund.RequestedBy, refund.Reason));
        Assert.StartsWith("Grace", refund.RequestedBy, StringComparison.Ordinal);
        var entry = Assert.Single(await app.GetAuditTrailAsync(order.Id), entry => entry.Action == "order.refunded");
        Assert.Equal(refund.RequestedBy, entry.ActorName);
    }
}
