using Ticketing.Tests.Support.Browsers;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

/// <summary>Fills in and checks one page after the other.</summary>
internal static class PageSteps
{
    public static Task OpenDropAsync(Visitor visitor, string name) =>
        visitor.Page.Locator("details.drop > summary").And(visitor.Page.GetByText(name).Or(visitor.Page.GetByLabel(name))).ClickAsync();

    public static async Task FillAsync(Visitor visitor, params (string Label, string Text)[] fields)
    {
        foreach (var (label, text) in fields)
        {
            await visitor.Page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        }
    }

    public static async Task PressAsync(Visitor visitor, string button)
    {
        await visitor.Page.EvaluateAsync("document.documentElement.dataset.old = 'yes'");
        await visitor.PressAsync(visitor.Button(button));
        await Expect(visitor.Page.Locator("html:not([data-old])")).ToHaveCountAsync(1);
        await visitor.WaitUntilLoadedAsync();
    }

    public static async Task CheckAsync(Visitor visitor, string? path = null)
    {
        if (path is not null)
        {
            await visitor.OpenAsync(path);
        }

        await visitor.AssertAccessibleAsync();
    }
}
