using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting;

namespace Ticketing.Features.Orders;

public sealed class TermsOfSale(IOptionsMonitor<SiteOptions> site)
{
    internal const int MaxVersionLength = 40;
    internal const string StandardVersionPrefix = "standard ";
    private const int HashLength = 16;

    /// <summary>
    /// The start of the SHA-256 hash of the venue's own text in the current language, which the audit log keeps, or the version of the
    /// program that the text comes with.
    /// </summary>
    public string Version => Own is { Length: > 0 } own ? $"own {Hash(own)}" : $"{StandardVersionPrefix}{ProductVersion.Current}";

    public bool IsStandard => Own.Length == 0;

    public static string StandardRefundRule => T["No refunds unless the show is cancelled or moved to another date."];

    private string Own => site.CurrentValue.Texts.InCurrentLanguage.Terms;

    /// <summary>Of the event, or of the standard terms for what is paid.</summary>
    /// <returns>Null if the event has none, and the venue's own terms say what applies or nothing is paid.</returns>
    public string? FindRefundRule(Event @event, bool isFree) =>
        @event.RefundRule is { Length: > 0 } rule ? rule
        : isFree || Own.Length > 0 ? null
        : StandardRefundRule;

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLength];
}
