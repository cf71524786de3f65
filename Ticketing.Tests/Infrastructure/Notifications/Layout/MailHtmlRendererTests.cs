using System.Globalization;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.Logging.Abstractions;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications.Layout;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Layout;

public sealed class MailHtmlRendererTests : IDisposable
{
    private const string Markup = "<script>x</script>\" onload=\"y' & {0}";

    private readonly MailHtmlRenderer renderer = new(NullLoggerFactory.Instance);
    private readonly SiteOptions venue = new() { VenueName = "The Blue Room" };

    [Fact]
    public async Task Values_are_encoded_in_text_and_attributes()
    {
        venue.VenueName = Markup;
        venue.Texts.MailFoot = Markup;
        var html = await RenderAsync(new StaffEmail(Markup, [Markup], Markup, "https://tickets.example/" + Markup, [Markup]));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        var document = new HtmlParser().ParseDocument(html);
        Assert.Empty(document.QuerySelectorAll("script, [onload]"));
        Assert.Equal(Markup, document.Title);
        Assert.Equal(Markup, document.QuerySelector("h1")!.TextContent);
        Assert.Equal(Markup, document.QuerySelector("td.ink")!.TextContent);
        Assert.Equal("https://tickets.example/" + Markup, document.QuerySelector("a.button")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Letters_of_all_scripts_stay_readable() =>
        Assert.Contains("ליל – Ёлка, £5’", await RenderAsync(Letter("ליל – Ёлка, £5’")), StringComparison.Ordinal);

    [Fact]
    public async Task Mails_rendered_in_parallel_do_not_mix()
    {
        var titles = Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"Mail {i}.")).ToList();
        var mails = await Task.WhenAll(titles.Select(title => Task.Run(() => RenderAsync(Letter(title)))));
        Assert.Equal(titles, mails.Select(mail => new HtmlParser().ParseDocument(mail).QuerySelector("h1")!.TextContent));
    }

    [Fact]
    public async Task An_error_in_a_component_reaches_the_caller() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            RenderAsync(new StaffEmail("No paragraphs", new List<string>(), "Open", "https://tickets.example/", []))
        );

    private static StaffEmail Letter(string title) => new(title, ["Hello."], "Open", "https://tickets.example/", []);

    private Task<string> RenderAsync(StaffEmail mail) => renderer.RenderAsync<StaffEmailHtml, StaffEmail>(mail, venue);

    public void Dispose() => renderer.Dispose();
}
