using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.OutgoingWebhooks.Sending;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.OutgoingWebhooks;

public sealed class WebhookEventTests
{
    private const string Url = "https://partner.example/hooks";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_paid_order_is_told_once_however_often_its_payment_is_settled(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        await app.AddWebhookAsync(Url, WebhookEventTypes.OrderPaid);

        var order = await app.BuyAsync(show, "Standing", 2);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.RunJobAsync<PaymentSettlementJob>()));

        var (type, data) = Assert.Single(await app.GetWebhooksAsync());
        Assert.Equal("order.paid", type);
        Assert.Equal(order.Reference, data.GetProperty("orderReference").GetString());
        Assert.Equal(show.Id, data.GetProperty("eventId").GetGuid());
        Assert.Equal("online", data.GetProperty("channel").GetString());
        Assert.Equal(order.Total, data.GetProperty("total").GetProperty("amount").GetInt64());
        Assert.Equal("GBP", data.GetProperty("total").GetProperty("currency").GetString());
        var line = Assert.Single(data.GetProperty("lines").EnumerateArray());
        Assert.Equal(
            (show.GetTicketTypeId("Standing"), 2),
            (line.GetProperty("ticketTypeId").GetGuid(), line.GetProperty("quantity").GetInt32())
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_sale_at_the_box_office_is_told_and_one_that_is_refused_is_not(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1));
        await app.AddWebhookAsync(Url);

        await app.SellAsync(show, "Standing", 1);
        Assert.IsNotType<SaleOutcome.Sold>(await app.TrySellAsync(show, "Standing", 1));

        var (type, data) = Assert.Single(await app.GetWebhooksAsync());
        Assert.Equal(("order.paid", "boxOffice"), (type, data.GetProperty("channel").GetString()));
    }

    [Theory, OnEitherDatabase]
    public async Task A_refund_tells_which_tickets_are_void_and_then_that_the_money_is_back(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 3);
        await app.AddWebhookAsync(Url);

        var refund = await app.StartRefundAsync(order, 1, 3);
        Assert.Equal(["ticket.voided", "ticket.voided"], (await app.GetWebhooksAsync()).Select(w => w.Type));
        await Task.WhenAll(app.RunJobAsync<RefundJob>(), app.RunJobAsync<RefundJob>());
        await app.RunJobAsync<RefundJob>();

        var told = await app.GetWebhooksAsync();
        Assert.Equal([1, 3], told.Take(2).Select(w => w.Data.GetProperty("ticketNumber").GetInt32()).Order());
        var (type, data) = Assert.Single(told.Skip(2));
        Assert.Equal("order.refunded", type);
        Assert.Equal(
            (order.Reference, refund.Id),
            (data.GetProperty("orderReference").GetString(), data.GetProperty("refundId").GetGuid())
        );
        Assert.Equal(refund.Amount, data.GetProperty("amount").GetProperty("amount").GetInt64());
        Assert.Equal("staff", data.GetProperty("cause").GetString());
        Assert.Equal([1, 3], data.GetProperty("ticketNumbers").EnumerateArray().Select(n => n.GetInt32()));
    }

    [Theory, OnEitherDatabase]
    public async Task Only_scans_that_admit_are_told_and_each_once(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        var code = await app.BuyTicketCodeAsync(show);
        await app.AddWebhookAsync(Url);

        var first = await app.ScanAsync(show, code, key: "one");
        await app.ScanAsync(show, code, key: "one");
        await app.ScanAsync(show, code);
        await app.ScanAsync(show, "not a ticket");
        await app.UndoAdmissionAsync(first);
        await app.UndoAdmissionAsync(first);

        var told = await app.GetWebhooksAsync();
        Assert.Equal(["ticket.scanned", "ticket.scan_undone"], told.Select(w => w.Type));
        var data = told[0].Data;
        Assert.Equal(
            (1, "Main door", false),
            (data.GetProperty("ticketNumber").GetInt32(), data.GetProperty("gate").GetString(), data.GetProperty("byHand").GetBoolean())
        );
        Assert.Equal(show.Id, data.GetProperty("eventId").GetGuid());
    }

    [Theory, OnEitherDatabase]
    public async Task What_becomes_of_an_event_is_told_but_not_the_changes_of_a_draft(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.AddEventAsync(EventStatus.Inactive);
        await app.AddWebhookAsync(Url);

        await app.EditEventAsync(show, form => form.Title = "Nadia Karim Trio");
        Assert.Empty(await app.GetDeliveriesAsync());

        await app.UseAsync<PublishEvent>(publish => publish.PublishAsync(show.Id, Ct));
        await app.UseAsync<PublishEvent>(publish => publish.PublishAsync(show.Id, Ct));
        await app.EditEventAsync(show, form => form.Title = "Nadia Karim Quintet");
        await app.EditEventAsync(show, _ => { });
        await app.EditTicketTypeAsync(show, "Standing", form => form.Price = "15");
        await app.UseAsync<EditTicketType>(edit => edit.SetOfferedAsync(show.Id, show.GetTicketTypeId("Seated"), offered: false, Ct));
        await app.UseAsync<DeleteTicketType>(delete => delete.DeleteAsync(show.Id, show.GetTicketTypeId("Seated"), Ct));
        await app.UseAsync<PublishEvent>(publish => publish.WithdrawAsync(show.Id, Ct));
        await app.UseAsync<PublishEvent>(publish => publish.PublishAsync(show.Id, Ct));
        await app.CancelAsync(show);
        await app.CancelAsync(show);

        var told = await app.GetWebhooksAsync();
        string[] changed = ["event.changed", "event.changed", "event.changed", "event.changed"];
        Assert.Equal(["event.published", .. changed, "event.withdrawn", "event.published", "event.cancelled"], told.Select(w => w.Type));
        Assert.Equal("Nadia Karim Quintet", told[1].Data.GetProperty("title").GetString());
        Assert.Equal(
            ["active", "inactive", "active", "cancelled"],
            told.Where(w => w.Type != "event.changed").Select(w => w.Data.GetProperty("status").GetString())
        );
        Assert.Equal("2031-03-03T12:00:00+00:00", told[0].Data.GetProperty("startsAt").GetString());
    }

    [Theory, OnEitherDatabase]
    public async Task A_change_that_is_rolled_back_is_not_told(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.AddEventAsync(EventStatus.Inactive);
        await app.AddWebhookAsync(Url);

        var written = await app.UseAsync<IServiceProvider, int>(services =>
        {
            var db = services.GetRequiredService<TicketingDbContext>();
            return db.WriteAsync(
                async () =>
                {
                    await services.GetRequiredService<PublishEvent>().PublishAsync(show.Id, Ct);
                    return await db.Set<WebhookDelivery>().CountAsync(Ct);
                },
                _ => false,
                Ct
            );
        });

        Assert.Equal(1, written);

        Assert.Equal(EventStatus.Inactive, (await app.GetEventAsync(show)).Status);
        Assert.Empty(await app.GetDeliveriesAsync());
    }

    [Theory, OnEitherDatabase]
    public async Task Endpoints_are_told_only_what_they_subscribe_to_while_they_are_enabled(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        var orders = await app.AddWebhookAsync(Url, WebhookEventTypes.OrderPaid);
        var all = await app.AddWebhookAsync(Url);
        await app.AddWebhookAsync(Url, WebhookEventTypes.EventCancelled);
        var disabled = await app.AddWebhookAsync(Url);
        await app.UseAsync<DisableWebhookEndpoint>(disable => disable.DisableAsync(disabled.Id, Ct));

        await app.SellAsync(show, "Standing", 1);

        Assert.Equal(new[] { orders.Id, all.Id }.Order(), (await app.GetDeliveriesAsync()).Select(d => d.EndpointId).Order());
    }

    [Fact]
    public async Task Payloads_name_no_buyer()
    {
        await using var app = new TicketingApp();
        var show = await app.PublishEventAsync();
        await app.AddWebhookAsync(Url);
        var buyer = new Buyer("Ada Lovelace", "ada@example.com", "+441135550100");

        var order = await app.SellAsync(show, "Standing", 2, buyer: buyer);
        await app.ScanAsync(show, (await app.GetTicketCodesAsync(order))[0]);
        await app.StartRefundAsync(order);
        await app.CancelAsync(show);

        var told = string.Join('\n', (await app.GetDeliveriesAsync()).Select(d => d.Payload));
        Assert.Contains(order.Reference, told, StringComparison.Ordinal);
        // Not "Ada" alone: ids are written in letters too.
        foreach (
            var text in new[] { "Ada Lovelace", "Lovelace", "ada@example.com", "5550100", order.Id.ToString(), order.HoldId.ToString() }
        )
        {
            Assert.DoesNotContain(text, told, StringComparison.OrdinalIgnoreCase);
        }
    }
}
