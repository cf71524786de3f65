using Ticketing.Infrastructure.Languages;
using Ticketing.Tests.Features.Receipts;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static Ticketing.Infrastructure.Languages.Translation;

namespace Ticketing.Tests.Journeys.Shop;

/// <summary>The steps look for texts in the language of the test.</summary>
public sealed class LanguageJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Theory]
    [InlineData("de", "30,00\u00a0£")]
    [InlineData("ar", "30.00")]
    public async Task From_the_poster_to_the_tickets_and_the_mail(string tag, string total)
    {
        using var _ = ShippedLanguages.Find(tag)!.Use();
        var show = await App.PublishEventAsync($"An evening in {tag}", _ => { });
        var visitor = await ArriveAsync(Device.Phone);
        await visitor.OpenFromHomeAsync(show);
        await visitor.ChooseAsync("Standing", 2);
        await Expect(visitor.Page.Locator("[data-total]")).ToContainTextAsync(total);
        await visitor.SavePictureAsync($"{tag}-event");
        await visitor.GoToCheckoutAsync();
        await visitor.FillInAsync();
        await visitor.SavePictureAsync($"{tag}-checkout");
        await visitor.GoToPaymentAsync();
        await visitor.PayInSandboxAsync();
        await Expect(visitor.Heading()).ToHaveTextAsync(T["You’re in!"]);
        await visitor.SavePictureAsync($"{tag}-order");
        foreach (var link in new[] { T["Download tickets"], T["Download receipt"] })
        {
            var pdf = await visitor.DownloadAsync(link);
            await Pictures.SaveAsync($"{tag}-{link}.pdf", pdf);
            Assert.NotEmpty(PdfReader.Pages(pdf));
        }

        using var mail = await App.GetMailAsync(visitor.LastPathSegment());
        await Pictures.SaveAsync($"{tag}-mail.html", System.Text.Encoding.UTF8.GetBytes(mail.HtmlBody!));
        Assert.Contains($"/{tag}/orders/", mail.TextBody, StringComparison.Ordinal);
    }
}
