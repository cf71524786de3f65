using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.GoLive.Checks;

/// <summary>Says what is missing, not what the law of the venue's country requires.</summary>
internal sealed class LegalCheck(IOptionsMonitor<SiteOptions> site, IOptionsMonitor<PricingOptions> pricing) : IGoLiveCheck
{
    public string Topic => GoLiveTopics.Legal;

    public Task<GoLiveFinding> CheckAsync(CancellationToken ct) => Task.FromResult(Check(site.CurrentValue, pricing.CurrentValue));

    private static GoLiveFinding Check(SiteOptions site, PricingOptions pricing)
    {
        var missing = FindMissing(site, pricing).ToList();
        return missing.Count == 0
            ? GoLiveFinding.Ok(T["Legal name, address, tax number, terms and privacy text are there."])
            : new GoLiveFinding(
                string.IsNullOrWhiteSpace(site.SellerAddress) ? GoLiveStatus.Fail : GoLiveStatus.Warn,
                T["Missing in the settings: {0}. Fill in what your country asks for.", string.Join(", ", missing)]
            );
    }

    private static IEnumerable<string> FindMissing(SiteOptions site, PricingOptions pricing) =>
        new (bool IsMissing, string Name)[]
        {
            (IsEmpty(site.SellerAddress), T["the address (receipts must name the seller’s)"]),
            (IsEmpty(site.LegalName), T["the legal name (receipts use the venue’s name)"]),
            (IsEmpty(site.TaxNumber) && pricing.TaxRatePercent > 0, T["the tax number"]),
            (IsEmpty(site.Texts.Terms), T["your terms of sale (the program’s own are shown)"]),
            (IsEmpty(site.Texts.Privacy), T["your privacy text (only what the program stores is shown)"]),
        }
            .Where(item => item.IsMissing)
            .Select(item => item.Name);

    private static bool IsEmpty(string text) => string.IsNullOrWhiteSpace(text);
}
