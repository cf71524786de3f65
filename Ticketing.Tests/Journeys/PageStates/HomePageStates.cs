using Ticketing.Features.Events;
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
        ["home, first show at night"] = AtNightAsync,
        ["search"] = EveryCardAsync,
        ["search without result"] = stage => PublishedAsync(stage, "/?q=zzzzz"),
        ["search, only past concerts match"] = OnlyPastAsync,
        ["in a frame of another site"] = EmbeddedAsync,
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

    private static async Task EveryCardAsync(PageStateContext stage)
    {
        var now = stage.App.Clock.GetUtcNow();
        await stage.App.AddEventAsync(EventStatus.Postponed);
        await stage.App.AddEventAsync(EventStatus.Cancelled);
        await stage.App.PublishEventAsync(new TicketTypeDraft("Entry", 0, 100), new TicketTypeDraft("Seated", 1400, 100));
        await stage.App.PublishEventAsync(new TicketTypeDraft("Standing", 123400, 5));
        await stage.App.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100, type => type.SalesEndAt = now.AddDays(-1)));
        await stage.App.PublishEventAsync(
            show => (show.StartsAt, show.DoorsAt) = (now.AddDays(500), null),
            new TicketTypeDraft("Standing", 1400, 100, type => type.SalesStartAt = now.AddDays(400))
        );
        await stage.App.PlaceHoldAsync(await stage.App.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 2)), "Standing", 2);
        await PublishedAsync(stage, "/?q=quartet");
        await Expect(stage.Visitor.Page.Locator(".card b").GetByText(T["free or paid"])).Not.ToHaveCountAsync(0);
    }

    private static async Task EmbeddedAsync(PageStateContext stage)
    {
        await stage.App.AddEventAsync(EventStatus.Cancelled);
        await stage.App.PlaceHoldAsync(await stage.App.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 2)), "Standing", 2);
        await PublishedAsync(stage, "/embed/events");
    }

    // Doors and start have days of their own.
    private static async Task AtNightAsync(PageStateContext stage)
    {
        stage.MoveTo(new ListeningApp());
        var midnight = stage.App.Clock.GetUtcNow().Date.AddDays(29);
        await stage.App.PublishEventAsync(show =>
        {
            show.DoorsAt = new DateTimeOffset(midnight.AddMinutes(-45), TimeSpan.Zero);
            show.StartsAt = show.DoorsAt.Value.AddHours(2);
        });
        await stage.OpenAsync("/");
        await Expect(stage.Visitor.Page.Locator(".hero .when")).ToBeVisibleAsync();
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
