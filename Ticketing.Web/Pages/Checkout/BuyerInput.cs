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
            BuyerError.NameMissing => (nameof(Name), "Enter your name, so that the door can find you."),
            BuyerError.NameTooLong => (nameof(Name), $"Shorten the name to {BuyerValidator.MaxNameLength} characters."),
            BuyerError.NameUnreadable => (nameof(Name), "Enter the name in letters."),
            BuyerError.EmailMissing => (nameof(Email), "Enter your e-mail address: your tickets are sent there."),
            BuyerError.EmailInvalid => (nameof(Email), "This is not a complete e-mail address. It looks like name@example.com."),
            BuyerError.PhoneMissing => (nameof(Phone), "Enter a phone number, so that we can reach you if the show changes."),
            _ => (nameof(Phone), "This is not a phone number we can call. For a number from abroad, start with + and the country code."),
        };
}
