using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Reconciliation;

public enum DecideOutcome
{
    Recorded,

    /// <summary>No such difference (any more), or already decided.</summary>
    NoDifference,

    Repairable,

    ProviderUnavailable,
}

public sealed class DecideDifference(
    TicketingDbContext db,
    DifferenceFinder finder,
    SettlePayment settle,
    AuditTrail audit,
    TimeProvider clock
)
{
    public async Task<IReadOnlyList<DecidedDifference>> ListAsync(int limit, CancellationToken ct) =>
        await db.Set<DecidedDifference>().AsNoTracking().OrderByDescending(d => d.DecidedAt).ThenBy(d => d.Id).Take(limit).ToListAsync(ct);

    public async Task<IReadOnlyList<PaymentDifference>> ExcludeDecidedAsync(IReadOnlyList<PaymentDifference> found, CancellationToken ct)
    {
        var names = found.Where(d => d.Description.RequiresDecision).Select(d => DecidedDifference.CreateId(d.Kind, d.About)).ToList();
        var decided = await db.Set<DecidedDifference>().Where(d => names.Contains(d.Id)).Select(d => d.Id).ToListAsync(ct);
        return [.. found.Where(d => !decided.Contains(DecidedDifference.CreateId(d.Kind, d.About)))];
    }

    public async Task<DecideOutcome> DecideAsync(PaymentDifferenceKind kind, string about, string note, CancellationToken ct)
    {
        try
        {
            return !DifferenceDescription.Get(kind).RequiresDecision ? DecideOutcome.Repairable
                : await finder.FindAsync(kind, about, ct) is { } difference && await RecordAsync(difference, note, ct)
                    ? DecideOutcome.Recorded
                : DecideOutcome.NoDifference;
        }
        catch (PaymentProviderException)
        {
            return DecideOutcome.ProviderUnavailable;
        }
    }

    /// <summary>The difference is then listed again.</summary>
    public Task<bool> ReopenAsync(string id, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                if (
                    await db.Set<DecidedDifference>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, ct) is not { } decided
                    || await db.Set<DecidedDifference>().Where(d => d.Id == id).ExecuteDeleteAsync(ct) == 0
                )
                {
                    return false;
                }

                await audit.RecordAsync(
                    "difference.reopened",
                    subjectId: "",
                    decided.Reference ?? decided.About,
                    new { Difference = decided.Kind, decided.Note },
                    after: null,
                    ct
                );
                return true;
            },
            ct: ct
        );

    private Task<bool> RecordAsync(PaymentDifference difference, string note, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var decided = new DecidedDifference
                {
                    Id = DecidedDifference.CreateId(difference.Kind, difference.About),
                    Kind = $"{difference.Kind}",
                    About = difference.About,
                    Reference = difference.Order?.Reference,
                    Note = note,
                    DecidedBy = audit.Actor.Name,
                    DecidedAt = clock.GetUtcNow(),
                };
                if (!await db.InsertIfNewAsync(decided, nameof(DecidedDifference.Id), ct))
                {
                    return false;
                }

                await audit.RecordAsync(
                    "difference.decided",
                    difference.Order is { } order ? $"{order.Id}" : "",
                    difference.Order?.Reference ?? difference.About,
                    before: null,
                    new
                    {
                        Difference = difference.Kind,
                        difference.About,
                        Amount = difference.Amount?.ToRecordString(),
                        Note = note,
                    },
                    ct
                );
                await EndUnsettledPaymentAsync(difference, ct);
                return true;
            },
            made => made,
            ct
        );

    private async Task EndUnsettledPaymentAsync(PaymentDifference difference, CancellationToken ct)
    {
        if (
            difference.Description.DecisionEndsPayment
            && await db.Set<Payment>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == difference.LocalPaymentId, ct)
                is { IsUnsettled: true } payment
        )
        {
            await settle.GiveUpAsync(payment, ct);
        }
    }
}
