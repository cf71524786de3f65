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
    public string? CompanyName { get; set; }
    public string? CompanyAddress { get; set; }
    public string? CompanyTaxNumber { get; set; }

    public bool HasCompany => $"{CompanyName}{CompanyAddress}{CompanyTaxNumber}".Length > 0;

    public static BuyerInput From(Buyer buyer) =>
        new()
        {
            Name = buyer.Name,
            Email = buyer.Email,
            Phone = PhoneNumber.Format(buyer.Phone),
            CompanyName = buyer.Company?.Name,
            CompanyAddress = buyer.Company?.Address,
            CompanyTaxNumber = buyer.Company?.TaxNumber,
        };

    public Buyer ToBuyer() =>
        new(Name ?? "", Email ?? "", Phone ?? "")
        {
            Company = HasCompany ? new Company(CompanyName ?? "", CompanyAddress ?? "", CompanyTaxNumber ?? "") : null,
        };

    public static void Explain(IEnumerable<BuyerError> errors, ModelStateDictionary state)
    {
        foreach (var (field, text) in errors.Select(Explain))
        {
            state.AddModelError($"Buyer.{field}", text);
        }
    }

    public static void Explain(IEnumerable<CompanyError> errors, ModelStateDictionary state)
    {
        foreach (var (field, text) in errors.Select(Explain))
        {
            state.AddModelError($"Buyer.{field}", text);
        }
    }

    private static (string Field, string Text) Explain(CompanyError error) =>
        error switch
        {
            CompanyError.NameMissing => (nameof(CompanyName), T["Enter the company’s name."]),
            CompanyError.NameTooLong => (nameof(CompanyName), T["Shorten the company’s name to {0} characters.", Company.MaxNameLength]),
            CompanyError.AddressMissing => (nameof(CompanyAddress), T["Enter the company’s address."]),
            CompanyError.AddressTooLong => (
                nameof(CompanyAddress),
                T["Shorten the company’s address to {0} characters.", Company.MaxAddressLength]
            ),
            _ => (nameof(CompanyTaxNumber), T["Enter a valid VAT number, like GB123456789, or leave it empty."]),
        };

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
