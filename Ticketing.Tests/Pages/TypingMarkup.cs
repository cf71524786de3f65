using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Ical.Net;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Orders;
using Ticketing.Settings;
using Ticketing.Tests.Architecture;
using Ticketing.Tests.Cancellations;
using Ticketing.Tests.Receipts;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Pages;

/// <summary>Form input may contain markup, scripts, templates, formulas or SQL; it must always be treated as text.</summary>
public sealed partial class TypingMarkup(Venues venues) : IClassFixture<Venues>
{
    private const string Hostile = """x"'><evil-tag onload=alert(1)>{{7*7}}${7*7}</title></script></textarea><script>evil()</script>' OR '1'='1'; --""";

    /// <summary>Fits into every field.</summary>
    private const string Kept = """<evil-tag onload=alert(1)>'";--{{7*7}}</script>""";

    private TicketingApp app = null!;

    [Theory, OnBothDatabases]
    public async Task Every_field_of_every_form_comes_back_as_text(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, someone) = (await app.PublishAsync(), await app.EmployAsync());
        var order = await app.BuyAsync(show, "Standing", 1);
        var real = (show.Slug, await app.HeldAsync(show, "Seated", 1), order.Reference);
        using var superAdmin = await app.SignedInAsync(Roles.SuperAdmin);
        using var stranger = app.NewBrowser();
        var (forms, echoes) = (0, 0);
        foreach (var known in EveryRoute.Known.Values.Select(route => route.Path).Distinct())
        {
            var path = AnyUser.Replace(AnyDoor.Replace(AnyEvent.Replace(EveryRoute.Fill(known, real), show.Id.ToString()), show.Id.ToString()), someone.Id.ToString());
            foreach (var browser in new[] { superAdmin, stranger })
            {
                var page = await browser.OpenAsync(path);
                foreach (var form in page.Document.Forms.Where(HasText))
                {
                    var answer = await browser.FollowAsync(Request(page, form));
                    AssertClean(answer);
                    forms++;
                    echoes += Shows(answer.Document) ? 1 : 0;
                }
            }
        }

        Assert.True(forms > 30, $"Only {forms} forms were found.");
        Assert.True(echoes > forms / 3, $"Of {forms} forms only {echoes} came back with what was typed.");
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task What_was_kept_comes_out_as_text_on_pages_in_mails_on_paper_and_for_machines(DatabaseProvider database)
    {
        await using var alone = new TicketingApp(database);
        app = alone;
        var show = await app.PublishAsync(Kept, e => (e.Kind, e.Summary, e.Description, e.Location, e.Address, e.PosterAlt) = (Kept, Kept, Kept, Kept, Kept, Kept), new TypeDraft(Kept, 1400, 100));
        using var buyer = app.NewBrowser();
        var bought = (await (await (await buyer.ChooseAsync(show, (Kept, 2))).FillInAsync(Kept)).PayAsync("paid")).Expect(HttpStatusCode.OK);
        var order = (await app.OrderAsync(bought.Code()))!;
        using var staff = app.NewBrowser();
        await staff.SignInAsync(await app.EmployAsync(Roles.SuperAdmin, Kept));
        await (await staff.OpenAsync(AtTheDoor.DoorOf(show))).ScanAsync((await app.CodesAsync(order))[0]);
        await AssertPaperAsync(order);
        await AssertForMachinesAsync(show);
        await app.CancelAsync(show, Kept);
        await app.WorkOffAsync();

        var (pages, shown) = (0, 0);
        foreach (var known in EveryRoute.Known.Values.Where(route => !route.Path.Contains("{hold}", StringComparison.Ordinal)).Select(route => route.Path).Distinct())
        {
            var path = AnyDoor.Replace(AnyEvent.Replace(EveryRoute.Fill(known, (show.Slug, "", order.Reference)), show.Id.ToString()), show.Id.ToString());
            foreach (var browser in new[] { staff, buyer })
            {
                var page = await browser.OpenAsync(path);
                if (page.Headers.GetValueOrDefault("Content-Type", "").StartsWith("text/html", StringComparison.Ordinal))
                {
                    AssertClean(page);
                    pages++;
                    shown += Shows(page.Document) ? 1 : 0;
                }
            }
        }

        Assert.True(shown > 20, $"Only {shown} of {pages} pages show what was kept.");
        await AssertMailsAsync();
    }

    private async Task AssertPaperAsync(Order order)
    {
        Assert.Contains("<evil-tag", string.Concat(Pdf.Pages(await app.TicketsAsync(order))), StringComparison.Ordinal);
        Assert.Contains("<evil-tag", string.Concat(Pdf.Pages(await app.ReceiptAsync(order))), StringComparison.Ordinal);
    }

    private async Task AssertForMachinesAsync(Event show)
    {
        using var stranger = app.NewBrowser();
        var page = await stranger.OpenAsync($"/events/{show.Slug}");
        var json = page.Document.QuerySelector("script[type='application/ld+json']")!.TextContent;
        Assert.Equal(Kept, JsonDocument.Parse(json).RootElement.GetProperty("name").GetString());
        var calendar = Calendar.Load(System.Text.Encoding.UTF8.GetString(await stranger.DownloadAsync($"/events/{show.Slug}/calendar.ics")));
        Assert.Equal(Kept, Assert.Single(calendar!.Events).Summary);
        var drawing = XDocument.Parse(System.Text.Encoding.UTF8.GetString(await stranger.DownloadAsync($"/events/{show.Slug}/poster.svg")));
        Assert.DoesNotContain(drawing.Descendants(), element => element.Name.LocalName is "evil-tag" or "script");
    }

    private async Task AssertMailsAsync()
    {
        var mails = await app.MailsToAsync("ada@example.com");
        Assert.True(mails.Count >= 2, $"{mails.Count} mails");
        Assert.All(mails, mail =>
        {
            Assert.Contains(Kept, mail.TextBody, StringComparison.Ordinal);
            var letter = BrowsingContext.New(Configuration.Default).GetService<IHtmlParser>()!.ParseDocument(mail.HtmlBody!);
            Assert.Contains("<evil-tag", letter.Body!.TextContent, StringComparison.Ordinal);
            Assert.Null(letter.QuerySelector("evil-tag, [onload], script"));
        });
    }

    private static bool HasText(IHtmlFormElement form) => form.QuerySelectorAll("input, textarea").Any(IsText);

    private static bool IsText(IElement field) => field is IHtmlTextAreaElement
        or IHtmlInputElement { Type: "text" or "search" or "email" or "tel" or "url" or "date" or "time" or "number" };

    private static HttpRequestMessage Request(Page page, IHtmlFormElement form)
    {
        var fields = Page.FieldsOf(form);
        foreach (var field in form.QuerySelectorAll("input[name], textarea[name]").Where(IsText))
        {
            fields[field.GetAttribute("name")!] = Hostile;
        }

        var action = form.GetAttribute("action") is { Length: > 0 } named ? named : page.Path;
        if (form.Method == "post")
        {
            return Browser.PostRequest(action, fields);
        }

        var query = string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"));
        return new HttpRequestMessage(HttpMethod.Get, $"{action.Split('?')[0]}?{query}");
    }

    private static bool Shows(IHtmlDocument document) =>
        document.Body!.TextContent.Contains("<evil-tag", StringComparison.Ordinal)
        || document.QuerySelectorAll("input").Any(input => (input.GetAttribute("value") ?? "").Contains("<evil-tag", StringComparison.Ordinal));

    private static void AssertClean(Page page)
    {
        Assert.True((int)page.Status < 500, $"{page.Path} answered {page.Status}");
        Assert.True(page.Document.QuerySelector("evil-tag, [onload], script:not([src]):not([type])") is null, $"{page.Path} lets markup through.");
        Assert.DoesNotContain("{{49}}", page.Text, StringComparison.Ordinal);
    }

    [GeneratedRegex("(?<=/admin/events/)[0-9a-f-]{36}")]
    private static partial Regex AnyEvent { get; }

    [GeneratedRegex("(?<=/admin/check-in/)[0-9a-f-]{36}")]
    private static partial Regex AnyDoor { get; }

    [GeneratedRegex("(?<=/admin/users/)[0-9a-f-]{36}")]
    private static partial Regex AnyUser { get; }
}
