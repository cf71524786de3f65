using System.Net;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.Refunds;

public sealed class RefundPageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Form = "main form";
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task Staff_choose_tickets_see_the_sum_and_confirm(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 3);
        using var staff = await app.SignInAsStaffAsync(Roles.Admin);
        var ticket = (await app.GetTicketsAsync(order))[1].Id;
        var choosing = (await staff.OpenAsync($"/admin/orders/{order.Reference}/refund")).ExpectStatus(HttpStatusCode.OK);
        Assert.Empty(choosing.Document.QuerySelectorAll($"{Form} [checked]"));
        var typed = new Dictionary<string, string> { ["Chosen"] = $"{ticket}", ["Reason"] = "Ill" };
        var review = (await choosing.SubmitAsync(Form, typed, "review")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("Refund £15.00", review.Text, StringComparison.Ordinal);
        Assert.Contains("1 ticket becomes void", review.Text, StringComparison.Ordinal);
        Assert.Empty(await app.GetRefundsAsync(order));

        var done = (await review.SubmitAsync(Form, button: "refund")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("£15.00 is on its way back", done.Text, StringComparison.Ordinal);
        var refund = Assert.Single(await app.GetRefundsAsync(order));
        Assert.Equal(("Ill", ticket), (refund.Reason, Assert.Single(refund.Lines).TicketId));
        Assert.StartsWith("Grace", refund.RequestedBy, StringComparison.Ordinal);

        // Resubmits the stale review page.
        Assert.Contains(
            "refunded in the meantime",
            (await review.SubmitAsync(Form, button: "refund")).ExpectStatus(HttpStatusCode.Conflict).Text,
            StringComparison.Ordinal
        );
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task An_order_that_is_refunded_in_part_says_so_with_what_remains(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 3);
        await app.StartRefundAsync(order, 2);
        using var staff = await app.SignInAsStaffAsync(Roles.Admin);
        foreach (var path in new[] { $"/admin/orders?q={order.Reference}", $"/admin/orders/{order.Reference}" })
        {
            var page = (await staff.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
            Assert.Equal("Part refunded", page.Document.QuerySelector("main .chip.warn")?.TextContent);
            Assert.Matches("Refunded ?−?£15.00 ?Net ?£30.00", page.Text);
        }

        // All of it, and in progress.
        await app.StartRefundAsync(order, 1, 3);
        foreach (var path in new[] { $"/admin/orders?q={order.Reference}", $"/admin/orders/{order.Reference}" })
        {
            var page = await staff.OpenAsync(path);
            Assert.Equal("Refunded", page.Document.QuerySelector("main .chip.warn")?.TextContent);
            Assert.Matches("Refunded ?−?£45.00 ?Net ?£0.00", page.Text);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task All_tickets_that_are_still_valid_are_chosen_at_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 3);
        await app.StartRefundAsync(order, 2);
        using var staff = await app.SignInAsStaffAsync(Roles.Admin);
        var choosing = await staff.OpenAsync($"/admin/orders/{order.Reference}/refund");
        Assert.Contains("All 2 valid tickets £30.00", choosing.Text, StringComparison.Ordinal);
        var review = await choosing.SubmitAsync(Form, new Dictionary<string, string> { ["All"] = "true" }, "review");
        Assert.Contains("Refund £30.00", review.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        var fields = review
            .Document.QuerySelectorAll($"{Form} input[type=hidden]")
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? ""));
        var done = await staff.PostAsync(review.Path, [.. fields, new("step", "refund")]);
        Assert.Contains("£30.00 is on its way back", done.Text, StringComparison.Ordinal);
        Assert.Equal([1, 2], (await app.GetRefundsAsync(order)).Select(refund => refund.Lines.Count).Order());
    }

    [Theory, OnEitherDatabase]
    public async Task A_refund_without_tickets_is_refused_and_keeps_the_input(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        using var staff = await app.SignInAsStaffAsync(Roles.Admin);
        var choosing = await staff.OpenAsync($"/admin/orders/{order.Reference}/refund");
        var refused = (await choosing.SubmitAsync(Form, new Dictionary<string, string> { ["Reason"] = "Ill" }, "review")).ExpectStatus(
            HttpStatusCode.BadRequest
        );
        Assert.Contains("Choose at least one ticket to refund.", refused.Text, StringComparison.Ordinal);
        Assert.Equal("Ill", refused.Document.QuerySelector("#Reason")!.GetAttribute("value"));
    }

    [Theory, OnEitherDatabase]
    public async Task Failed_refunds_are_listed_and_can_be_retried(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1, "bob+refund-fails-once@example.com");
        await app.StartRefundAsync(order);
        await app.RunJobAsync<RefundJob>();
        using var staff = await app.SignInAsStaffAsync(Roles.Admin);
        var failed = (await staff.OpenAsync("/admin/refunds?status=Failed")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains(order.Reference, failed.Text, StringComparison.Ordinal);
        Assert.Contains("account is closed", failed.Text, StringComparison.Ordinal);
        Assert.Contains("The provider refused the refund", await TimelineAsync(staff, order), StringComparison.Ordinal);
        await failed.SubmitAsync($"tr:has([href*='{order.Reference}']) form");
        await app.RunJobAsync<RefundJob>();
        Assert.DoesNotContain(order.Reference, (await staff.OpenAsync("/admin/refunds?status=Failed")).Text, StringComparison.Ordinal);
        Assert.Equal(OrderStatus.Refunded, (await app.ReloadAsync(order)).Status);
        var told = await TimelineAsync(staff, order);
        Assert.Contains("£15.00 to go back for 1 ticket", told, StringComparison.Ordinal);
        Assert.Contains("£15.00 went back", told, StringComparison.Ordinal);
        Assert.DoesNotContain("refused the refund", told, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Older_and_newer_refunds_are_linked_with_the_filters(DatabaseProvider database)
    {
        await using var venue = new TicketingApp(database);
        var order = await venue.BuyAsync(await venue.PublishEventAsync(), "Standing", 1);
        await venue.InsertRefundsAsync(order, RefundQueries.PageSize + 1);
        using var staff = await venue.SignInAsStaffAsync(Roles.Admin);

        // Bookmarks of numbered pages show the first page.
        var first = await staff.OpenAsync($"/admin/refunds?status=Pending&channel={order.Channel}&number=2");
        Assert.Equal((RefundQueries.PageSize, null), (CountRows(first), GetLink(first, "prev")));
        var older = await staff.OpenAsync(GetLink(first, "next")!);
        Assert.Equal((1, null), (CountRows(older), GetLink(older, "next")));
        Assert.Contains($"status=Pending&channel={order.Channel}&at=newer.", GetLink(older, "prev"), StringComparison.Ordinal);
        var newer = await staff.OpenAsync(GetLink(older, "prev")!);
        Assert.Equal((RefundQueries.PageSize, null), (CountRows(newer), GetLink(newer, "prev")));
        Assert.Equal(GetLink(first, "next"), GetLink(newer, "next"));
    }

    [Theory, OnEitherDatabase]
    public async Task The_buyer_sees_which_tickets_are_void_and_what_came_back(DatabaseProvider database)
    {
        app = venues.On(database);
        using var buyer = app.NewBrowser();
        var page = await buyer.BuyAsync(await app.PublishEventAsync(), "Standing", 3);
        var order = (await app.FindOrderAsync(page.GetLastPathSegment()))!;
        await app.StartRefundAsync(order, 1);
        var partly = await buyer.OpenAsync($"/orders/{order.Reference}");
        Assert.Equal(2, partly.Document.QuerySelectorAll(".pass img").Length);
        Assert.Contains("No longer valid", partly.Document.QuerySelector(".pass.void")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Refund of £15.00 in progress", partly.Text, StringComparison.Ordinal);

        await app.StartRefundAsync(order, 2, 3);
        await app.RunJobAsync<RefundJob>();
        var gone = await buyer.OpenAsync($"/orders/{order.Reference}");
        Assert.Contains("Your order has been refunded", gone.Text, StringComparison.Ordinal);
        Assert.Empty(gone.Document.QuerySelectorAll(".pass img, form.resend, [href$='tickets.pdf']"));
        Assert.NotEmpty(await buyer.DownloadAsync($"/orders/{order.Reference}/receipt.pdf"));
        (await buyer.OpenAsync($"/orders/{order.Reference}/tickets.pdf")).ExpectStatus(HttpStatusCode.Conflict);
    }

    [Theory, OnEitherDatabase]
    public async Task A_free_ticket_is_cancelled_rather_than_refunded(DatabaseProvider database)
    {
        app = venues.On(database);
        using var buyer = app.NewBrowser();
        var checkout = await buyer.ChooseTicketsAsync(await app.PublishEventAsync(new TicketTypeDraft("Entry", 0, 10)), ("Entry", 1));
        var page = await checkout.SubmitBuyerAsync();
        await app.StartRefundAsync((await app.FindOrderAsync(page.GetLastPathSegment()))!);
        await app.RunJobAsync<RefundJob>();
        var cancelled = await buyer.OpenAsync(page.Path);
        Assert.Contains("Your ticket has been cancelled", cancelled.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("refund", cancelled.Document.QuerySelector(".timeline")!.TextContent, StringComparison.OrdinalIgnoreCase);
        var voided = cancelled.Document.QuerySelector(".pass.void")!.TextContent;
        Assert.Contains("Ticket cancelled", voided, StringComparison.Ordinal);
        Assert.DoesNotContain("efund", voided, StringComparison.Ordinal);
    }

    private static int CountRows(BrowserPage page) => page.Document.QuerySelectorAll("tbody tr").Length;

    private static string? GetLink(BrowserPage page, string relation) =>
        page.Document.QuerySelector($".pages [rel={relation}]")?.GetAttribute("href");

    private static async Task<string> TimelineAsync(Browser staff, Order order) =>
        (await staff.OpenAsync($"/admin/orders/{order.Reference}")).Document.QuerySelector(".timeline")!.TextContent;
}
