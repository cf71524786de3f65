using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ticketing.Data;
using Ticketing.Settings;
using Ticketing.Tests.Architecture;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Pages;

/// <summary>Whatever stands in a form may be markup, a script, a template, a formula or a piece of SQL: to us it is text.</summary>
public sealed partial class TypingMarkup(Venues venues) : IClassFixture<Venues>
{
    private const string Hostile = """"><evil-tag onload=alert(1)>{{7*7}}${7*7}</title></script></textarea><script>evil()</script>' OR '1'='1'; --"""";

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
            var path = AnyUser.Replace(AnyEvent.Replace(EveryRoute.Fill(known, real), show.Id.ToString()), someone.Id.ToString());
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

    [GeneratedRegex("(?<=/admin/users/)[0-9a-f-]{36}")]
    private static partial Regex AnyUser { get; }
}
