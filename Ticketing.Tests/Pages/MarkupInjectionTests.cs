using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Ical.Net;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Architecture;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Features.Receipts;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Pages;

/// <summary>Form input may contain markup, scripts, templates, formulas or SQL; it must always be treated as text.</summary>
public sealed partial class MarkupInjectionTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string HostileInput =
        """x"'><evil-tag onload=alert(1)>{{7*7}}${7*7}</title></script></textarea><script>evil()</script>' OR '1'='1'; --""";

    /// <summary>Fits into every field.</summary>
    private const string StoredMarkup = """<evil-tag onload=alert(1)>'";--{{7*7}}</script>""";

    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task Every_form_field_is_echoed_as_text(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, someone) = (await app.PublishEventAsync(), await app.CreateStaffAsync());
        var order = await app.BuyAsync(show, "Standing", 1);
        var hold = await app.PlaceHoldAsync(show, "Seated", 1);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        using var stranger = app.NewBrowser();
        var (forms, echoes) = (0, 0);
        var seen = new HashSet<(Browser, string)>();
        foreach (var known in KnownRoutes.All.Values.Select(route => route.Path).Distinct())
        {
            var path = AnyUser.Replace(
                AnyDoor.Replace(
                    AnyEvent.Replace(KnownRoutes.Fill(known, show, hold, order.Reference), show.Id.ToString()),
                    show.Id.ToString()
                ),
                someone.Id.ToString()
            );
            foreach (var browser in new[] { superAdmin, stranger })
            {
                var page = await browser.OpenAsync(path);
                // A frame's search box and the sign-in form are on many pages.
                foreach (var form in page.Document.Forms.Where(form => HasText(form) && seen.Add((browser, Describe(page, form)))))
                {
                    var answer = await browser.FollowAsync(Request(page, form));
                    AssertClean(answer);
                    forms++;
                    echoes += ShowsMarkup(answer.Document) ? 1 : 0;
                }
            }
        }

        Assert.True(forms > 30, $"Only {forms} forms were found.");
        Assert.True(echoes > forms / 3, $"Of {forms} forms only {echoes} came back with what was typed.");
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Stored_markup_is_output_as_text_on_pages_in_mails_PDFs_and_feeds(DatabaseProvider database)
    {
        await using var alone = new TicketingApp(database);
        app = alone;
        var show = await app.PublishEventAsync(
            StoredMarkup,
            e =>
                (e.Kind, e.Summary, e.Description, e.Location, e.Address, e.PosterAlt) = (
                    StoredMarkup,
                    StoredMarkup,
                    StoredMarkup,
                    StoredMarkup,
                    StoredMarkup,
                    StoredMarkup
                ),
            new TicketTypeDraft(StoredMarkup, 1400, 100)
        );
        using var buyer = app.NewBrowser();
        var bought = (
            await (await (await buyer.ChooseTicketsAsync(show, (StoredMarkup, 2))).SubmitBuyerAsync(StoredMarkup)).PayAsync("paid")
        ).ExpectStatus(HttpStatusCode.OK);
        var order = (await app.FindOrderAsync(bought.GetLastPathSegment()))!;
        using var staff = app.NewBrowser();
        await staff.SignInAsync(await app.CreateStaffAsync(Roles.SuperAdmin, StoredMarkup));
        await (await staff.OpenAsync(CheckInActions.CheckInPath(show))).ScanAsync((await app.GetTicketCodesAsync(order))[0]);
        await AssertPdfsAsync(order);
        await AssertFeedsAsync(show);
        await app.CancelAsync(show, StoredMarkup);
        await app.RunAllJobsAsync();

        var (pages, shown) = (0, 0);
        foreach (
            var known in KnownRoutes
                .All.Values.Where(route => !route.Path.Contains("{hold}", StringComparison.Ordinal))
                .Select(route => route.Path)
                .Distinct()
        )
        {
            var path = AnyDoor.Replace(
                AnyEvent.Replace(KnownRoutes.Fill(known, show, "", order.Reference), show.Id.ToString()),
                show.Id.ToString()
            );
            foreach (var browser in new[] { staff, buyer })
            {
                var page = await browser.OpenAsync(path);
                if (page.Headers.GetValueOrDefault("Content-Type", "").StartsWith("text/html", StringComparison.Ordinal))
                {
                    AssertClean(page);
                    pages++;
                    shown += ShowsMarkup(page.Document) ? 1 : 0;
                }
            }
        }

        Assert.True(shown > 20, $"Only {shown} of {pages} pages show what was kept.");
        await AssertMailsAsync();
    }

    private async Task AssertPdfsAsync(Order order)
    {
        Assert.Contains("<evil-tag", string.Concat(PdfReader.Pages(await app.TicketsAsync(order))), StringComparison.Ordinal);
        Assert.Contains("<evil-tag", string.Concat(PdfReader.Pages(await app.ReceiptAsync(order))), StringComparison.Ordinal);
    }

    private async Task AssertFeedsAsync(Event show)
    {
        using var stranger = app.NewBrowser();
        var page = await stranger.OpenAsync($"/events/{show.Slug}");
        var json = page.Document.QuerySelector("script[type='application/ld+json']")!.TextContent;
        Assert.Equal(StoredMarkup, JsonDocument.Parse(json).RootElement.GetProperty("name").GetString());
        var calendar = Calendar.Load(
            System.Text.Encoding.UTF8.GetString(await stranger.DownloadAsync($"/events/{show.Slug}/calendar.ics"))
        );
        Assert.Equal(StoredMarkup, Assert.Single(calendar!.Events).Summary);
        var drawing = XDocument.Parse(System.Text.Encoding.UTF8.GetString(await stranger.DownloadAsync($"/events/{show.Slug}/poster.svg")));
        Assert.DoesNotContain(drawing.Descendants(), element => element.Name.LocalName is "evil-tag" or "script");
    }

    private async Task AssertMailsAsync()
    {
        var mails = await app.GetMailsToAsync("ada@example.com");
        Assert.True(mails.Count >= 2, $"{mails.Count} mails");
        Assert.All(
            mails,
            mail =>
            {
                Assert.Contains(StoredMarkup, mail.TextBody, StringComparison.Ordinal);
                var letter = BrowsingContext.New(Configuration.Default).GetService<IHtmlParser>()!.ParseDocument(mail.HtmlBody!);
                Assert.Contains("<evil-tag", letter.Body!.TextContent, StringComparison.Ordinal);
                Assert.Null(letter.QuerySelector("evil-tag, [onload], script"));
            }
        );
    }

    private static string Describe(BrowserPage page, IHtmlFormElement form) =>
        $"{form.Method} {GetAction(page, form)} {string.Join(' ', BrowserPage.GetFormFields(form).Keys)}";

    private static string GetAction(BrowserPage page, IHtmlFormElement form) =>
        form.GetAttribute("action") is { Length: > 0 } named ? named : page.Path;

    private static bool HasText(IHtmlFormElement form) => form.QuerySelectorAll("input, textarea").Any(IsText);

    private static bool IsText(IElement field) =>
        field
            is IHtmlTextAreaElement
                or IHtmlInputElement { Type: "text" or "search" or "email" or "tel" or "url" or "date" or "time" or "number" };

    private static HttpRequestMessage Request(BrowserPage page, IHtmlFormElement form)
    {
        var fields = BrowserPage.GetFormFields(form);
        foreach (var field in form.QuerySelectorAll("input[name], textarea[name]").Where(IsText))
        {
            fields[field.GetAttribute("name")!] = HostileInput;
        }

        var action = GetAction(page, form);
        if (form.Method == "post")
        {
            return Browser.PostRequest(action, fields);
        }

        var query = string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"));
        return new HttpRequestMessage(HttpMethod.Get, $"{action.Split('?')[0]}?{query}");
    }

    private static bool ShowsMarkup(IHtmlDocument document) =>
        document.Body!.TextContent.Contains("<evil-tag", StringComparison.Ordinal)
        || document
            .QuerySelectorAll("input")
            .Any(input => (input.GetAttribute("value") ?? "").Contains("<evil-tag", StringComparison.Ordinal));

    private static void AssertClean(BrowserPage page)
    {
        Assert.True((int)page.Status < 500, $"{page.Path} answered {page.Status}");
        Assert.True(
            page.Document.QuerySelector("evil-tag, [onload], script:not([src]):not([type])") is null,
            $"{page.Path} lets markup through."
        );
        Assert.DoesNotContain("{{49}}", page.Text, StringComparison.Ordinal);
    }

    [GeneratedRegex("(?<=/admin/events/)[0-9a-f-]{36}")]
    private static partial Regex AnyEvent { get; }

    [GeneratedRegex("(?<=/admin/check-in/)[0-9a-f-]{36}")]
    private static partial Regex AnyDoor { get; }

    [GeneratedRegex("(?<=/admin/users/)[0-9a-f-]{36}")]
    private static partial Regex AnyUser { get; }
}
