namespace Ticketing.Tests.Support;

public static class Buying
{
    public const string CheckoutForm = "form#details";
    public const string PayForm = ".sandbox form";

    public static async Task<Page> ChooseAsync(this Browser browser, Ticketing.Events.Event show, params (string Category, int Quantity)[] wish)
    {
        var page = await browser.OpenAsync($"/events/{show.Slug}");
        return await page.SubmitAsync(
            "form[method=post]", wish.ToDictionary(w => $"Quantities[{show.TypeId(w.Category)}]", w => $"{w.Quantity}"));
    }

    public static Task<Page> FillInAsync(this Page checkout, string name = "Ada Lovelace", string email = "ada@example.com", string phone = "") =>
        checkout.SubmitAsync(CheckoutForm, new Dictionary<string, string>
        {
            ["Buyer.Name"] = name, ["Buyer.Email"] = email, ["Buyer.Phone"] = phone,
        });

    public static Task<Page> PayAsync(this Page sandbox, string outcome) => sandbox.SubmitAsync(PayForm, button: outcome);
}
