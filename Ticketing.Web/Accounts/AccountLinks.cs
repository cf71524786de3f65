using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Data;
using Ticketing.Notifications;
using Ticketing.Settings;

namespace Ticketing.Accounts;

/// <param name="Token">The part of the address that gives access.</param>
internal sealed record MintedLink(string Url, string Token);

/// <summary>Links into accounts, always to the address that the venue is configured with.</summary>
public sealed class AccountLinks(TicketingDbContext db, MailPurpose purpose, IOptionsMonitor<SiteOptions> site, TimeProvider clock)
{
    private static readonly Dictionary<LinkKind, string> Paths = new()
    {
        [LinkKind.Setup] = "/setup",
        [LinkKind.Join] = "/admin/join",
        [LinkKind.Reset] = "/admin/reset",
    };

    /// <summary>A new link; earlier ones stay good.</summary>
    internal Task<MintedLink> MintAsync(LinkKind kind, Guid? userId, DateTimeOffset expiresAt, CancellationToken ct) => purpose.IsReading
        ? Task.FromResult(LinkWith(kind, Redaction.Mask))
        : StoreAsync(kind, userId, expiresAt, ct);

    private Task<MintedLink> StoreAsync(LinkKind kind, Guid? userId, DateTimeOffset expiresAt, CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            await Links.Where(l => l.ExpiresAt <= now).ExecuteDeleteAsync(ct);
            var token = UnguessableCode.New();
            db.Add(new AccountLink { Hash = UnguessableCode.Hash(token), Kind = kind, UserId = userId, ExpiresAt = expiresAt });
            await db.SaveChangesAsync(ct);
            return LinkWith(kind, token);
        },
        ct: ct);

    private MintedLink LinkWith(LinkKind kind, string token) => new(UrlOf($"{Paths[kind]}?token={token}"), token);

    /// <returns>The link, which stays good; null where it is unknown, used or over.</returns>
    internal Task<AccountLink?> FindAsync(LinkKind kind, string? token, CancellationToken ct) =>
        Good(kind, token).AsNoTracking().FirstOrDefaultAsync(ct);

    /// <summary>
    /// Uses a link up, inside the write of what it was for. Of many at once, one gets it. Whoever goes on to void the others changes the
    /// account first: two that start from different links would wait for each other.
    /// </summary>
    internal async Task<bool> RedeemAsync(LinkKind kind, string? token, CancellationToken ct) =>
        await Good(kind, token).ExecuteDeleteAsync(ct) == 1;

    /// <summary>What was sent before no longer opens anything.</summary>
    internal Task VoidAsync(LinkKind kind, Guid? userId, CancellationToken ct) =>
        Links.Where(l => l.Kind == kind && l.UserId == userId).ExecuteDeleteAsync(ct);

    /// <param name="path">With its slash.</param>
    internal string UrlOf(string path) =>
        Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var home) ? new Uri(home, path).AbsoluteUri : path;

    private DbSet<AccountLink> Links => db.Set<AccountLink>();

    private IQueryable<AccountLink> Good(LinkKind kind, string? token)
    {
        var (hash, now) = (UnguessableCode.Hash(token ?? ""), clock.GetUtcNow());
        return Links.Where(l => l.Hash == hash && l.Kind == kind && l.ExpiresAt > now);
    }
}
