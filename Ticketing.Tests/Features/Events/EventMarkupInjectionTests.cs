using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Ical.Net;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Localization;
using Ticketing.Tests.Features.Receipts;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Features.Events;

/// <summary>Hostile text in every field and output.</summary>
public sealed class EventMarkupInjectionTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static readonly string[] LinkAttributes = ["href", "src", "action", "formaction"];
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<DatabaseProvider, string> Strings
    {
        get
        {
            var rows = new TheoryData<DatabaseProvider, string>();
            foreach (
                var text in new[]
                {
                    "</title></script><script>alert(1)</script>",
                    "\"><img src=x onerror=alert(1)>",
                    "x\r\nBcc: everyone@example.com\r\nX-Evil: 1",
                    "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:PROCEDURE",
                    "{{7*7}} ${7*7} @(7*7) <%= 7*7 %>",
                    "a\\\"b\\nc;,:'--",
                    "javascript:alert(1) \0\u0007\u2028\u202E\uD800 =cmd|' /C calc'!A0",
                }
            )
            {
                rows.Add(DatabaseProvider.Sqlite, text);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Strings))]
    public async Task Markup_is_inert_in_every_output(DatabaseProvider database, string evil)
    {
        app = venues.On(database);
        var show = await CreateHostileEventAsync(evil);
        using var visitor = app.NewBrowser();
        using var staff = await app.SignInAsStaffAsync();
        await AssertInertAsync(visitor, "/", $"/events/{show.Slug}", "/?q=x");
        await AssertInertAsync(
            staff,
            "/admin/events",
            $"/admin/events/{show.Id}",
            $"/admin/events/{show.Id}/edit",
            $"/admin/events/{show.Id}/types",
            $"/admin/events/{show.Id}/poster",
            $"/admin/events/{show.Id}/preview",
            $"/admin/events/{show.Id}/duplicate"
        );

        var page = await visitor.OpenAsync($"/events/{show.Slug}");
        var json = page.Document.QuerySelector("script[type='application/ld+json']")!.TextContent;
        Assert.Equal(show.Title, JsonDocument.Parse(json).RootElement.GetProperty("name").GetString());

        AssertCalendar(show, await visitor.DownloadAsync($"/events/{show.Slug}/calendar.ics"));
        var svg = Encoding.UTF8.GetString(await visitor.DownloadAsync($"/events/{show.Slug}/poster.svg"));
        Assert.DoesNotContain("<script", svg, StringComparison.OrdinalIgnoreCase);
        System.Xml.Linq.XDocument.Parse(svg);

        var order = await ReceiptSteps.BuyAsync(app, show, "Ada Lovelace", 1);
        var mail = (await app.ConfirmationAsync(order))!;
        Assert.DoesNotContain(mail.Subject, char.IsControl);
        AssertInert("mail", new HtmlParser().ParseDocument(mail.Html));
        foreach (var pdf in new[] { await app.TicketsAsync(order), await app.ReceiptAsync(order) })
        {
            var raw = Encoding.Latin1.GetString(pdf);
            Assert.DoesNotContain("/JavaScript", raw, StringComparison.Ordinal);
            Assert.DoesNotContain("/URI", raw, StringComparison.Ordinal);
            Assert.NotEmpty(PdfReader.Pages(pdf));
        }
    }

    private async Task<Event> CreateHostileEventAsync(string evil)
    {
        var made = Assert.IsType<EditOutcome.Saved>(
            await app.UseAsync<EditEvent, EditOutcome>(edit =>
                edit.CreateAsync(
                    new EventForm
                    {
                        Title = evil,
                        Kind = evil[..Math.Min(evil.Length, 50)],
                        Summary = evil,
                        Description = $"{evil}\n\n[a]({evil}) ![b](javascript:x) <b onclick=x>c</b>\n\n# {evil}",
                        Location = evil,
                        Address = evil,
                        Zone = "Europe/London",
                        Starts = new LocalTimeInput { Date = "2031-05-02", Time = "20:00" },
                    },
                    Ct
                )
            )
        );
        Assert.IsType<EditOutcome.Saved>(
            await app.UseAsync<EditTicketType, EditOutcome>(edit =>
                edit.AddAsync(
                    made.Id,
                    new TicketTypeForm
                    {
                        Category = evil,
                        Note = evil,
                        Price = "14",
                        Capacity = "10",
                    },
                    Ct
                )
            )
        );
        var outcome = await app.UseAsync<PublishEvent, PublishOutcome>(publish => publish.PublishAsync(made.Id, Ct));
        Assert.IsType<PublishOutcome.Done>(outcome);
        return (await app.UseAsync<EventQueries, Event?>(events => events.FindAsync(made.Id, Ct)))!;
    }

    private static void AssertCalendar(Event show, byte[] file)
    {
        var calendar = Calendar.Load(Encoding.UTF8.GetString(file))!;
        var entry = Assert.Single(calendar.Events);
        Assert.Equal(show.Title, entry.Summary);
        Assert.Empty(entry.Alarms);
    }

    private static async Task AssertInertAsync(Browser browser, params string[] paths)
    {
        foreach (var path in paths)
        {
            AssertInert(path, (await browser.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK).Document);
        }
    }

    private static void AssertInert(string where, IHtmlDocument document)
    {
        foreach (var element in document.All)
        {
            Assert.False(
                element.LocalName == "script"
                    && element.GetAttribute("src") is null
                    && element.GetAttribute("type") != "application/ld+json",
                $"{where}: {element.OuterHtml}"
            );
            Assert.False(
                element.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)),
                $"{where}: {element.OuterHtml}"
            );
            foreach (var link in LinkAttributes.Select(element.GetAttribute).OfType<string>())
            {
                Assert.False(
                    link.Trim().StartsWith("javascript", StringComparison.OrdinalIgnoreCase) || link == "x",
                    $"{where}: {element.OuterHtml}"
                );
            }
        }
    }
}
