using System.Text.RegularExpressions;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Orders.Buyers;

public enum CompanyError
{
    NameMissing,
    NameTooLong,
    AddressMissing,
    AddressTooLong,
    TaxNumberInvalid,
}

/// <param name="Company">Null if nothing was entered, or there are errors.</param>
public sealed record CompanyValidationResult(Company? Company, IReadOnlyList<CompanyError> Errors);

/// <summary>Reports all errors at once.</summary>
public static partial class CompanyValidator
{
    public static CompanyValidationResult Validate(string? name, string? address, string? taxNumber)
    {
        var company = new Company(
            InputText.SingleLine(InvisibleText.StripOutsideWords(name ?? "")),
            InputText.MultiLine(InvisibleText.StripOutsideWords(address ?? "")),
            InputText.SingleLine(InvisibleText.Strip(taxNumber ?? ""))
        );
        if (company is { Name: "", Address: "", TaxNumber: "" })
        {
            return new CompanyValidationResult(null, []);
        }

        var errors = FindErrors(company).ToList();
        return new CompanyValidationResult(errors.Count > 0 ? null : company, errors);
    }

    private static IEnumerable<CompanyError> FindErrors(Company company) =>
        new (bool IsWrong, CompanyError Error)[]
        {
            (company.Name.Length == 0, CompanyError.NameMissing),
            (company.Name.Length > Company.MaxNameLength, CompanyError.NameTooLong),
            (company.Address.Length == 0, CompanyError.AddressMissing),
            (company.Address.Length > Company.MaxAddressLength, CompanyError.AddressTooLong),
            (company.TaxNumber.Length > 0 && !TaxNumber.IsMatch(company.TaxNumber), CompanyError.TaxNumberInvalid),
        }
            .Where(check => check.IsWrong)
            .Select(check => check.Error);

    /// <summary>"GB 123 4567 89", "ATU12345678", "CHE-123.456.789 MWST".</summary>
    [GeneratedRegex(@"^(?=.*\d)[\p{L}\d][\p{L}\d ./*+-]{3,31}$")]
    private static partial Regex TaxNumber { get; }
}
