using Ticketing.Tests.Support.Browsers;

namespace Ticketing.Tests.Support.Actions;

public static class CheckoutActions
{
    public const string CheckoutForm = "form#details";
    public const string PayForm = ".sandbox form";

    public static async Task<BrowserPage> ChooseTicketsAsync(
        this Browser browser,
        Ticketing.Features.Events.Event show,
        params (string Category, int Quantity)[] quantities
    )
    {
        var page = await browser.OpenAsync($"/events/{show.Slug}");
        return await page.SubmitAsync(
            "form[method=post]",
            quantities.ToDictionary(w => $"Quantities[{show.GetTicketTypeId(w.Category)}]", w => $"{w.Quantity}")
        );
    }

    public static Task<BrowserPage> SubmitBuyerAsync(
        this BrowserPage checkout,
        string name = "Ada Lovelace",
        string email = "ada@example.com",
        string phone = ""
    ) =>
        checkout.SubmitAsync(
            CheckoutForm,
            new Dictionary<string, string>
            {
                ["Buyer.Name"] = name,
                ["Buyer.Email"] = email,
                ["Buyer.Phone"] = phone,
            }
        );

    public static Task<BrowserPage> PayAsync(this BrowserPage sandbox, string outcome) => sandbox.SubmitAsync(PayForm, button: outcome);
}
