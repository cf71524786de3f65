using Ticketing.Features.Insights.Events;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Settlements.Figures;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Sync;

/// <summary>Refunds and disputes from the provider’s dashboard in settlements and event figures.</summary>
public sealed class ExternalRefundFigureTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [OnEitherDatabase(500, 500, 0)]
    [OnEitherDatabase(2900, 2800, 100)]
    [OnEitherDatabase(3000, 2800, 200)]
    public async Task The_settlement_deducts_it_from_the_face_value_first_and_balances(
        DatabaseProvider database,
        int amount,
        int ofPrice,
        int ofFee
    )
    {
        await using var app = new ProviderLedgerVenue(database);
        var show = await app.PublishEventAsync();
        var (_, payment) = await app.SellOnlineAsync(2, show);
        await app.SyncAsync(app.AddProviderRefund(payment, amount));
        using var staff = await app.SignInAsStaffAsync();

        var s = await app.GetSettlementAsync(show);

        Assert.True(s.MoneyCheck.IsBalanced, $"{s.MoneyCheck}");
        Assert.Equal(new FaceAndFee(ofPrice, ofFee), s.Refunds);
        Assert.Equal((3000 - amount, 2, 0), (s.Net.Total, s.Sold, s.Refunded));
        Assert.Contains(
            UnallocatedRefunds.Label,
            (await staff.OpenAsync($"/admin/events/{show.Id}/settlement")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains(UnallocatedRefunds.Label, await app.GetSettlementCsvAsync(show), StringComparison.Ordinal);
        Assert.NotEmpty(await app.GetSettlementPdfAsync(show));
    }

    [Theory]
    [OnEitherDatabase(DisputeStatus.Lost, 0, 3000, "Taken back by buyers’ banks, 1 dispute")]
    [OnEitherDatabase(DisputeStatus.NeedsResponse, 3000, 0, "1 payment over £30.00 is disputed by the buyers’ banks and not decided yet")]
    [OnEitherDatabase(DisputeStatus.Won, 3000, 0, null)]
    public async Task Lost_disputes_are_not_takings(DatabaseProvider database, DisputeStatus status, int left, int lost, string? told)
    {
        await using var app = new ProviderLedgerVenue(database);
        var show = await app.PublishEventAsync();
        var (_, payment) = await app.SellOnlineAsync(2, show);
        await app.SyncAsync(app.AddProviderDispute(payment, status));
        using var staff = await app.SignInAsStaffAsync();

        var s = await app.GetSettlementAsync(show);

        Assert.True(s.MoneyCheck.IsBalanced, $"{s.MoneyCheck}");
        Assert.Equal((left, lost), (s.Net.Total, s.MoneyCheck.DisputeLosses));
        var page = await staff.OpenAsync($"/admin/events/{show.Id}/settlement");
        Assert.Contains(told ?? "", page.Text, StringComparison.Ordinal);
        Assert.Equal(told is not null, page.Text.Contains("buyers’ banks", StringComparison.Ordinal));
        Assert.NotEmpty(await app.GetSettlementPdfAsync(show));
    }

    [Theory, OnEitherDatabase]
    public async Task Tax_is_calculated_on_the_retained_amount(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        app.Set("Pricing:TaxRatePercent", "20");
        var show = await app.PublishEventAsync();
        var (_, payment) = await app.SellOnlineAsync(2, show);
        await app.SyncAsync(app.AddProviderRefund(payment, 600));
        var s = await app.GetSettlementAsync(show);
        Assert.Equal((2400, 400), (Assert.Single(s.Taxes).GrossAmount.Total, s.Tax.Total));
    }

    [Theory, OnEitherDatabase]
    public async Task Event_figures_count_the_money_but_no_ticket(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var show = await app.PublishEventAsync();
        var (_, payment) = await app.SellOnlineAsync(2, show);
        await app.SyncAsync(app.AddProviderRefund(payment, 500));
        var now = await app.GetEventAsync(show);
        var figures = await app.UseAsync<EventFigureQueries, EventFigures>(book => book.GetForEventAsync(now, Ct));
        Assert.Equal((new Money(500, "GBP"), 0), (figures.Refunds, figures.RefundedTickets));
    }
}
