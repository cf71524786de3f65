using static Ticketing.Infrastructure.Languages.Translation;

namespace Ticketing.Tests.Journeys.PageStates;

/// <summary>Resending an order's tickets, also to another address.</summary>
internal static class OrderEmailStates
{
    public static readonly IReadOnlyDictionary<string, PageState> All = new Dictionary<string, PageState>
    {
        ["order, resending"] = stage => stage.OpenOrderAsync("/resend"),
        ["order, resending refused"] = async stage =>
        {
            await stage.OpenOrderAsync();
            await ResendAsync(stage, "ada@");
        },
        ["order, address to resend to doubted"] = async stage =>
        {
            await stage.OpenOrderAsync();
            await ResendAsync(stage, "ada@gmial.com");
        },
        ["order, code to change the address"] = async stage =>
        {
            await stage.OpenOrderAsync();
            stage.App.Clock.Advance(TimeSpan.FromDays(1));
            await ResendAsync(stage, "grace@example.com");
        },
        ["order, change of the address undone too late"] = stage => stage.OpenAsync("/orders/BCDF-2345/undo-email?token=old"),
    };

    private static async Task ResendAsync(PageStateContext stage, string email)
    {
        await stage.Visitor.Page.Locator("summary").ClickAsync();
        await stage.Visitor.Page.GetByLabel(T["Email"], new() { Exact = true }).FillAsync(email);
        await stage.SubmitAsync(T["Resend tickets"], 422);
    }
}
