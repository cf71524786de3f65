using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Accounts.Tokens;

/// <param name="FactorAt">When the second factor was checked.</param>
internal sealed record TokenSession(Guid Id, Guid UserId, DateTimeOffset? FactorAt);

/// <summary>Each is valid once, and only as long as its session.</summary>
public sealed class RefreshTokens(
    TicketingDbContext db,
    StaffSessions sessions,
    SecurityNotices notices,
    AuditTrail audit,
    TimeProvider clock
)
{
    internal Task<string> CreateAsync(Guid session, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var token = UnguessableCode.Create();
                db.Add(
                    new RefreshToken
                    {
                        Hash = UnguessableCode.Hash(token),
                        SessionId = session,
                        CreatedAt = clock.GetUtcNow(),
                    }
                );
                await db.SaveChangesAsync(ct);
                return token;
            },
            ct: ct
        );

    /// <returns>Null if the token was never issued. The session may have ended.</returns>
    internal Task<TokenSession?> FindSessionAsync(string token, CancellationToken ct)
    {
        var hash = UnguessableCode.Hash(token);
        return Tokens
            .Where(t => t.Hash == hash)
            .Join(db.Set<StaffSession>(), t => t.SessionId, s => s.Id, (_, s) => new TokenSession(s.Id, s.UserId, s.FactorAt))
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>Whoever sends a used token, or the person it belongs to, has a copy. As nobody knows who, both are signed out.</summary>
    /// <returns>Null if the token was used before.</returns>
    internal Task<string?> ReplaceAsync(string token, TokenSession session, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var hash = UnguessableCode.Hash(token);
                DateTimeOffset? now = clock.GetUtcNow();
                var unused = Tokens.Where(t => t.Hash == hash && t.UsedAt == null);
                if (await unused.ExecuteUpdateAsync(set => set.SetProperty(t => t.UsedAt, now), ct) == 1)
                {
                    return await CreateAsync(session.Id, ct);
                }

                await RevokeCopiedAsync(session, ct);
                return null;
            },
            ct: ct
        );

    private async Task RevokeCopiedAsync(TokenSession session, CancellationToken ct)
    {
        if (await sessions.EndAsync(session.Id, session.UserId, ct))
        {
            var owner = await db.Users.AsNoTracking().SingleAsync(u => u.Id == session.UserId, ct);
            await audit.RecordAsync("user.token-copied", owner.Id, owner.Name, null, null, ct);
            await notices.QueueAsync(SecurityChange.TokenCopied, owner.Email!, session.Id, ct);
        }
    }

    private DbSet<RefreshToken> Tokens => db.Set<RefreshToken>();
}
