using Ticketing.Features.Events;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Promotions;

public enum PromoCodeKind
{
    /// <summary>An access code alone: it opens ticket types, at their price.</summary>
    Access,
    Percent,
    Amount,
    FixedPrice,
}

/// <summary>A promo code, an access code, or both. The counts change only through <see cref="PromoCodeUses"/>.</summary>
public sealed class PromoCode
{
    public const int MaxLength = 40;

    /// <summary><see cref="Value"/> of 100 percent.</summary>
    public const long AllOfPrice = 10_000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Null if it is for all events.</summary>
    public Guid? EventId { get; init; }

    /// <summary>As staff wrote it.</summary>
    public required string Code
    {
        get;
        set
        {
            field = value;
            CodeKey = ToKey(value);
        }
    }

    /// <summary>Lookup key: buyers type codes in small letters and with spaces.</summary>
    public string CodeKey { get; private set; } = "";

    /// <summary>For staff. May be empty.</summary>
    public string Note { get; set; } = "";
    public required PromoCodeKind Kind { get; set; }

    /// <summary>Hundredths of a percent, or minor units.</summary>
    public required long Value { get; set; }

    /// <summary>Empty for all of them, but hidden ones.</summary>
    public IReadOnlyList<Guid> TicketTypeIds { get; set; } = [];

    /// <summary>Its tickets are on sale before the sale starts for everybody.</summary>
    public bool OpensPresale { get; set; }
    public DateTimeOffset? StartsAt { get; set; }
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>Staff ended it. Changed only by conditional UPDATE statements.</summary>
    public DateTimeOffset? EndedAt { get; init; }
    public int? MaxTickets { get; set; }
    public int? MaxOrders { get; set; }
    public int? MaxPerOrder { get; set; }

    /// <summary>Tickets of one email address.</summary>
    public int? MaxPerPerson { get; set; }

    /// <summary>The most that it may take off all orders together, in minor units.</summary>
    public long? Budget { get; set; }
    public int UsedTickets { get; private set; }
    public int UsedOrders { get; private set; }
    public long UsedBudget { get; private set; }

    /// <summary>Refunded tickets can be bought with it again.</summary>
    public bool ReturnsOnRefund { get; set; }

    /// <summary>Of codes that were made together; null if it was made alone.</summary>
    public Guid? BatchId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Incremented by staff changes, never by sales.</summary>
    public int Version { get; private set; }

    public bool IsUsed => UsedTickets > 0 || UsedOrders > 0;

    public static string ToKey(string typed) =>
        string.Concat(typed.Normalize(System.Text.NormalizationForm.FormKC).Where(letter => !char.IsWhiteSpace(letter))).ToUpperInvariant();

    /// <inheritdoc cref="Event.IncrementVersion"/>
    public void IncrementVersion() => Version++;

    /// <summary>Hidden types only if it names them.</summary>
    public bool AppliesTo(TicketType type) => TicketTypeIds.Count == 0 ? !type.IsHidden : TicketTypeIds.Contains(type.Id);

    /// <summary>
    /// A percentage is rounded half up for each ticket, so that lines multiply exactly, to what cards can be charged. Never below 0, and
    /// never more than without the code.
    /// </summary>
    /// <param name="price">Face value in minor units.</param>
    public long GetPrice(long price, string currency) =>
        Kind switch
        {
            PromoCodeKind.Percent => price - Math.Min(price, RoundToStep(price * (decimal)Value / AllOfPrice, currency)),
            PromoCodeKind.Amount => Math.Max(0, price - Value),
            PromoCodeKind.FixedPrice => Math.Min(price, Value),
            _ => price,
        };

    /// <summary>Shows the prices and the ticket types as its holder sees them. Only for copies that are not saved.</summary>
    public void ApplyTo(Event @event, string currency)
    {
        foreach (var type in @event.TicketTypes.Where(AppliesTo))
        {
            type.ApplyCode(GetPrice(type.Price, currency), OpensPresale);
        }
    }

    /// <param name="own">What the buyer uses of it already and would give back.</param>
    /// <returns>Null if it can be used now.</returns>
    public CodeRefusal? FindRefusal(DateTimeOffset now, CodeUse? own = null) =>
        EndedAt is not null || EndsAt <= now ? new CodeRefusal.Ended()
        : StartsAt is { } start && now < start ? new CodeRefusal.NotYet(start)
        : IsUsedUp(own ?? CodeUse.None(Id)) ? new CodeRefusal.UsedUp()
        : null;

    /// <returns>Null if it has as many uses as <paramref name="wanted"/> left.</returns>
    public CodeRefusal? FindShortage(CodeUse wanted, CodeUse own)
    {
        var left = MaxTickets - UsedTickets + own.Tickets;
        return IsUsedUp(own) ? new CodeRefusal.UsedUp()
            : left < wanted.Tickets ? new CodeRefusal.FewLeft(left.Value)
            : Budget < UsedBudget - own.Discount + wanted.Discount ? new CodeRefusal.BudgetTooSmall()
            : null;
    }

    private bool IsUsedUp(CodeUse own) =>
        UsedTickets - own.Tickets >= MaxTickets || UsedOrders - own.Orders >= MaxOrders || UsedBudget - own.Discount >= Budget;

    private static long RoundToStep(decimal amount, string currency)
    {
        var step = Currencies.GetCardStep(currency);
        return (long)decimal.Round(amount / step, MidpointRounding.AwayFromZero) * step;
    }
}

/// <summary>The part of a code that one hold uses.</summary>
/// <param name="Discount">Minor units.</param>
public sealed record CodeUse(Guid CodeId, int Tickets, int Orders, long Discount)
{
    public static CodeUse None(Guid codeId) => new(codeId, 0, 0, 0);
}

public abstract record CodeRefusal
{
    public sealed record Unknown : CodeRefusal;

    /// <summary>Too many unknown codes came from this address.</summary>
    public sealed record TooManyGuesses : CodeRefusal;

    public sealed record NotYet(DateTimeOffset From) : CodeRefusal;

    public sealed record Ended : CodeRefusal;

    public sealed record UsedUp : CodeRefusal;

    /// <param name="Left">Tickets.</param>
    public sealed record FewLeft(int Left) : CodeRefusal;

    /// <summary>Less money is left than this order would save.</summary>
    public sealed record BudgetTooSmall : CodeRefusal;

    public sealed record AbovePerOrder(int Max) : CodeRefusal;

    /// <summary>None of the chosen tickets is one that it is for.</summary>
    public sealed record OtherTickets : CodeRefusal;

    /// <summary>The order would come to less than can be paid.</summary>
    /// <param name="Min">Minor units.</param>
    public sealed record BelowMinimum(long Min) : CodeRefusal;

    /// <summary>Staff changed it just now.</summary>
    public sealed record Changed : CodeRefusal;
}
