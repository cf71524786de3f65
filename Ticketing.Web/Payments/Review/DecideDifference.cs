using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;

namespace Ticketing.Payments.Review;

public enum Decision
{
    Made,

    /// <summary>No such difference (any more), or already decided.</summary>
    Agrees,

    Repairable,

    ProviderAway,
}

public sealed class DecideDifference(TicketingDbContext db, FindDifference find, SettlePayment settle, AuditTrail audit, TimeProvider clock)
{
    /// <summary>A person must decide if the sides disagree on whether or how much money moved.</summary>
    public static bool IsForPeople(DifferenceKind kind) => kind is DifferenceKind.UnknownHere or DifferenceKind.PaidHereNotThere
        or DifferenceKind.OtherAmount or DifferenceKind.RefundedThereNotHere;

    public async Task<IReadOnlyList<DecidedDifference>> ListAsync(int most, CancellationToken ct) =>
        await db.Set<DecidedDifference>().AsNoTracking().OrderByDescending(d => d.DecidedAt).ThenBy(d => d.Id).Take(most).ToListAsync(ct);

    public async Task<IReadOnlyList<Difference>> UndecidedAsync(IReadOnlyList<Difference> found, CancellationToken ct)
    {
        var names = found.Where(d => IsForPeople(d.Kind)).Select(d => DecidedDifference.NameOf(d.Kind, d.About)).ToList();
        var decided = await db.Set<DecidedDifference>().Where(d => names.Contains(d.Id)).Select(d => d.Id).ToListAsync(ct);
        return [.. found.Where(d => !decided.Contains(DecidedDifference.NameOf(d.Kind, d.About)))];
    }

    public async Task<Decision> DecideAsync(DifferenceKind kind, string about, string note, CancellationToken ct)
    {
        try
        {
            return !IsForPeople(kind) ? Decision.Repairable
                : await find.FindAsync(kind, about, ct) is { } difference && await RecordAsync(difference, note, ct) ? Decision.Made
                : Decision.Agrees;
        }
        catch (PaymentProviderException)
        {
            return Decision.ProviderAway;
        }
    }

    /// <summary>The difference is then listed again.</summary>
    public Task<bool> TakeBackAsync(string id, CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            if (await db.Set<DecidedDifference>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, ct) is not { } decided
                || await db.Set<DecidedDifference>().Where(d => d.Id == id).ExecuteDeleteAsync(ct) == 0)
            {
                return false;
            }

            await audit.RecordAsync(
                "difference.reopened", subjectId: "", decided.Reference ?? decided.About, new { decided.Kind, decided.Note }, after: null, ct);
            return true;
        },
        ct: ct);

    private Task<bool> RecordAsync(Difference difference, string note, CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            var decided = new DecidedDifference
            {
                Id = DecidedDifference.NameOf(difference.Kind, difference.About), Kind = $"{difference.Kind}", About = difference.About,
                Reference = difference.Order?.Reference, Note = note, DecidedBy = audit.Actor.Name, DecidedAt = clock.GetUtcNow(),
            };
            if (!await db.InsertIfNewAsync(decided, nameof(DecidedDifference.Id), ct))
            {
                return false;
            }

            await audit.RecordAsync(
                "difference.decided", difference.Order is { } order ? $"{order.Id}" : "", difference.Order?.Reference ?? difference.About, before: null,
                new { Difference = difference.Kind, difference.About, Amount = difference.Amount?.ToString(), Note = note }, ct);
            await EndAsync(difference, ct);
            return true;
        },
        made => made,
        ct);

    // A payment with a wrong amount would otherwise be polled, and its places held, forever.
    private async Task EndAsync(Difference difference, CancellationToken ct)
    {
        if (difference.Kind == DifferenceKind.OtherAmount
            && await db.Set<Payment>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == difference.PaymentHere, ct) is { IsUnsettled: true } payment)
        {
            await settle.GiveUpAsync(payment, ct);
        }
    }
}
