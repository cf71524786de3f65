using Microsoft.AspNetCore.Mvc.ModelBinding;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Orders.Placing;

namespace Ticketing.Pages.Checkout;

/// <summary>Raw input. The rules are in <see cref="BuyerValidator"/>.</summary>
public sealed class BuyerInput
{
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }

    public static BuyerInput From(Buyer buyer) =>
        new()
        {
            Name = buyer.Name,
            Email = buyer.Email,
            Phone = PhoneNumber.Format(buyer.Phone),
        };

    public Buyer ToBuyer() => new(Name ?? "", Email ?? "", Phone ?? "");

    public static void Explain(IEnumerable<BuyerError> errors, ModelStateDictionary state)
    {
        foreach (var (field, text) in errors.Select(Explain))
        {
            state.AddModelError($"Buyer.{field}", text);
        }
    }

    private static (string Field, string Text) Explain(BuyerError error) =>
        error switch
        {
            BuyerError.NameMissing => (nameof(Name), T["Enter your name."]),
            BuyerError.NameTooLong => (nameof(Name), T["Shorten the name to {0} characters.", BuyerValidator.MaxNameLength]),
            BuyerError.NameUnreadable => (nameof(Name), T["Enter a name using letters."]),
            BuyerError.EmailMissing => (nameof(Email), T["Enter your email address."]),
            BuyerError.EmailInvalid => (nameof(Email), T["Enter a valid email, like name@example.com."]),
            BuyerError.PhoneMissing => (nameof(Phone), T["Enter a phone number, so that we can reach you if the show changes."]),
            _ => (nameof(Phone), T["Enter a valid phone number, starting with + and the country code if it’s from abroad."]),
        };
}
