namespace Ticketing.Tests.Support;

/// <summary>The buyer's way through the pages, without JavaScript.</summary>
public static class Buying
{
    public const string CheckoutForm = "form#details";
    public const string PayForm = ".sandbox form";

    /// <summary>Presses "continue" on an event's page with so many of each category.</summary>
    public static async Task<Page> ChooseAsync(this Browser browser, Ticketing.Events.Event show, params (string Category, int Quantity)[] wish)
    {
        var page = await browser.OpenAsync($"/events/{show.Slug}");
        return await page.SubmitAsync(
            "form[method=post]", wish.ToDictionary(w => $"Quantities[{show.TypeId(w.Category)}]", w => $"{w.Quantity}"));
    }

    /// <summary>Gives name and address on the checkout page and goes on to pay.</summary>
    public static Task<Page> FillInAsync(this Page checkout, string name = "Ada Lovelace", string email = "ada@example.com", string phone = "") =>
        checkout.SubmitAsync(CheckoutForm, new Dictionary<string, string>
        {
            ["Buyer.Name"] = name, ["Buyer.Email"] = email, ["Buyer.Phone"] = phone,
        });

    /// <summary>Chooses an outcome on the sandbox's payment page.</summary>
    public static Task<Page> PayAsync(this Page sandbox, string outcome) => sandbox.SubmitAsync(PayForm, button: outcome);
}
