using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Accounts.Links;

internal sealed record CreatedLink(string Url, string Token);

/// <summary>URLs always use the configured public address.</summary>
public sealed class AccountLinks(TicketingDbContext db, MailRenderMode purpose, IOptionsMonitor<SiteOptions> site, TimeProvider clock)
{
    private static readonly Dictionary<LinkKind, string> Paths = new()
    {
        [LinkKind.Setup] = "/setup",
        [LinkKind.Join] = "/admin/join",
        [LinkKind.Reset] = "/admin/reset",
    };

    /// <summary>Creates a link; earlier links stay valid.</summary>
    internal Task<CreatedLink> CreateAsync(LinkKind kind, Guid? userId, DateTimeOffset expiresAt, CancellationToken ct) =>
        purpose.IsPreview ? Task.FromResult(BuildLink(kind, Redaction.Mask)) : StoreAsync(kind, userId, expiresAt, ct);

    private Task<CreatedLink> StoreAsync(LinkKind kind, Guid? userId, DateTimeOffset expiresAt, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                await Links.Where(l => l.ExpiresAt <= now).ExecuteDeleteAsync(ct);
                var token = UnguessableCode.Create();
                db.Add(
                    new AccountLink
                    {
                        Hash = UnguessableCode.Hash(token),
                        Kind = kind,
                        UserId = userId,
                        ExpiresAt = expiresAt,
                    }
                );
                await db.SaveChangesAsync(ct);
                return BuildLink(kind, token);
            },
            ct: ct
        );

    private CreatedLink BuildLink(LinkKind kind, string token) => new(UrlFor($"{Paths[kind]}?token={token}"), token);

    /// <returns>Null if the link is unknown, used or expired.</returns>
    internal Task<AccountLink?> FindAsync(LinkKind kind, string? token, CancellationToken ct) =>
        ValidLinks(kind, token).AsNoTracking().FirstOrDefaultAsync(ct);

    /// <summary>
    /// Uses a link up inside the caller's transaction; only one concurrent caller succeeds. Callers that also revoke other links must
    /// update the account row first, or two of them deadlock.
    /// </summary>
    internal async Task<bool> RedeemAsync(LinkKind kind, string? token, CancellationToken ct) =>
        await ValidLinks(kind, token).ExecuteDeleteAsync(ct) == 1;

    internal Task RevokeAsync(LinkKind kind, Guid? userId, CancellationToken ct) =>
        Links.Where(l => l.Kind == kind && l.UserId == userId).ExecuteDeleteAsync(ct);

    internal string UrlFor(string path) =>
        Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var baseUrl) ? new Uri(baseUrl, path).AbsoluteUri : path;

    private DbSet<AccountLink> Links => db.Set<AccountLink>();

    private IQueryable<AccountLink> ValidLinks(LinkKind kind, string? token)
    {
        var (hash, now) = (UnguessableCode.Hash(token ?? ""), clock.GetUtcNow());
        return Links.Where(l => l.Hash == hash && l.Kind == kind && l.ExpiresAt > now);
    }
}
