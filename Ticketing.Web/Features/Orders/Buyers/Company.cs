using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Orders.Buyers;

/// <summary>The receipt of a company's order is an invoice to it.</summary>
/// <param name="Address">May have several lines.</param>
/// <param name="TaxNumber">May be empty.</param>
public sealed record Company(string Name, string Address, string TaxNumber)
{
    public const int MaxNameLength = SiteOptions.MaxNameLength;
    public const int MaxAddressLength = SiteOptions.MaxAddressLength;
    public const int MaxTaxNumberLength = 32;
}
