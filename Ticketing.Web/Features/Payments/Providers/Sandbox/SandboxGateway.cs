using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments.Providers.Sandbox;

/// <summary>A fake payment provider: its page lets the buyer choose the outcome.</summary>
public sealed class SandboxGateway(TicketingDbContext db, TimeProvider clock) : IPaymentGateway
{
    /// <summary>Every refund fails if the buyer's email address contains this.</summary>
    public const string RefundFailsMarker = "refund-fails";

    /// <summary>Only the first refund fails.</summary>
    public const string RefundFailsOnceMarker = "refund-fails-once";

    private const decimal FeePercent = 1.5m;
    private const long FeePerPayment = 20;

    public PaymentProvider Provider => PaymentProvider.Sandbox;

    public bool OpensInTransaction => true;

    /// <summary>A typical card fee: 1.5 % plus 20 minor units of any currency.</summary>
    public static long CalculateFee(long amount) =>
        (long)decimal.Round(amount * FeePercent / 100, MidpointRounding.AwayFromZero) + FeePerPayment;

    public Task<PaymentSession> OpenAsync(SessionRequest request, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var session = NewSession(request);
                if (!await db.InsertIfNewAsync(session, nameof(SandboxSession.IdempotencyKey), ct))
                {
                    session = await Sessions.SingleAsync(s => s.IdempotencyKey == request.IdempotencyKey, ct);
                }

                return new PaymentSession(session.Id, $"/sandbox/{session.Id}");
            },
            ct: ct
        );

    public async Task<SessionState> GetAsync(string sessionId, CancellationToken ct)
    {
        var session = await FindAsync(sessionId, ct);
        return session?.Status switch
        {
            SandboxStatus.Paid => new SessionState.Paid(
                $"sandbox-{session.Id[..8]}",
                "Sandbox card (no money moved)",
                new Money(session.Amount, session.Currency),
                CalculateFee(session.Amount)
            ),
            SandboxStatus.Declined => new SessionState.Declined(),
            SandboxStatus.Cancelled => new SessionState.Cancelled(),
            SandboxStatus.Open when clock.GetUtcNow() < session.ExpiresAt => new SessionState.Open(),
            _ => new SessionState.Expired(),
        };
    }

    public async Task<SessionState> ExpireAsync(string sessionId, CancellationToken ct)
    {
        await CloseAsync(sessionId, SandboxStatus.Expired, ct);
        return await GetAsync(sessionId, ct);
    }

    public Task<RefundState> RefundAsync(RefundRequest request, CancellationToken ct) =>
        db.WriteAsync<RefundState>(
            async () =>
            {
                var refund =
                    await db.Set<SandboxRefund>().AsNoTracking().FirstOrDefaultAsync(r => r.IdempotencyKey == request.IdempotencyKey, ct)
                    ?? await CreateRefundAsync(request, ct);
                return refund.Refusal is { } reason ? new RefundState.Failed(refund.Id, reason) : new RefundState.Succeeded(refund.Id);
            },
            ct: ct
        );

    private async Task<SandboxRefund> CreateRefundAsync(RefundRequest request, CancellationToken ct)
    {
        var refund = new SandboxRefund
        {
            Id = $"sandbox-refund-{UnguessableCode.Create()[..8]}",
            IdempotencyKey = request.IdempotencyKey,
            SessionId = request.SessionId,
            Amount = request.Amount.MinorUnits,
            Refusal = await TryRefundAsync(request, ct),
            At = clock.GetUtcNow(),
        };
        db.Add(refund);
        await db.SaveChangesAsync(ct);
        return refund;
    }

    private async Task<string?> TryRefundAsync(RefundRequest request, CancellationToken ct)
    {
        var session = Sessions.Where(s => s.Id == request.SessionId && s.Status == SandboxStatus.Paid);
        if (
            await session
                .Where(s => s.RefundsToRefuse > 0)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.RefundsToRefuse, s => s.RefundsToRefuse - 1), ct) == 1
        )
        {
            return "The bank does not take the money back: the account is closed.";
        }

        var amount = request.Amount.MinorUnits;
        return
            await session
                .Where(s => s.Refunded + amount <= s.Amount)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.Refunded, s => s.Refunded + amount), ct) == 1
            ? null
            : "That is more than was paid.";
    }

    public Task<SandboxSession?> FindAsync(string sessionId, CancellationToken ct) =>
        Sessions.FirstOrDefaultAsync(s => s.Id == sessionId, ct);

    /// <summary>Safe to repeat: a session is closed once.</summary>
    public Task<bool> CloseAsync(string sessionId, SandboxStatus outcome, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.WriteAsync(
            async () =>
                await Sessions
                    .Where(s =>
                        s.Id == sessionId && s.Status == SandboxStatus.Open && (outcome == SandboxStatus.Expired || s.ExpiresAt > now)
                    )
                    .ExecuteUpdateAsync(set => set.SetProperty(s => s.Status, outcome), ct) == 1,
            ct: ct
        );
    }

    private IQueryable<SandboxSession> Sessions => db.Set<SandboxSession>().AsNoTracking();

    private static SandboxSession NewSession(SessionRequest request) =>
        new()
        {
            Id = UnguessableCode.Create(),
            IdempotencyKey = request.IdempotencyKey,
            Title = request.Title,
            OrderReference = request.OrderReference,
            Amount = request.Total.MinorUnits,
            Currency = request.Total.Currency,
            ExpiresAt = request.ExpiresAt,
            ReturnPath = new Uri(request.ReturnUrl).PathAndQuery,
            RefundsToRefuse =
                HasMarker(request, RefundFailsOnceMarker) ? 1
                : HasMarker(request, RefundFailsMarker) ? int.MaxValue
                : 0,
        };

    private static bool HasMarker(SessionRequest request, string marker) =>
        request.BuyerEmail.Contains(marker, StringComparison.OrdinalIgnoreCase);
}
