using AngleSharp.Html.Parser;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Receipts;

public class OrderEmailTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task The_confirmation_tells_the_facts_in_text_and_in_html(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 2, 1);
        var mail = (await app.ConfirmationAsync(order))!;
        Assert.Equal("Your tickets for Nadia Karim Quartet, Mon 3 Mar", mail.Subject);
        Assert.Equal("Ada Lovelace", mail.RecipientName);
        var html = new HtmlParser().ParseDocument(mail.Html).Body!.TextContent;
        foreach (var words in new[] { mail.Text, html })
        {
            Assert.All(
                [
                    "Hello Ada Lovelace,",
                    "Your 3 tickets are attached",
                    "Monday 3 March 2031",
                    "Doors 11:",
                    "(London time)",
                    "14 Canal Street, Leeds",
                    order.Reference,
                    "2 × Standing",
                    "£28.00",
                    "Booking fee",
                    "£3.50",
                    "Total",
                    "£55.50",
                    "Includes £9.25 VAT (20%)",
                    "Reply to this email or write to hello@blueroom.example",
                ],
                fact => Assert.Contains(fact, words, StringComparison.Ordinal)
            );
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Tickets_receipt_and_calendar_are_attached(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 2);
        var files = (await app.ConfirmationAsync(order))!.Attachments;
        Assert.Equal([$"tickets-{order.Reference}.pdf", $"receipt-{order.Reference}.pdf"], files.Take(2).Select(f => f.FileName));
        Assert.Equal(2, PdfReader.Pages(files[0].Content).Length);
        Assert.Contains(order.Reference, PdfReader.Pages(files[1].Content)[0], StringComparison.Ordinal);
        Assert.EndsWith(".ics", files[2].FileName, StringComparison.Ordinal);
        Assert.StartsWith("text/calendar", files[2].MediaType, StringComparison.Ordinal);
        Assert.Equal(
            "Nadia Karim Quartet",
            Ical.Net.Calendar.Load(System.Text.Encoding.UTF8.GetString(files[2].Content))!.Events.Single().Summary
        );
    }

    [Theory, OnEitherDatabase]
    public async Task The_link_opens_the_order_and_stays_out_of_what_is_kept(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 1);
        var mail = (await app.ConfirmationAsync(order))!;
        var link = Assert.Single(LinksIn(mail.Html));
        Assert.StartsWith($"https://tickets.example/orders/{order.Reference}?token=", link, StringComparison.Ordinal);
        Assert.Contains(link, mail.Text, StringComparison.Ordinal);
        Assert.EndsWith(Assert.Single(mail.Secrets), link, StringComparison.Ordinal);
        using var browser = app.NewBrowser();
        Assert.Contains("Ada Lovelace", (await browser.OpenAsync(new Uri(link).PathAndQuery)).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_mail_is_sent_with_its_attachments_and_stored_masked(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync("Ёлка & Co", _ => { }), "Ada Lovelace", 1, 1);
        await app.RunJobAsync<NotificationDispatcher>();
        var kept = Assert.Single(
            await app.UseAsync<NotificationOutbox, IReadOnlyList<Notification>>(outbox => outbox.GetForOrderAsync(order.Id, Ct))
        );
        Assert.Equal(NotificationStatus.Sent, kept.Status);
        Assert.Contains($"/orders/{order.Reference}?token=[redacted]", kept.Content, StringComparison.Ordinal);
        using var sent = await MimeKit.MimeMessage.LoadAsync(Path.Combine(app.StorageFolder, "mail", $"{kept.Id}.eml"), Ct);
        Assert.Equal("Your tickets for Ёлка & Co, Mon 3 Mar", sent.Subject);
        Assert.Equal(3, sent.Attachments.Count());
    }

    [Theory, OnEitherDatabase]
    public async Task Nothing_is_written_to_an_address_that_was_corrected_meanwhile(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 1);
        await app.UseAsync<ResendConfirmation, ResendOutcome>(resend => resend.ResendAsync(order.Id, "right@example.com", code: null, Ct));
        Assert.Null(await app.ConfirmationAsync(order));
        Assert.NotNull(await app.ConfirmationAsync(order, "right@example.com"));
        Assert.DoesNotContain(
            order.Reference,
            (await app.ComposeAsync(SendOrderLinks.LinksKind, "ada@example.com"))?.Text ?? "",
            StringComparison.Ordinal
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Nothing_is_written_about_an_order_that_is_not_paid(DatabaseProvider database)
    {
        app = venues.On(database);
        var code = await app.PlaceHoldAsync(await app.PublishEventAsync(), "Standing", 1);
        await app.StartPaymentAsync(code, "late@example.com");
        var order = await app.UseAsync<TicketingDbContext, Order>(db =>
            Task.FromResult(db.Set<Order>().Single(o => o.BuyerEmail == "late@example.com"))
        );
        Assert.Null(await app.ConfirmationAsync(order, "late@example.com"));
        Assert.Null(await app.ComposeAsync(SendOrderLinks.LinksKind, "late@example.com"));
    }

    [Theory, OnEitherDatabase]
    public async Task User_input_is_encoded(DatabaseProvider database)
    {
        app = venues.On(database);
        const string evil = "<script>alert(1)</script>\" onload=\"x\r\nBcc: all@example.com";
        var show = await app.PublishEventAsync(
            evil,
            e => (e.Location, e.Address) = ("<b>Room</b>", "{0} </style>\r\nX"),
            new TicketTypeDraft("<img src=x>", 1400, 10)
        );
        var order = await app.BuyAsync(show, evil, 1);
        var mail = (await app.ConfirmationAsync(order))!;
        Assert.DoesNotContain(mail.Subject + mail.RecipientName, char.IsControl);
        var html = new HtmlParser().ParseDocument(mail.Html);
        Assert.Empty(html.QuerySelectorAll("script, img, b, [onload]"));
        Assert.Contains(
            "<script>alert(1)</script>\" onload=\"x, Bcc: all@example.com",
            html.QuerySelector("h1")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("<script>", PdfReader.Pages(mail.Attachments[1].Content)[0], StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_title_that_reads_right_to_left_keeps_its_direction_to_itself(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync("ליל ג'אז", _ => { }), "נועה כהן", 1);
        var mail = (await app.ConfirmationAsync(order))!;
        Assert.Equal("Your ticket for \u2068ליל ג'אז\u2069, Mon 3 Mar", mail.Subject);
        Assert.NotNull(new HtmlParser().ParseDocument(mail.Html).QuerySelector("h1 > bdi"));
    }

    /// <summary>A sentence may begin with a name in Latin letters and must still be read from right to left.</summary>
    [Theory, OnEitherDatabase]
    public async Task Only_names_have_a_direction_of_their_own(DatabaseProvider database)
    {
        app = venues.On(database);
        using var _ = ShippedLanguages.Find("ar")!.Use();
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 2);
        var html = new HtmlParser().ParseDocument((await app.ConfirmationAsync(order))!.Html);
        Assert.Empty(html.QuerySelectorAll("[dir=auto]"));
        Assert.All(
            ["Nadia Karim Quartet", "The Blue Room, 14 Canal Street, Leeds", "Standing"],
            name => Assert.Contains(html.QuerySelectorAll("bdi"), e => e.TextContent == name)
        );
        Assert.DoesNotContain(html.QuerySelectorAll("bdi"), e => e.TextContent.Contains(order.Reference, StringComparison.Ordinal));
    }

    [Theory, OnEitherDatabase]
    public async Task Free_tickets_are_called_free_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(_ => { }, new TicketTypeDraft("Entry", 0, 50)), "Ada Lovelace", 2);
        var mail = (await app.ConfirmationAsync(order))!;
        foreach (var text in new[] { mail.Text, new HtmlParser().ParseDocument(mail.Html).Body!.TextContent })
        {
            Assert.Contains("2 × Entry", text, StringComparison.Ordinal);
            Assert.Single(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), word => word == "Free");
            Assert.DoesNotContain("£0.00", text, StringComparison.Ordinal);
        }

        Assert.Contains("\n  2 × Entry\n  Total: Free\n", mail.Text, StringComparison.Ordinal);
        using var browser = app.NewBrowser();
        var prices = (await browser.OpenAsync(await app.CreateOrderLinkAsync(order))).Document.QuerySelector(".split section")!;
        Assert.Single(prices.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), word => word == "Free");
    }

    [Theory, OnEitherDatabase]
    public async Task A_cancelled_event_is_called_that(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Ada Lovelace", 1);
        await app.SetStatusAsync(show, EventStatus.Cancelled);
        Assert.Contains("This show has been cancelled", (await app.ConfirmationAsync(order))!.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task All_orders_of_an_address_come_next_concert_first_each_link_opening_its_order(DatabaseProvider database)
    {
        app = venues.On(database);
        // A separate app, because this test moves the clock.
        await using var venue = new TicketingApp(database);
        var past = await venue.BuyAsync(await venue.PublishEventAsync("Past", _ => { }), "Standing", 1, "many@example.com");
        venue.Clock.Advance(TimeSpan.FromDays(40));
        foreach (var day in new[] { 9, 3, 12, 5, 1, 2, 8, 4, 11, 7, 6, 10 })
        {
            var show = await venue.PublishEventAsync($"Night {day}", e => e.StartsAt = e.StartsAt.AddDays(day));
            await venue.BuyAsync(show, "Standing", 1, "many@example.com");
        }

        var mail = (await venue.ComposeAsync(SendOrderLinks.LinksKind, "many@example.com"))!;
        var html = new HtmlParser().ParseDocument(mail.Html);
        Assert.Equal(
            [.. Enumerable.Range(1, 12).Select(day => $"Night {day}"), "Past"],
            html.QuerySelectorAll("strong").Select(e => e.TextContent)
        );
        Assert.Contains(past.Reference, mail.Text, StringComparison.Ordinal);
        Assert.Equal(13, mail.Secrets.Count);
        Assert.Equal(mail.Secrets, LinksIn(mail.Html).Select(link => link.Split("token=")[1]));
        using var browser = venue.NewBrowser();
        Assert.Contains("Night 1", (await browser.OpenAsync(new Uri(LinksIn(mail.Html)[0]).PathAndQuery)).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_venue_without_an_address_for_help_promises_no_answer_to_a_reply(DatabaseProvider database)
    {
        app = venues.On(database);
        await using var venue = new TicketingApp(database).Set("Site:SupportEmail", "");
        var order = await venue.BuyAsync(await venue.PublishEventAsync(), "Standing", 1, "ada@example.com");
        foreach (
            var mail in new[]
            {
                (await venue.ConfirmationAsync(order))!,
                (await venue.ComposeAsync(SendOrderLinks.LinksKind, "ada@example.com"))!,
            }
        )
        {
            foreach (var text in new[] { mail.Text, mail.Html })
            {
                Assert.DoesNotContain("Reply", text, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("Need help? Ask at the venue", text, StringComparison.Ordinal);
                Assert.DoesNotContain("mailto:", text, StringComparison.Ordinal);
            }
        }
    }

    [Theory, OnEitherDatabase]
    public async Task An_address_without_orders_gets_no_mail(DatabaseProvider database) =>
        Assert.Null(await venues.On(database).ComposeAsync(SendOrderLinks.LinksKind, "nobody@example.com"));

    private static string[] LinksIn(string html) =>
        [.. new HtmlParser().ParseDocument(html).QuerySelectorAll("a[href^=https]").Select(a => a.GetAttribute("href")!)];
}
