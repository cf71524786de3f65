using Ticketing.Features.Events;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Journeys.Shop;

public sealed class LargeTextJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    private static readonly string Word = string.Concat(Enumerable.Repeat("Donaudampfschiff", 4))[..60];

    /// <param name="textSize">Pixels of the browser's own text setting; 16 is usual.</param>
    [Theory]
    [InlineData(360, 16)]
    [InlineData(320, 32)]
    public async Task Neither_a_word_of_sixty_letters_nor_double_text_size_widens_a_page(int width, int textSize)
    {
        var visitor = await ArriveAsync(new Device(width, 640, HasTouch: true));
        var settings = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        await settings.SendAsync(
            "Page.setFontSizes",
            new()
            {
                ["fontSizes"] = new Dictionary<string, object> { ["standard"] = textSize, ["fixed"] = textSize },
            }
        );
        var show = await App.PublishEventAsync(
            Word,
            WithLongWords,
            new TicketTypeDraft(Word, 1400, 100),
            new TicketTypeDraft(Word + "2", 900, 0)
        );
        await App.PublishEventAsync(Word, WithLongWords);
        foreach (var path in new[] { "/", $"/?q={Word}", $"/events/{show.Slug}", "/orders/find", "/terms", "/basket" })
        {
            await visitor.OpenAsync(path);
            await LayoutChecks.AssertNoOverflowAsync(visitor);
        }

        Assert.Equal($"{textSize}px", await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).fontSize"));
        await visitor.HoldAsync(show, Word);
        await LayoutChecks.AssertNoOverflowAsync(visitor);
        await visitor.Page.Locator("#Name").FillAsync(Word);
        await visitor.Page.Locator("#Email").FillAsync($"{Word}@example.com");
        await visitor.GoToPaymentAsync();
        await LayoutChecks.AssertNoOverflowAsync(visitor);
        await visitor.PressAsync(visitor.Page.Locator("[name=outcome][value=paid]"));
        await visitor.WaitForPathAsync("/orders/");
        await LayoutChecks.AssertNoOverflowAsync(visitor);
    }

    private static void WithLongWords(Event show)
    {
        (show.Kind, show.Location, show.Address) = (Word, Word, Word);
        (show.Summary, show.Description) = (Word, Word);
    }
}
