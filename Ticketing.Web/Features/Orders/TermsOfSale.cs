using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting;

namespace Ticketing.Features.Orders;

public sealed class TermsOfSale(IOptionsMonitor<SiteOptions> site)
{
    internal const int MaxVersionLength = 40;
    private const int HashLength = 16;

    /// <summary>
    /// The start of the SHA-256 hash of the venue's own text in the current language, which the audit log keeps, or the version of the
    /// program that the text comes with.
    /// </summary>
    public string Version =>
        site.CurrentValue.Texts.InCurrentLanguage.Terms is { Length: > 0 } own ? $"own {Hash(own)}" : $"standard {ProductVersion.Current}";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLength];
}
