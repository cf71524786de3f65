using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Accounts.Tokens;

/// <summary>Recognises API keys. A key acts as itself, not as the person who made it.</summary>
public sealed class ApiKeyAuthentication(TicketingDbContext db, TimeProvider clock)
{
    private static readonly TimeSpan UseInterval = TimeSpan.FromMinutes(1);

    /// <summary>Records that the key is in use.</summary>
    internal async Task<BearerOutcome> AuthenticateAsync(string code, CancellationToken ct)
    {
        var (hash, now) = (UnguessableCode.Hash(code), clock.GetUtcNow());
        if (await Keys.AsNoTracking().FirstOrDefaultAsync(k => k.Hash == hash, ct) is not { } key)
        {
            return new BearerOutcome.Unknown();
        }

        if (!key.IsUsable(now))
        {
            return new BearerOutcome.NotValid();
        }

        if (key.LastUsedAt is null || key.LastUsedAt <= now - UseInterval)
        {
            await RecordUseAsync(key.Id, now, ct);
        }

        return new BearerOutcome.Valid(CreatePrincipal(key));
    }

    private static ClaimsPrincipal CreatePrincipal(ApiKey key) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(TokenClaims.ApiKey, key.Id.ToString()),
                    new Claim(StaffActorSource.NameClaim, key.Name),
                    .. key.ScopeList.Select(scope => new Claim(TokenClaims.Scope, scope)),
                    .. key.EventId is { } id ? [new Claim(TokenClaims.Event, id.ToString())] : Array.Empty<Claim>(),
                ],
                "api-key"
            )
        );

    // The next call records it. Until then the key must go on working, for example to read while the disk is full.
    private async Task RecordUseAsync(Guid id, DateTimeOffset now, CancellationToken ct)
    {
        DateTimeOffset? used = now;
        var unrecorded = Keys.Where(k => k.Id == id && (k.LastUsedAt == null || k.LastUsedAt <= now - UseInterval));
        try
        {
            await db.WriteAsync(() => unrecorded.ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, used), ct), ct);
        }
        catch (Exception error) when (DatabaseErrors.IsOutage(error)) { }
    }

    private DbSet<ApiKey> Keys => db.Set<ApiKey>();
}
