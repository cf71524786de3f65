using Microsoft.AspNetCore.Mvc.ModelBinding;
using Ticketing.Orders;

namespace Ticketing.Pages.Checkout;

/// <summary>Raw input. The rules are in <see cref="BuyerDetails"/>.</summary>
public sealed class BuyerInput
{
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }

    public static BuyerInput Of(Buyer buyer) => new() { Name = buyer.Name, Email = buyer.Email, Phone = PhoneNumber.Show(buyer.Phone) };

    public Buyer AsTyped() => new(Name ?? "", Email ?? "", Phone ?? "");

    public static void Explain(IEnumerable<BuyerFault> faults, ModelStateDictionary state)
    {
        foreach (var (field, text) in faults.Select(Explain))
        {
            state.AddModelError($"Buyer.{field}", text);
        }
    }

    private static (string Field, string Text) Explain(BuyerFault fault) => fault switch
    {
        BuyerFault.NameMissing => (nameof(Name), "Enter your name, so that the door can find you."),
        BuyerFault.NameTooLong => (nameof(Name), $"Shorten the name to {BuyerDetails.LongestName} characters."),
        BuyerFault.NameUnreadable => (nameof(Name), "Enter the name in letters."),
        BuyerFault.EmailMissing => (nameof(Email), "Enter your e-mail address: your tickets are sent there."),
        BuyerFault.EmailInvalid => (nameof(Email), "This is not a complete e-mail address. It looks like name@example.com."),
        BuyerFault.PhoneMissing => (nameof(Phone), "Enter a phone number, so that we can reach you if the show changes."),
        _ => (nameof(Phone), "This is not a phone number we can call. For a number from abroad, start with + and the country code."),
    };
}
