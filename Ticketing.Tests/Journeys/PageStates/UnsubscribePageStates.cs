using Ticketing.Features.Messages;
using static Microsoft.Playwright.Assertions;
using static Ticketing.Infrastructure.Languages.Translation;

namespace Ticketing.Tests.Journeys.PageStates;

internal static class UnsubscribePageStates
{
    public static readonly IReadOnlyDictionary<string, PageState> All = new Dictionary<string, PageState>
    {
        ["unsubscribe, asked"] = OpenLinkAsync,
        ["unsubscribe, done"] = async stage =>
        {
            await OpenLinkAsync(stage);
            await stage.Visitor.PressAsync(stage.Visitor.Button(T["Unsubscribe"]));
            await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["You’re unsubscribed"]);
        },
        ["unsubscribe, unknown link"] = stage => stage.OpenAsync("/unsubscribe?token=forged"),
    };

    private static async Task OpenLinkAsync(PageStateContext stage)
    {
        var link = await stage.App.UseAsync<UnsubscribeLinks, NewsLink>(links =>
            links.CreateAsync($"ada-{Guid.NewGuid():N}@example.com", Xunit.TestContext.Current.CancellationToken)
        );
        await stage.OpenAsync($"/unsubscribe?token={link.Token}");
        await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["Unsubscribe from our news?"]);
    }
}
