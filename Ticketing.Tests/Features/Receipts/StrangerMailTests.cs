using System.Net;
using AngleSharp.Html.Parser;
using MimeKit;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Receipts;

/// <summary>Anybody can enter anybody's address.</summary>
public sealed class StrangerMailTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Name = "Win a phone now https://prizes.example/x";
    private const string Phone = "+441132345678";

    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_free_order_for_an_unproven_address_repeats_nothing_that_was_typed(DatabaseProvider database)
    {
        app = venues.On(database);
        var email = NewAddress();
        var order = await OrderFreeAsync(email, Name);
        var mail = Assert.Single(await app.GetMailsToAsync(email));
        AssertRepeatsNothing(mail);
        Assert.StartsWith("Hello,", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Didn’t order this?", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal(Name, order.BuyerName);

        await app.UseAsync<SendOrderLinks>(links => links.QueueAsync(email, Ct));
        AssertRepeatsNothing((await app.GetMailsToAsync(email))[^1]);
    }

    [Theory, OnEitherDatabase]
    public async Task A_paid_order_proves_the_address_for_later_ones(DatabaseProvider database)
    {
        app = venues.On(database);
        var email = NewAddress();
        using var browser = app.NewBrowser();
        await browser.BuyAsync(await app.PublishEventAsync(), email: email);
        await OrderFreeAsync(email.ToUpperInvariant(), "Ada Lovelace");
        var mails = await app.GetMailsToAsync(email);
        Assert.StartsWith("Hello Ada Lovelace,", mails[0].TextBody, StringComparison.Ordinal);
        var free = Assert.Single((await app.GetMailsToAsync($"{email.Split('@')[0].ToUpperInvariant()}@example.com")));
        Assert.StartsWith("Hello Ada Lovelace,", free.TextBody, StringComparison.Ordinal);
        Assert.Equal("Ada Lovelace", free.To.Mailboxes.Single().Name);
        Assert.Contains("Ada Lovelace", string.Concat(GetPdfTexts(free)), StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_paid_order_redirected_to_another_address_repeats_nothing_there(DatabaseProvider database)
    {
        app = venues.On(database);
        var (own, victim) = (NewAddress(), NewAddress());
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(await app.PublishEventAsync(), ("Standing", 1));
        var page = await (await checkout.SubmitBuyerAsync(Name, own, Phone)).PayAsync("paid");
        await page.SubmitAsync(".resend", new Dictionary<string, string> { ["Email"] = victim });
        AssertRepeatsNothing(Assert.Single(await app.GetMailsToAsync(victim)));
    }

    [Theory, OnEitherDatabase]
    public async Task A_registration_repeats_no_name(DatabaseProvider database)
    {
        app = venues.On(database);
        var email = NewAddress();
        await app.UseAsync<RegisterStaff>(staff => staff.RegisterAsync(Name, email, Ct));
        AssertRepeatsNothing(Assert.Single(await app.GetMailsToAsync(email)));
    }

    [Theory, OnEitherDatabase]
    public async Task All_kinds_that_strangers_trigger_share_three_mails_an_hour(DatabaseProvider database)
    {
        app = venues.On(database);
        var email = NewAddress();
        var paidBefore = NewAddress();
        using var browser = app.NewBrowser();
        await OrderFreeAsync(email, Name);
        for (var round = 0; round < 12; round++)
        {
            await app.UseAsync<SendOrderLinks>(links => links.QueueAsync(email, Ct));
            await app.UseAsync<RegisterStaff>(staff => staff.RegisterAsync(Name, email, Ct));
            app.Clock.Advance(TimeSpan.FromMinutes(4.5));
        }

        await OrderFreeAsync(email, Name);
        Assert.Equal(3, (await app.GetMailsToAsync(email)).Count);

        // The last order waits for its turn, and a payment is confirmed at once.
        await browser.BuyAsync(await app.PublishEventAsync(), email: email);
        Assert.Equal(4, (await app.GetMailsToAsync(email)).Count);
        app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(5, (await app.GetMailsToAsync(email)).Count);
    }

    private static string NewAddress() => $"victim-{Guid.NewGuid():N}@example.com";

    private async Task<Order> OrderFreeAsync(string email, string name)
    {
        using var browser = app.NewBrowser();
        var show = await app.PublishEventAsync(new TicketTypeDraft("Open stage", 0, 10));
        var checkout = await browser.ChooseTicketsAsync(show, ("Open stage", 1));
        var page = (await checkout.SubmitBuyerAsync(name, email, Phone)).ExpectStatus(HttpStatusCode.OK);
        return (await app.FindOrderAsync(page.GetLastPathSegment()))!;
    }

    private static void AssertRepeatsNothing(MimeMessage mail)
    {
        var html = new HtmlParser().ParseDocument(mail.HtmlBody!).DocumentElement.TextContent;
        string[] parts =
        [
            mail.TextBody!,
            html,
            mail.HtmlBody!,
            string.Join("\n", mail.Headers.Select(header => header.Value)),
            mail.To.ToString(),
            mail.Subject!,
            .. GetPdfTexts(mail),
        ];
        Assert.All(
            parts,
            part =>
                Assert.All(
                    ["Win a phone", "prizes.example", "113 234", "1132345678"],
                    typed => Assert.DoesNotContain(typed, part, StringComparison.OrdinalIgnoreCase)
                )
        );
    }

    private static IEnumerable<string> GetPdfTexts(MimeMessage mail) =>
        mail
            .Attachments.OfType<MimePart>()
            .Where(part => part.ContentType.MimeType == "application/pdf")
            .SelectMany(part =>
            {
                using var content = new MemoryStream();
                part.Content!.DecodeTo(content, Ct);
                return PdfReader.Pages(content.ToArray());
            });
}
