using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Tests.Support.Apps;
using static Microsoft.Playwright.Assertions;
using static Ticketing.Infrastructure.Languages.Translation;

namespace Ticketing.Tests.Journeys.PageStates;

internal static class ErrorPageStates
{
    public static readonly IReadOnlyDictionary<string, PageState> All = new Dictionary<string, PageState>
    {
        ["not found"] = stage => stage.OpenAsync("/no-such-page"),
        ["closed for recovery"] = async stage =>
        {
            stage.MoveTo(await RestoreAsync());
            await stage.OpenAsync("/orders/BCDF-2345");
            await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["The box office is being restored"]);
        },
        ["closed for recovery, tickets chosen"] = async stage =>
        {
            stage.MoveTo(await RestoreAsync());
            await stage.OpenShowAsync();
            await stage.Visitor.ChooseAsync("Standing", 2);
            await stage.SubmitAsync(T["Continue"], 503);
        },
        ["cookies blocked"] = async stage =>
        {
            await stage.OpenCheckoutAsync();
            await stage.Visitor.FillInAsync();
            await stage.Visitor.Page.Context.ClearCookiesAsync();
            await stage.SubmitAsync(stage.Visitor.PayButton(), 400);
            await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["Please allow cookies"]);
        },
    };

    private static async Task<ListeningApp> RestoreAsync()
    {
        var app = new ListeningApp();
        var now = app.Clock.GetUtcNow();
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            db.Add(new Restore { BackupCreatedAt = now.AddHours(-6), RestoredAt = now });
            await db.SaveChangesAsync();
        });
        return app;
    }
}
