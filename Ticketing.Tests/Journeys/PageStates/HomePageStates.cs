using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using static Microsoft.Playwright.Assertions;
using static Ticketing.Infrastructure.Languages.Translation;

namespace Ticketing.Tests.Journeys.PageStates;

internal static class HomePageStates
{
    public static readonly IReadOnlyDictionary<string, PageState> All = new Dictionary<string, PageState>
    {
        ["home"] = stage => PublishedAsync(stage, "/"),
        ["home, nothing announced"] = NothingAnnouncedAsync,
        ["search"] = stage => PublishedAsync(stage, "/?q=quartet"),
        ["search without result"] = stage => PublishedAsync(stage, "/?q=zzzzz"),
        ["search, only past concerts match"] = OnlyPastAsync,
        ["past"] = stage => PastAsync(stage, "/past"),
        ["terms"] = stage => stage.OpenAsync("/terms"),
        ["imprint"] = stage => stage.OpenAsync("/imprint"),
        ["privacy"] = stage => stage.OpenAsync("/privacy"),
        ["find us"] = stage => stage.OpenAsync("/find-us"),
    };

    private static async Task PublishedAsync(PageStateContext stage, string path)
    {
        await stage.App.PublishEventAsync();
        await stage.App.PublishEventAsync(show => show.StartsAt = show.StartsAt.AddDays(40));
        await stage.OpenAsync(path);
    }

    private static async Task NothingAnnouncedAsync(PageStateContext stage)
    {
        stage.MoveTo(new ListeningApp());
        await stage.OpenAsync("/");
        await Expect(stage.Visitor.Page.Locator(".empty h2")).ToHaveTextAsync(T["No concerts announced yet"]);
    }

    private static async Task OnlyPastAsync(PageStateContext stage)
    {
        var title = $"Nadia Karim Quartet {Guid.NewGuid():N}"[..28];
        await stage.App.PublishEventAsync(title, show => (show.StartsAt, show.DoorsAt) = (stage.App.Clock.GetUtcNow().AddDays(-40), null));
        await stage.OpenAsync($"/?q={Uri.EscapeDataString(title)}");
        await Expect(stage.Visitor.Link(T["Past concerts"])).ToBeVisibleAsync();
    }

    private static async Task PastAsync(PageStateContext stage, string path)
    {
        await stage.App.PublishEventAsync(show => (show.StartsAt, show.DoorsAt) = (stage.App.Clock.GetUtcNow().AddDays(-40), null));
        await stage.OpenAsync(path);
    }
}
