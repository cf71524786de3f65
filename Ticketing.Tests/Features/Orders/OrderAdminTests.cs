using System.Net;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Features.Receipts;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders;

public sealed class OrderAdminTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Nasty = "</script><script>alert(1)</script>'\"&--";

    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task The_timeline_tells_the_whole_story_in_the_venues_time(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.PlaceHoldAsync(show, "Standing", 2);
        var first = app.Clock.GetUtcNow();
        foreach (var outcome in new[] { SandboxStatus.Declined, SandboxStatus.Paid })
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            await app.SetSandboxOutcomeAsync(Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code)), outcome);
            app.Clock.Advance(PaymentSettlementJob.CheckInterval);
            await app.RunJobAsync<PaymentSettlementJob>();
        }

        var order = (await app.FindOrderByHoldAsync(code))!;
        await app.RunJobAsync<NotificationDispatcher>();
        using var staff = await app.SignInAsStaffAsync();
        await (await staff.OpenAsync($"/admin/orders/{order.Reference}")).SubmitAsync(
            "form[action*=Attendee]",
            new Dictionary<string, string> { ["name"] = "Grace Hopper" }
        );
        var page = (await staff.OpenAsync($"/admin/orders/{order.Reference.ToLowerInvariant()}")).ExpectStatus(HttpStatusCode.OK);
        var told = page.Document.QuerySelectorAll(".timeline > li > div").Select(li => CollapseSpaces(li.TextContent)).ToList();
        string[] expected =
        [
            "Tickets held 2 × Standing",
            "Order placed online £30.00",
            "Payment 1 started",
            "Payment 1 was declined by the bank",
            "Payment 2 started",
            "Order paid, tickets issued",
            "Payment 2 succeeded",
            "Email to ada@example.com queued",
            "Email sent to ada@example.com",
            "renamed an attendee",
        ];
        Assert.Equal(expected.Length, told.Count);
        Assert.All(expected, sentence => Assert.Contains(told, line => line.Contains(sentence, StringComparison.Ordinal)));
        Assert.Equal(
            expected.Take(5),
            expected.Take(5).OrderBy(sentence => told.FindIndex(line => line.Contains(sentence, StringComparison.Ordinal)))
        );
        var london = TimeZoneInfo.ConvertTime(first, TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        Assert.Contains(
            london.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture),
            page.Document.QuerySelector(".timeline time")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("Attendee: Ada Lovelace → Grace Hopper", page.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task An_expired_hold_is_shown_too(DatabaseProvider database)
    {
        app = venues.On(database);
        var code = await app.PlaceHoldAsync(await app.PublishEventAsync(), "Standing", 1);
        Assert.IsType<PlaceOutcome.Placed>(
            await app.UseAsync<PlaceOrder, PlaceOutcome>(orders =>
                orders.PlaceAsync(code, new Buyer("Ada", "ada@example.com", ""), expectedTotal: null, Ct)
            )
        );
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await app.RunJobAsync<Ticketing.Features.Holds.HoldExpiryJob>();
        await app.RunJobAsync<OrderExpiryJob>();
        using var staff = await app.SignInAsStaffAsync();
        var order = (await app.FindOrderByHoldAsync(code))!;
        var page = await staff.OpenAsync($"/admin/orders/{order.Reference}");
        Assert.Contains("Hold ran out: the tickets went back on sale", page.Text, StringComparison.Ordinal);
        Assert.Contains("Expired", page.Text, StringComparison.Ordinal);
        (await staff.OpenAsync($"/admin/orders/{order.Reference}/tickets.pdf")).ExpectStatus(HttpStatusCode.Conflict);
        (await staff.OpenAsync("/admin/orders/BCDF-2345")).ExpectStatus(HttpStatusCode.NotFound);
    }

    [Theory, OnEitherDatabase]
    public async Task Staff_send_the_tickets_again_as_often_as_they_like_and_to_a_corrected_address(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1, "adda@example.com");
        var link = await app.CreateOrderLinkAsync(order);
        using var staff = await app.SignInAsStaffAsync();
        for (var i = 0; i < ResendConfirmation.MaxResends + 2; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Contains(
                "The tickets go out to ada@example.com.",
                (await ResendAsync(staff, order, "ada@example.com")).ExpectStatus(HttpStatusCode.OK).Text,
                StringComparison.Ordinal
            );
        }

        await ResendAsync(staff, order, "ada@example.com");
        var mails = await app.UseAsync<NotificationOutbox, IReadOnlyList<Notification>>(outbox => outbox.GetForOrderAsync(order.Id, Ct));
        Assert.Equal(ResendConfirmation.MaxResends + 2, mails.Count(mail => mail.Recipient == "ada@example.com"));
        Assert.Equal(0, (await app.FindOrderAsync(order.Reference))!.Resends);
        using var stranger = app.NewBrowser();
        (await stranger.OpenAsync(link)).ExpectStatus(HttpStatusCode.Forbidden);
        (await ResendAsync(staff, order, "nobody@")).ExpectStatus(HttpStatusCode.BadRequest);
        var audit = await AuditAsync(order);
        Assert.Contains("adda@example.com", audit.First(entry => entry.Action == "order.resent").Before, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task User_input_is_encoded(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var sold = (
            await (await NewSaleAsync(staff, show)).SubmitAsync(
                "form.sale",
                new Dictionary<string, string>
                {
                    [$"Quantities[{show.GetTicketTypeId("Standing")}]"] = "1",
                    ["Name"] = "Eve " + Nasty,
                    ["Email"] = "ada@example.com",
                    ["Payment"] = "CardTerminal",
                    ["Slip"] = Nasty,
                }
            )
        ).ExpectStatus(HttpStatusCode.OK);
        sold = await sold.SubmitAsync("form[action*=Attendee]", new Dictionary<string, string> { ["name"] = "Mallory " + Nasty });
        foreach (
            var page in new[]
            {
                sold,
                await staff.OpenAsync($"/admin/orders?q={Uri.EscapeDataString("eve " + Nasty)}&event={show.Id}"),
                await sold.SubmitAsync("form[action*=Resend]", new Dictionary<string, string> { ["email"] = Nasty }),
                await sold.SubmitAsync("form[action*=Buyer]", new Dictionary<string, string> { ["phone"] = Nasty }),
                await (await NewSaleAsync(staff, show)).SubmitAsync(
                    "form.sale",
                    new Dictionary<string, string>
                    {
                        ["Name"] = Nasty,
                        ["Email"] = Nasty,
                        ["Phone"] = Nasty,
                        ["Slip"] = Nasty,
                    }
                ),
            }
        )
        {
            Assert.DoesNotContain(page.Document.Scripts, script => script.TextContent.Contains("alert", StringComparison.Ordinal));
            Assert.Contains("alert(1)", page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        }

        var order = (await app.FindOrderAsync(sold.GetLastPathSegment()))!;
        var mail = (await app.ConfirmationAsync(order))!;
        Assert.DoesNotContain("<script>", mail.Html, StringComparison.Ordinal);
        Assert.Contains(
            "Mallory " + Nasty,
            PdfReader
                .Pages(await staff.DownloadAsync($"{sold.Path}/tickets.pdf"))[0]
                .Replace(" ", "", StringComparison.Ordinal)
                .Replace("Mallory", "Mallory ", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        (await staff.OpenAsync("/admin/orders?event=x&status=9&channel='--&from=never&until=9999-12-31&at=''")).ExpectStatus(
            HttpStatusCode.OK
        );
    }

    [Theory]
    [OnEitherDatabase("/admin/orders")]
    [OnEitherDatabase("/admin/orders/new")]
    [OnEitherDatabase("/admin/orders/{order}")]
    [OnEitherDatabase("/admin/orders/{order}/tickets.pdf")]
    public async Task Only_staff_may_open_the_pages(DatabaseProvider database, string path)
    {
        app = venues.On(database);
        var order = await app.SellAsync(await app.PublishEventAsync(), "Standing", 1);
        var url = path.Replace("{order}", order.Reference, StringComparison.Ordinal);
        using var stranger = app.NewBrowser();
        Assert.StartsWith("/admin/login", (await stranger.OpenAsync(url)).Path, StringComparison.Ordinal);
        using var nobody = await app.SignInAsStaffAsync(role: null);
        (await nobody.OpenAsync(url)).ExpectStatus(HttpStatusCode.Forbidden);
        using var admin = await app.SignInAsStaffAsync();
        (await admin.OpenAsync(url)).ExpectStatus(HttpStatusCode.OK);
    }

    private static async Task<BrowserPage> ResendAsync(Browser staff, Order order, string email) =>
        await (await OpenAsync(staff, order)).SubmitAsync("form[action*=Resend]", new Dictionary<string, string> { ["email"] = email });

    private static async Task<BrowserPage> OpenAsync(Browser staff, Order order) =>
        (await staff.OpenAsync($"/admin/orders/{order.Reference}")).ExpectStatus(HttpStatusCode.OK);

    private static async Task<BrowserPage> NewSaleAsync(Browser staff, Event show) =>
        (await staff.OpenAsync($"/admin/orders/new?event={show.Id}")).ExpectStatus(HttpStatusCode.OK);

    private Task<IReadOnlyList<AuditEntry>> AuditAsync(Order order) =>
        app.UseAsync<AuditTrail, IReadOnlyList<AuditEntry>>(audit => audit.GetForSubjectAsync(order.Id, Ct));

    private static string CollapseSpaces(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
