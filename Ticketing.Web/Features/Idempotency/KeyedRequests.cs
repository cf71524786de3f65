using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Idempotency;

public abstract record KeyOutcome
{
    /// <summary>Nobody has sent this key, or its answer was not kept: run the request.</summary>
    public sealed record First(RequestClaim Claim) : KeyOutcome;

    /// <param name="Answer">As it was given to <see cref="KeyedRequests.AnswerAsync"/>.</param>
    public sealed record Answered(byte[] Answer) : KeyOutcome;

    /// <summary>The first request with this key has no answer yet.</summary>
    public sealed record UnderWay : KeyOutcome;

    /// <summary>The key belongs to a request that asked for something else.</summary>
    public sealed record OtherRequest : KeyOutcome;

    /// <summary>The answer was encrypted with keys that are lost.</summary>
    public sealed record Unreadable : KeyOutcome;
}

/// <summary>The right to store the answer of a request.</summary>
public sealed record RequestClaim(string RequestId, Guid Id);

/// <summary>Keeps the answers of requests that named a key for a day.</summary>
public sealed class KeyedRequests(TicketingDbContext db, IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>A request without an answer after this time was lost with its process, and may be run again.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(2);

    private readonly IDataProtector protector = protection.CreateProtector("Ticketing.KeyedRequests.v1");

    /// <summary>For what must happen once even if the answer was not kept.</summary>
    public static string CreateId(string caller, string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{caller}\n{key}")));

    /// <param name="caller">Two callers may use the same key.</param>
    /// <param name="content">All that makes it the same request.</param>
    public async Task<KeyOutcome> BeginAsync(string caller, string key, byte[] content, CancellationToken ct)
    {
        var request = new KeyedRequest
        {
            Id = CreateId(caller, key),
            Fingerprint = Convert.ToHexStringLower(SHA256.HashData(content)),
            Claim = Guid.NewGuid(),
            ReceivedAt = clock.GetUtcNow(),
        };
        return await db.WriteAsync(
            async () =>
                await db.InsertIfNewAsync(request, nameof(KeyedRequest.Id), ct) || await TakeOverAsync(request, ct)
                    ? new KeyOutcome.First(new RequestClaim(request.Id, request.Claim))
                    : Describe(await Requests.AsNoTracking().FirstOrDefaultAsync(r => r.Id == request.Id, ct), request),
            ct: ct
        );
    }

    /// <summary>Keeps the answer for repetitions.</summary>
    public Task AnswerAsync(RequestClaim claim, byte[] answer, CancellationToken ct)
    {
        var sealedAnswer = protector.Protect(answer);
        return db.WriteAsync(() => Claimed(claim).ExecuteUpdateAsync(set => set.SetProperty(r => r.SealedAnswer, sealedAnswer), ct), ct);
    }

    /// <summary>The key may be used again at once.</summary>
    public Task ForgetAsync(RequestClaim claim, CancellationToken ct) => db.WriteAsync(() => Claimed(claim).ExecuteDeleteAsync(ct), ct);

    private async Task<bool> TakeOverAsync(KeyedRequest request, CancellationToken ct)
    {
        var (expired, lost) = (request.ReceivedAt - Lifetime, request.ReceivedAt - MaxDuration);
        return await Requests
                .Where(r => r.Id == request.Id)
                .Where(r =>
                    r.ReceivedAt <= expired || (r.SealedAnswer == null && r.ReceivedAt <= lost && r.Fingerprint == request.Fingerprint)
                )
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(r => r.Fingerprint, request.Fingerprint)
                            .SetProperty(r => r.Claim, request.Claim)
                            .SetProperty(r => r.ReceivedAt, request.ReceivedAt)
                            .SetProperty(r => r.SealedAnswer, (byte[]?)null),
                    ct
                ) == 1;
    }

    private KeyOutcome Describe(KeyedRequest? first, KeyedRequest repeated) =>
        first switch
        {
            // Forgotten between the two statements.
            null => new KeyOutcome.UnderWay(),
            _ when first.Fingerprint != repeated.Fingerprint => new KeyOutcome.OtherRequest(),
            { SealedAnswer: null } => new KeyOutcome.UnderWay(),
            { SealedAnswer: var answer } => Unseal(answer),
        };

    private KeyOutcome Unseal(byte[] answer)
    {
        try
        {
            return new KeyOutcome.Answered(protector.Unprotect(answer));
        }
        catch (CryptographicException)
        {
            return new KeyOutcome.Unreadable();
        }
    }

    private IQueryable<KeyedRequest> Claimed(RequestClaim claim) =>
        Requests.Where(r => r.Id == claim.RequestId && r.Claim == claim.Id && r.SealedAnswer == null);

    private DbSet<KeyedRequest> Requests => db.Set<KeyedRequest>();
}
