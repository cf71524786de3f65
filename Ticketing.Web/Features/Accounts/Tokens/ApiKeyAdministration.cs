using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Accounts.Tokens;

public sealed record NewApiKey
{
    public required string Name { get; init; }

    /// <summary>From <see cref="ApiScopes"/>.</summary>
    public required IReadOnlyCollection<string> Scopes { get; init; }
    public Guid? EventId { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
}

public abstract record ApiKeyOutcome
{
    /// <param name="Key">Stored nowhere: this is the only time that it is known.</param>
    public sealed record Created(Guid Id, string Key) : ApiKeyOutcome;

    /// <param name="Field">"Name", "Scopes" or "ExpiresAt".</param>
    public sealed record Refused(string Field, string Reason) : ApiKeyOutcome;
}

public sealed class ApiKeyAdministration(TicketingDbContext db, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Tells keys from other tokens, and lets scanners for leaked secrets find them.</summary>
    public const string Prefix = "boxoffice_";

    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(3653);

    /// <summary>Latest first; revoked and expired ones too.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken ct) =>
        await db.Set<ApiKey>().AsNoTracking().OrderByDescending(k => k.CreatedAt).ThenByDescending(k => k.Id).ToListAsync(ct);

    public async Task<ApiKeyOutcome> CreateAsync(NewApiKey input, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(input);
        return FindProblem(input) is { } refused
            ? refused
            : await db.WriteAsync(
                async () =>
                {
                    var code = Prefix + UnguessableCode.Create();
                    var key = Build(input, UnguessableCode.Hash(code));
                    db.Add(key);
                    await db.SaveChangesAsync(ct);
                    var values = new
                    {
                        Scopes = key.ScopeList,
                        key.EventId,
                        key.ExpiresAt,
                    };
                    await audit.RecordAsync("api-key.created", key.Id, key.Name, null, values, ct);
                    return new ApiKeyOutcome.Created(key.Id, code);
                },
                ct: ct
            );
    }

    /// <returns>False if there is no such key, or it was revoked before.</returns>
    public Task<bool> RevokeAsync(Guid id, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                DateTimeOffset? now = clock.GetUtcNow();
                var key = db.Set<ApiKey>().Where(k => k.Id == id && k.RevokedAt == null);
                if (await key.ExecuteUpdateAsync(set => set.SetProperty(k => k.RevokedAt, now), ct) == 0)
                {
                    return false;
                }

                var name = await db.Set<ApiKey>().Where(k => k.Id == id).Select(k => k.Name).SingleAsync(ct);
                await audit.RecordAsync("api-key.revoked", id, name, null, null, ct);
                return true;
            },
            ct: ct
        );

    private ApiKey Build(NewApiKey input, string hash) =>
        new()
        {
            Hash = hash,
            Name = input.Name.Trim(),
            Scopes = string.Join(' ', ApiScopes.All.Where(input.Scopes.Contains)),
            EventId = input.EventId,
            CreatedAt = clock.GetUtcNow(),
            CreatedBy = audit.Actor.Name,
            ExpiresAt = input.ExpiresAt?.ToUniversalTime(),
        };

    private ApiKeyOutcome.Refused? FindProblem(NewApiKey input) =>
        string.IsNullOrWhiteSpace(input.Name) ? new("Name", T["Give the key a name that says who uses it."])
        : input.Name.Trim().Length > ApiKey.MaxNameLength ? new("Name", T["The name may have {0} characters.", ApiKey.MaxNameLength])
        : input.Name.Any(char.IsControl) ? new("Name", T["The name must be one line."])
        : input.Scopes.Where(scope => !ApiScopes.All.Contains(scope)).Select(scope => scope ?? "").FirstOrDefault() is { } unknown
            ? new("Scopes", T["There is no scope “{0}”.", unknown])
        : input.Scopes.Count == 0 ? new("Scopes", T["Choose at least one thing that the key may do."])
        : input.ExpiresAt <= clock.GetUtcNow() ? new("ExpiresAt", T["This time has passed. Choose a later one."])
        : input.ExpiresAt > clock.GetUtcNow() + MaxLifetime ? new("ExpiresAt", T["Choose a time within ten years, or none."])
        : null;
}
