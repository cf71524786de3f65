using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.OutgoingWebhooks;

public sealed class OrderWebhookTests
{
    private const string Url = "https://partner.example/hooks";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task An_order_that_expires_is_told_once_and_one_that_is_paid_is_not(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        await app.AddWebhookAsync(Url, WebhookEventTypes.OrderExpired);
        await app.BuyAsync(show, "Standing", 1);
        var code = await app.PlaceHoldAsync(show, "Standing", 2);
        await app.StartPaymentAsync(code);

        await app.RunJobAsync<OrderExpiryJob>();
        Assert.Empty(await app.GetWebhooksAsync());
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.RunJobAsync<PaymentSettlementJob>();
        await app.RunJobAsync<HoldExpiryJob>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.RunJobAsync<OrderExpiryJob>()));

        var order = (await app.FindOrderByHoldAsync(code))!;
        Assert.Equal(OrderStatus.Expired, order.Status);
        var (type, data) = Assert.Single(await app.GetWebhooksAsync());
        Assert.Equal("order.expired", type);
        Assert.Equal((order.Reference, show.Id), (data.GetProperty("orderReference").GetString(), data.GetProperty("eventId").GetGuid()));
    }

    [Theory, OnEitherDatabase]
    public async Task A_correction_tells_what_has_changed_but_not_to_what(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 2);
        await app.AddWebhookAsync(Url, WebhookEventTypes.OrderCorrected);

        await CorrectAsync("Ada Lovelace", "", renameTickets: true);
        Assert.Empty(await app.GetWebhooksAsync());
        await CorrectAsync("Ada King", "+441134960000", renameTickets: true);
        await CorrectAsync("Ada King", "", renameTickets: false);
        await app.UseAsync<CorrectOrder>(correct => correct.RenameAttendeeAsync(order.Id, 1, "Mary Somerville", Ct));
        await app.UseAsync<CorrectOrder>(correct => correct.RenameAttendeeAsync(order.Id, 1, "Mary Somerville", Ct));
        await app.UseAsync<ResendConfirmation>(resend => resend.ResendByStaffAsync(order.Id, order.BuyerEmail, Ct));
        await app.UseAsync<ResendConfirmation>(resend => resend.ResendByStaffAsync(order.Id, "king@example.com", Ct));
        await app.UseAsync<CorrectOrder>(correct => correct.CorrectCompanyAsync(order.Id, new Company("King Ltd", "Leeds", ""), Ct));
        await app.UseAsync<CorrectOrder>(correct => correct.CorrectCompanyAsync(order.Id, new Company("King Ltd", "Leeds", ""), Ct));

        var told = await app.GetWebhooksAsync();
        Assert.Equal(["name phone attendees", "phone", "attendees", "email", "company"], told.Select(w => ListChanges(w.Data)));
        Assert.All(told, w => Assert.Equal(order.Reference, w.Data.GetProperty("orderReference").GetString()));
        foreach (var text in new[] { "Ada", "King", "Mary", "king@", "4960000", "Leeds" })
        {
            Assert.DoesNotContain(told, w => w.Data.GetRawText().Contains(text, StringComparison.Ordinal));
        }

        Task CorrectAsync(string name, string phone, bool renameTickets) =>
            app.UseAsync<CorrectOrder>(correct => correct.CorrectBuyerAsync(order.Id, name, phone, renameTickets, Ct));
    }

    private static string ListChanges(System.Text.Json.JsonElement data) =>
        string.Join(' ', data.GetProperty("changed").EnumerateArray().Select(change => change.GetString()));
}
