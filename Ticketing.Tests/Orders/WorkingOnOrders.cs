using System.Net;
using Ticketing.Audit;
using Ticketing.Events;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Sandbox;
using Ticketing.Settings;
using Ticketing.Tests.Receipts;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Orders;

public sealed class WorkingOnOrders(Venues venues) : IClassFixture<Venues>
{
    private const string Nasty = "</script><script>alert(1)</script>'\"&--";
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task The_timeline_tells_the_whole_story_in_the_venues_time(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var code = await app.HeldAsync(show, "Standing", 2);
        var first = app.Clock.GetUtcNow();
        foreach (var outcome in new[] { SandboxStatus.Declined, SandboxStatus.Paid })
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            await app.ChooseAsync(Assert.IsType<StartOutcome.PayAt>(await app.StartPaymentAsync(code)), outcome);
            app.Clock.Advance(PaymentReconciler.CheckEvery);
            await app.RunAsync<PaymentReconciler>();
        }

        var order = (await app.OrderOfAsync(code))!;
        await app.RunAsync<NotificationDispatcher>();
        using var staff = await app.SignedInAsync();
        await (await staff.OpenAsync($"/admin/orders/{order.Reference}")).SubmitAsync(
            "form[action*=Attendee]", new Dictionary<string, string> { ["name"] = "Grace Hopper" });
        var page = (await staff.OpenAsync($"/admin/orders/{order.Reference.ToLowerInvariant()}")).Expect(HttpStatusCode.OK);
        var told = page.Document.QuerySelectorAll(".timeline > li > div").Select(li => Words(li.TextContent)).ToList();
        string[] expected =
        [
            "Tickets held 2 × Standing", "Order placed online £30.00", "Payment 1 started", "Payment 1 was declined by the bank", "Payment 2 started",
            "Order paid, tickets issued", "Payment 2 succeeded", "Mail queued to ada@example.com", "Mail sent to ada@example.com", "renamed an attendee",
        ];
        Assert.Equal(expected.Length, told.Count);
        Assert.All(expected, sentence => Assert.Contains(told, line => line.Contains(sentence, StringComparison.Ordinal)));
        Assert.Equal(expected.Take(5), expected.Take(5).OrderBy(sentence => told.FindIndex(line => line.Contains(sentence, StringComparison.Ordinal))));
        var london = TimeZoneInfo.ConvertTime(first, TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        Assert.Contains(london.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), page.Document.QuerySelector(".timeline time")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("attendee: Ada Lovelace → Grace Hopper", page.Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_hold_that_ran_out_is_told_too(DatabaseProvider database)
    {
        app = venues.On(database);
        var code = await app.HeldAsync(await app.PublishAsync(), "Standing", 1);
        Assert.IsType<PlaceOutcome.Placed>(await app.UseAsync<PlaceOrder, PlaceOutcome>(orders => orders.PlaceAsync(code, new Buyer("Ada", "ada@example.com", ""), agreed: null, Ct)));
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await app.RunAsync<Ticketing.Holds.HoldExpiry>();
        await app.RunAsync<OrderUpkeep>();
        using var staff = await app.SignedInAsync();
        var order = (await app.OrderOfAsync(code))!;
        var page = await staff.OpenAsync($"/admin/orders/{order.Reference}");
        Assert.Contains("Hold ran out: the tickets went back on sale", page.Text, StringComparison.Ordinal);
        Assert.Contains("Never paid", page.Text, StringComparison.Ordinal);
        (await staff.OpenAsync($"/admin/orders/{order.Reference}/tickets.pdf")).Expect(HttpStatusCode.Conflict);
        (await staff.OpenAsync("/admin/orders/BCDF-2345")).Expect(HttpStatusCode.NotFound);
    }

    [Theory, OnBothDatabases]
    public async Task Staff_send_the_tickets_again_as_often_as_they_like_and_to_a_corrected_address(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishAsync(), "Standing", 1, "adda@example.com");
        var link = await app.LinkAsync(order);
        using var staff = await app.SignedInAsync();
        for (var i = 0; i < ResendConfirmation.MostResends + 2; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Contains("The tickets go out to ada@example.com.", (await ResendAsync(staff, order, "ada@example.com")).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        }

        await ResendAsync(staff, order, "ada@example.com");
        var mails = await app.UseAsync<Outbox, IReadOnlyList<Notification>>(outbox => outbox.OfOrderAsync(order.Id, Ct));
        Assert.Equal(ResendConfirmation.MostResends + 2, mails.Count(mail => mail.Recipient == "ada@example.com"));
        Assert.Equal(0, (await app.OrderAsync(order.Reference))!.Resends);
        using var stranger = app.NewBrowser();
        (await stranger.OpenAsync(link)).Expect(HttpStatusCode.Forbidden);
        (await ResendAsync(staff, order, "nobody@")).Expect(HttpStatusCode.BadRequest);
        var audit = await AuditAsync(order);
        Assert.Contains("adda@example.com", audit.First(entry => entry.Action == "order.resent").Before, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_new_name_shows_on_the_buyers_page_and_on_the_ticket(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishAsync(), "Standing", 2);
        using var staff = await app.SignedInAsync();
        (await (await OpenAsync(staff, order)).SubmitAsync("form[action*=Attendee]", new Dictionary<string, string> { ["number"] = "2", ["name"] = "  Grace   Hopper " })).Expect(HttpStatusCode.OK);
        var pages = Pdf.Pages(await staff.DownloadAsync($"/admin/orders/{order.Reference}/tickets.pdf"));
        Assert.Contains("Ada Lovelace", pages[0], StringComparison.Ordinal);
        Assert.Contains("Grace Hopper", pages[1], StringComparison.Ordinal);
        using var buyer = app.NewBrowser();
        Assert.Contains("Grace Hopper", (await buyer.OpenAsync(await app.LinkAsync(order))).Text, StringComparison.Ordinal);
        foreach (var name in new[] { "", "\u202etxt", new string('x', 101) })
        {
            (await (await OpenAsync(staff, order)).SubmitAsync("form[action*=Attendee]", new Dictionary<string, string> { ["name"] = name })).Expect(HttpStatusCode.BadRequest);
        }

        (await (await OpenAsync(staff, order)).SubmitAsync("form[action*=Attendee]", new Dictionary<string, string> { ["number"] = "3", ["name"] = "X" })).Expect(HttpStatusCode.NotFound);
    }

    [Theory, OnBothDatabases]
    public async Task A_corrected_buyer_takes_the_tickets_in_the_old_name_along(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishAsync(), "Standing", 2);
        using var staff = await app.SignedInAsync();
        await (await OpenAsync(staff, order)).SubmitAsync("form[action*=Attendee]", new Dictionary<string, string> { ["name"] = "Grace Hopper" });
        var page = await (await OpenAsync(staff, order)).SubmitAsync(
            "form[action*=Buyer]", new Dictionary<string, string> { ["name"] = "Ada King", ["phone"] = "0113 496 0000" });
        Assert.Contains("+44 113 496 0000", page.Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Equal(["Grace Hopper", "Ada King"], page.Document.QuerySelectorAll(".rows strong").Select(name => name.TextContent));
        (await page.SubmitAsync("form[action*=Buyer]", new Dictionary<string, string> { ["phone"] = "12" })).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(["order.attendee_renamed", "order.buyer_corrected"], (await AuditAsync(order)).Select(entry => entry.Action));
    }

    [Theory, OnBothDatabases]
    public async Task A_walk_up_is_sold_on_one_page_and_the_form_sent_again_sells_nothing(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        using var staff = await app.SignedInAsync();
        Assert.Contains(show.Id.ToString(), (await staff.OpenAsync("/admin/orders/new")).Document.Body!.InnerHtml, StringComparison.Ordinal);
        var form = await NewSaleAsync(staff, show);
        var fields = new Dictionary<string, string> { [$"Quantities[{show.TypeId("Standing")}]"] = "2", ["Payment"] = "CardTerminal", ["Slip"] = $"slip-{show.Slug}" };
        var sold = (await form.SubmitAsync("form.sale", fields)).Expect(HttpStatusCode.OK);
        Assert.Contains("Sold: 2 tickets, £28.00, Card terminal.", sold.Text, StringComparison.Ordinal);
        Assert.Contains("Walk-up", sold.Text, StringComparison.Ordinal);
        Assert.Contains("sold at the box office", sold.Text, StringComparison.Ordinal);
        var again = await form.SubmitAsync("form.sale", fields);
        Assert.Equal(sold.Path, again.Path);
        Assert.Contains("nothing was sold again", again.Text, StringComparison.Ordinal);
        Assert.Equal(2, Pdf.Pages(await staff.DownloadAsync($"{sold.Path}/tickets.pdf")).Length);
        Assert.Contains(sold.Code(), (await staff.OpenAsync($"/admin/orders?q=slip-{show.Slug}")).Text, StringComparison.Ordinal);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_comp_says_so_on_ticket_receipt_and_mail(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        using var staff = await app.SignedInAsync();
        var sold = (await (await NewSaleAsync(staff, show)).SubmitAsync("form.sale", new Dictionary<string, string>
        {
            [$"Quantities[{show.TypeId("Seated")}]"] = "1", ["Payment"] = "Complimentary", ["Name"] = "Ada Lovelace", ["Email"] = "ada@example.com",
        })).Expect(HttpStatusCode.OK);
        Assert.Contains("Complimentary", Pdf.Pages(await staff.DownloadAsync($"{sold.Path}/tickets.pdf"))[0], StringComparison.Ordinal);
        var receipt = Pdf.Pages(await staff.DownloadAsync($"{sold.Path}/receipt.pdf"))[0];
        Assert.Contains("Complimentary", receipt, StringComparison.Ordinal);
        Assert.DoesNotContain("24.00", receipt, StringComparison.Ordinal);
        var mail = await app.ConfirmationAsync((await app.OrderAsync(sold.Code()))!);
        Assert.Contains("Total: Complimentary", mail!.Text, StringComparison.Ordinal);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task What_cannot_be_sold_is_told_beside_its_field_and_nothing_typed_is_lost(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync(new TypeDraft("Few", 1400, 2), new TypeDraft("Gone", 1400, 2, t => t.IsWithdrawn = true));
        using var staff = await app.SignedInAsync();
        var few = $"Quantities[{show.TypeId("Few")}]";
        foreach (var (fields, status, told) in new (Dictionary<string, string>, HttpStatusCode, string)[]
                 {
                     (new() { [few] = "3", ["Name"] = "Bea" }, HttpStatusCode.Conflict, "Only 2 left."),
                     (new() { [few] = "two" }, HttpStatusCode.BadRequest, "Enter a whole number"),
                     (new() { [few] = "" }, HttpStatusCode.BadRequest, "Choose at least one ticket."),
                     (new() { [few] = "999999999" }, HttpStatusCode.Conflict, "Only 2 left."),
                     (new() { [few] = "1", ["Payment"] = "Complimentary" }, HttpStatusCode.BadRequest, "Say who the complimentary tickets are for."),
                     (new() { [few] = "1", ["Email"] = "ada@" }, HttpStatusCode.BadRequest, "not a complete e-mail address"),
                     (new() { [few] = "1", ["Phone"] = "12" }, HttpStatusCode.BadRequest, "not a telephone number"),
                     (new() { [few] = "1", ["Key"] = "short" }, HttpStatusCode.BadRequest, "not complete"),
                 })
        {
            var refused = (await (await NewSaleAsync(staff, show)).SubmitAsync("form.sale", fields)).Expect(status);
            Assert.Contains(told, refused.Text, StringComparison.Ordinal);
            Assert.Equal(fields[few], refused.Document.QuerySelector($"[name='{few}']")!.GetAttribute("value"));
            Assert.NotNull(refused.Document.QuerySelector("[role=alert]"));
        }

        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Whatever_is_typed_comes_out_as_text(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        using var staff = await app.SignedInAsync();
        var sold = (await (await NewSaleAsync(staff, show)).SubmitAsync("form.sale", new Dictionary<string, string>
        {
            [$"Quantities[{show.TypeId("Standing")}]"] = "1", ["Name"] = "Eve " + Nasty, ["Email"] = "ada@example.com", ["Payment"] = "CardTerminal", ["Slip"] = Nasty,
        })).Expect(HttpStatusCode.OK);
        sold = await sold.SubmitAsync("form[action*=Attendee]", new Dictionary<string, string> { ["name"] = "Mallory " + Nasty });
        foreach (var page in new[]
                 {
                     sold, await staff.OpenAsync($"/admin/orders?q={Uri.EscapeDataString("eve " + Nasty)}&event={show.Id}"),
                     await sold.SubmitAsync("form[action*=Resend]", new Dictionary<string, string> { ["email"] = Nasty }),
                     await sold.SubmitAsync("form[action*=Buyer]", new Dictionary<string, string> { ["phone"] = Nasty }),
                     await (await NewSaleAsync(staff, show)).SubmitAsync("form.sale", new Dictionary<string, string> { ["Name"] = Nasty, ["Email"] = Nasty, ["Phone"] = Nasty, ["Slip"] = Nasty }),
                 })
        {
            Assert.DoesNotContain(page.Document.Scripts, script => script.TextContent.Contains("alert", StringComparison.Ordinal));
            Assert.Contains("alert(1)", page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        }

        var order = (await app.OrderAsync(sold.Code()))!;
        var mail = (await app.ConfirmationAsync(order))!;
        Assert.DoesNotContain("<script>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("Mallory " + Nasty, Pdf.Pages(await staff.DownloadAsync($"{sold.Path}/tickets.pdf"))[0].Replace(" ", "", StringComparison.Ordinal).Replace("Mallory", "Mallory ", StringComparison.Ordinal), StringComparison.Ordinal);
        (await staff.OpenAsync("/admin/orders?event=x&status=9&channel='--&from=never&until=9999-12-31&at=''")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [OnBothDatabases("/admin/orders")]
    [OnBothDatabases("/admin/orders/new")]
    [OnBothDatabases("/admin/orders/{order}")]
    [OnBothDatabases("/admin/orders/{order}/tickets.pdf")]
    public async Task Only_staff_come_in(DatabaseProvider database, string path)
    {
        app = venues.On(database);
        var order = await app.SellAsync(await app.PublishAsync(), "Standing", 1);
        var url = path.Replace("{order}", order.Reference, StringComparison.Ordinal);
        using var stranger = app.NewBrowser();
        Assert.StartsWith("/admin/login", (await stranger.OpenAsync(url)).Path, StringComparison.Ordinal);
        using var nobody = await app.SignedInAsync(role: null);
        (await nobody.OpenAsync(url)).Expect(HttpStatusCode.Forbidden);
        using var admin = await app.SignedInAsync();
        (await admin.OpenAsync(url)).Expect(HttpStatusCode.OK);
    }

    private static async Task<Page> ResendAsync(Browser staff, Order order, string email) =>
        await (await OpenAsync(staff, order)).SubmitAsync("form[action*=Resend]", new Dictionary<string, string> { ["email"] = email });

    private static async Task<Page> OpenAsync(Browser staff, Order order) => (await staff.OpenAsync($"/admin/orders/{order.Reference}")).Expect(HttpStatusCode.OK);

    private static async Task<Page> NewSaleAsync(Browser staff, Event show) => (await staff.OpenAsync($"/admin/orders/new?event={show.Id}")).Expect(HttpStatusCode.OK);

    private Task<IReadOnlyList<AuditEntry>> AuditAsync(Order order) => app.UseAsync<AuditTrail, IReadOnlyList<AuditEntry>>(audit => audit.OfSubjectAsync(order.Id, Ct));

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
