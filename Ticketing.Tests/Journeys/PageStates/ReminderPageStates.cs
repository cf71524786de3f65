using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Reminders;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using static Microsoft.Playwright.Assertions;
using static Ticketing.Infrastructure.Languages.Translation;

namespace Ticketing.Tests.Journeys.PageStates;

internal static class ReminderPageStates
{
    public static readonly IReadOnlyDictionary<string, PageState> All = new Dictionary<string, PageState>
    {
        ["reminder, asked for"] = async stage => await AskAsync(stage, await stage.App.AddEventAsync(EventStatus.Postponed)),
        ["reminder, with an error"] = stage => RefusedAsync(stage, ""),
        ["reminder, address doubted"] = async stage =>
        {
            await RefusedAsync(stage, "ada@gmial.com");
            await Expect(stage.Visitor.Page.Locator("#typo")).ToBeVisibleAsync();
        },
        ["reminder, to confirm"] = stage => OpenLinkAsync(stage, EventStatus.Postponed),
        ["reminder of the sale, to confirm"] = stage => OpenLinkAsync(stage, EventStatus.Active),
        ["reminder, confirmed"] = async stage =>
        {
            await OpenLinkAsync(stage, EventStatus.Postponed);
            await stage.Visitor.PressAsync(stage.Visitor.Button(T["Yes, remind me"]));
            await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["We’ll remind you"]);
        },
        ["reminder, stopped"] = async stage =>
        {
            await OpenLinkAsync(stage, EventStatus.Postponed);
            await stage.Visitor.PressAsync(stage.Visitor.Button(T["Stop this reminder"]));
            await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["Reminder stopped"]);
        },
        ["reminder, ended"] = async stage =>
        {
            await stage.OpenShowAsync();
            await stage.OpenAsync($"{stage.Visitor.Path}/reminder");
        },
    };

    private static async Task AskAsync(PageStateContext stage, Event show)
    {
        await stage.Visitor.OpenAsync(show);
        await stage.Visitor.Page.Locator("#remind-email").FillAsync($"ada-{Guid.NewGuid():N}@example.com");
        await stage.Visitor.PressAsync(stage.Visitor.Button(T["Remind me"]));
        await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["Check your inbox"]);
    }

    private static async Task RefusedAsync(PageStateContext stage, string email)
    {
        var show = await stage.App.AddEventAsync(EventStatus.Postponed);
        await stage.OpenAsync($"/events/{show.Slug}/remind");
        await stage.Visitor.Page.GetByLabel(T["Email"], new() { Exact = true }).FillAsync(email);
        await stage.SubmitAsync(T["Remind me"], 422);
    }

    private static async Task OpenLinkAsync(PageStateContext stage, EventStatus status)
    {
        var show = await stage.App.AddEventAsync(
            status,
            change: null,
            types: new TicketTypeDraft("Standing", 1400, 100, type => type.SalesStartAt = stage.App.Clock.GetUtcNow().AddDays(5))
        );
        await AskAsync(stage, show);
        var id = await stage.App.UseAsync<TicketingDbContext, Guid>(db =>
            db.Set<EventReminder>().Where(reminder => reminder.EventId == show.Id).Select(reminder => reminder.Id).SingleAsync()
        );
        var link = await stage.App.UseAsync<ReminderLinks, ReminderLink>(links => links.CreateAsync(id, show, default));
        await stage.OpenAsync(new Uri(link.Url).PathAndQuery);
        await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["Confirm your reminder"]);
    }
}
