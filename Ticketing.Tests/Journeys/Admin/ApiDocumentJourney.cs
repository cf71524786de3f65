using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

/// <summary>Nothing on the page comes from another host or breaks the content security policy: the browser would say so.</summary>
[Collection(StaffJourneysCollection.Name)]
public sealed class ApiDocumentJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task The_documentation_shows_the_operations_with_their_examples()
    {
        var visitor = await ArriveAsync();
        visitor.ExpectsBlockedStyles = true;
        await visitor.OpenAsync("/api/docs");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "List upcoming events" })).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("Nadia Karim Quartet").First).ToBeVisibleAsync();

        // Its styles are there, and it can send a request.
        var font = await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('h1')).fontFamily");
        Assert.DoesNotContain("Times", font, StringComparison.Ordinal);
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Test Request") }).First.ClickAsync();
        var answered = visitor.Page.WaitForResponseAsync(new Regex("/api/v1/events"));
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Send") }).First.ClickAsync();
        Assert.Equal(200, (await answered).Status);
    }
}
