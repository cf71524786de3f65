using AngleSharp.Dom;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Settlements;
using Ticketing.Features.Settlements.Figures;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Sales;

public sealed class NetRevenueTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Net_revenue_and_tickets_come_first_with_their_change(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        await app.SellAsync(show, "Standing", 2);
        app.Clock.Advance(TimeSpan.FromDays(7));
        await app.SellAsync(show, "Standing", 2);
        var returned = await app.SellAsync(show, "Standing", 1);
        await app.StartRefundAsync(returned);
        using var staff = await app.SignInAsStaffAsync();

        var page = await staff.OpenAsync("/admin/insights?from=2031-02-04&to=2031-02-10");

        Assert.Equal(
            ["Net revenue £28.00 = Same, was £28.00", "Tickets 3 ▲ 50% Up 50%, was 2"],
            page.Document.QuerySelectorAll(".headline > div").Select(Squeeze)
        );
        Assert.Equal(
            [
                "Gross revenue £42.00 ▲ 50% Up 50%, was £28.00",
                "Refunds £14.00 ▲ Up, was £0.00",
                "Orders 2 ▲ 100% Up 100%, was 1",
                "Average order £21.00 ▼ 25% Down 25%, was £28.00",
            ],
            page.Document.QuerySelectorAll(".others > div").Select(Squeeze)
        );
        Assert.Equal(
            ["change same", "change good", "change good", "change bad", "change good", "change bad"],
            page.Document.QuerySelectorAll(".change").Select(change => change.ClassName)
        );
        Assert.All(
            page.Document.QuerySelectorAll(".change > :first-child"),
            arrow => Assert.Equal("true", arrow.GetAttribute("aria-hidden"))
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_failed_refund_counts_the_same_in_all_figures(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        await app.BuyAsync(show, "Standing", 1);
        var returned = await app.BuyAsync(show, "Standing", 2);
        var refund = await app.StartRefundAsync(returned, 1);
        await app.UseAsync<SettleRefund>(settle => settle.FailAsync(refund.Id, new RefundState.Failed("", "The account is closed."), Ct));
        using var staff = await app.SignInAsStaffAsync();

        Assert.Contains(
            "Net revenue £30.00",
            Squeeze((await staff.OpenAsync("/admin/insights")).Document.QuerySelector(".headline")!),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Net revenue£30.00",
            Squeeze((await staff.OpenAsync("/admin/orders")).Document.QuerySelector(".totals")!),
            StringComparison.Ordinal
        );
        Assert.Contains("Net£15.00", (await staff.OpenAsync($"/admin/orders/{returned.Reference}")).Text, StringComparison.Ordinal);
        Assert.Contains(
            "Net revenue £30.00",
            Squeeze((await staff.OpenAsync($"/admin/insights/events/{show.Id}")).Document.QuerySelector(".figures")!),
            StringComparison.Ordinal
        );
        var check = await app.UseAsync<SettlementService, MoneyCheck>(async settlements =>
            (await settlements.GetReportAsync(show, Ct)).Settlement.MoneyCheck
        );
        Assert.Equal((3000, 0), (check.Net, check.Difference));
    }

    private static string Squeeze(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
