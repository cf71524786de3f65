using Ticketing.Api.Problems;
using Ticketing.Features.Orders.Buyers;

namespace Ticketing.Api.Orders;

internal static class CompanyInput
{
    private static readonly CompanyError[] Missing = [CompanyError.NameMissing, CompanyError.AddressMissing];

    /// <param name="errors">Gets what is wrong.</param>
    /// <param name="prefix">Where the company is in the body, such as "company.".</param>
    /// <returns>Null if something is wrong.</returns>
    public static Company? Read(CompanyRequest request, List<FieldError> errors, string prefix = "")
    {
        var typed = CompanyValidator.Validate(request.Name, request.Address, request.TaxNumber);
        var found = typed is { Company: null, Errors.Count: 0 } ? Missing : typed.Errors;
        errors.AddRange(found.Select(error => Create(error, prefix)));
        return typed.Company;
    }

    private static FieldError Create(CompanyError error, string prefix) =>
        error switch
        {
            CompanyError.NameMissing => new(prefix + "name", "The company needs a name."),
            CompanyError.NameTooLong => new(prefix + "name", $"The name has at most {Company.MaxNameLength} characters."),
            CompanyError.AddressMissing => new(prefix + "address", "The company needs a postal address."),
            CompanyError.AddressTooLong => new(prefix + "address", $"The address has at most {Company.MaxAddressLength} characters."),
            _ => new(prefix + "taxNumber", "This is not a VAT number like GB123456789."),
        };
}
