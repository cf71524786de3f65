using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Languages;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static Ticketing.Infrastructure.Languages.Translation;

namespace Ticketing.Tests.Journeys;

internal static class BuyerSteps
{
    private static readonly TimeSpan LoadTimeout = TimeSpan.FromSeconds(45);

    public static ILocator Button(this Visitor visitor, string name) =>
        visitor.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Link(this Visitor visitor, string name) =>
        visitor.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public static ILocator Heading(this Visitor visitor) => visitor.Page.Locator("h1");

    public static ILocator PayButton(this Visitor visitor) => visitor.Page.Locator("[data-pay]");

    public static ILocator QuantityInput(this Visitor visitor, string category) =>
        visitor.Page.GetByLabel(T["How many: {0}", category], new() { Exact = true });

    public static ILocator TicketTypeItem(this Visitor visitor, string category) =>
        visitor.Page.Locator("li.type").Filter(new() { Has = visitor.QuantityInput(category) });

    /// <summary>Fails on a 500, because the error page would pass most page checks.</summary>
    public static async Task OpenAsync(this Visitor visitor, string path)
    {
        var answer = await visitor.Page.GotoAsync(new Uri(visitor.Site, InCurrentLanguage(path)).ToString());
        Assert.True(answer is not { Status: 500 }, $"{path} failed on our side.");
    }

    private static string InCurrentLanguage(string path) =>
        Language.Current == Language.English || path.StartsWith($"/{Language.Current.Prefix}/", StringComparison.Ordinal)
            ? path
            : $"/{Language.Current.Prefix}{path}";

    public static Task OpenAsync(this Visitor visitor, Event show) => visitor.OpenAsync($"/events/{show.Slug}");

    public static async Task WaitForPathAsync(this Visitor visitor, string path)
    {
        await Expect(visitor.Page).ToHaveURLAsync(new Regex(Regex.Escape(path)));
        if (visitor.Device.HasJavaScript)
        {
            await visitor.WaitUntilLoadedAsync();
        }
    }

    /// <summary>Polls, because Playwright's own wait sometimes misses the event on a busy machine.</summary>
    public static async Task WaitUntilLoadedAsync(this Visitor visitor)
    {
        for (var waited = Stopwatch.StartNew(); !await IsLoadedAsync(visitor.Page); )
        {
            Assert.True(waited.Elapsed < LoadTimeout, $"{visitor.Page.Url} did not finish loading");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<bool> IsLoadedAsync(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<string>("document.readyState") == "complete";
        }
        catch (PlaywrightException error) when (error.Message.Contains("context was destroyed", StringComparison.Ordinal))
        {
            return false; // The page has just navigated.
        }
    }

    public static async Task OpenFromHomeAsync(this Visitor visitor, Event show)
    {
        await visitor.OpenAsync("/");
        await visitor.PressAsync(visitor.Link(show.Title).First);
        await Expect(visitor.Heading()).ToHaveTextAsync(show.Title);
    }

    public static async Task ChooseAsync(this Visitor visitor, string category, int quantity)
    {
        if (!visitor.Device.HasJavaScript)
        {
            await visitor.QuantityInput(category).FillAsync($"{quantity}");
            return;
        }

        for (var one = 0; one < quantity; one++)
        {
            await visitor.PressAsync(visitor.Button(T["One more: {0}", category]));
        }
    }

    public static async Task GoToCheckoutAsync(this Visitor visitor)
    {
        await visitor.PressAsync(visitor.Button(T["Continue"]));
        await visitor.WaitForPathAsync("/checkout/");
    }

    public static async Task HoldAsync(this Visitor visitor, Event show, string category = "Standing", int quantity = 1)
    {
        await visitor.OpenAsync(show);
        await visitor.ChooseAsync(category, quantity);
        await visitor.GoToCheckoutAsync();
    }

    public static async Task FillInAsync(this Visitor visitor, string name = "Ada Lovelace", string email = "ada@example.com")
    {
        await visitor.Page.GetByLabel(T["Name"], new() { Exact = true }).FillAsync(name);
        await visitor.Page.GetByLabel(T["Email"], new() { Exact = true }).FillAsync(email);
    }

    public static async Task GoToPaymentAsync(this Visitor visitor)
    {
        await visitor.PressAsync(visitor.PayButton());
        await visitor.WaitForPathAsync("/sandbox/");
    }

    public static async Task PayInSandboxAsync(this Visitor visitor)
    {
        await visitor.PressAsync(visitor.Button(T["Pay"]));
        await visitor.WaitForPathAsync("/orders/");
    }

    public static async Task BuyAsync(this Visitor visitor, Event show, string email = "ada@example.com")
    {
        await visitor.HoldAsync(show);
        await visitor.FillInAsync(email: email);
        await visitor.GoToPaymentAsync();
        await visitor.PayInSandboxAsync();
    }

    public static async Task<byte[]> DownloadAsync(this Visitor visitor, string link)
    {
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.PressAsync(visitor.Link(link)));
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    /// <summary>Last segment of the current path: hold code or order reference.</summary>
    public static string LastPathSegment(this Visitor visitor) => visitor.Path.Split('?')[0].Split('/')[^1];
}
