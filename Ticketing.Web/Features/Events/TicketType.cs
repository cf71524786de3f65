using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Features.Events;

/// <summary>Held, sold and reserved change only through <see cref="Stock"/> and <see cref="WaitingListStock"/>.</summary>
public sealed class TicketType
{
    private bool isOpened;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid EventId { get; init; }

    /// <summary>Label for buyers, such as "Standing".</summary>
    public required string Category { get; set; }

    /// <summary>Such as "bring your student card". May be empty.</summary>
    public string Note { get; set; } = "";

    /// <summary>Of <see cref="Category"/> and <see cref="Note"/>.</summary>
    public TextTranslations Translations { get; set; } = TextTranslations.None;

    /// <summary>Face value in minor units, tax included, booking fee not. 0 is free.</summary>
    public required long Price { get; set; }
    public required int Capacity { get; set; }
    public int Held { get; private set; }
    public int Sold { get; private set; }

    /// <summary>Came free while somebody waits for this type, and was not offered to anybody yet.</summary>
    public int Reserved { get; private set; }

    /// <summary>How many people on the waiting list would take this type.</summary>
    public int Waiting { get; private set; }

    /// <summary>Null: on sale since publication.</summary>
    public DateTimeOffset? SalesStartAt { get; set; }

    /// <summary>Null: on sale until the event starts.</summary>
    public DateTimeOffset? SalesEndAt { get; set; }
    public int MinPerOrder { get; set; } = 1;
    public int MaxPerOrder { get; set; } = 10;
    public int Position { get; set; }

    /// <summary>
    /// The type that goes on sale when this one is sold out or its sale ends, such as the standard price after an early bird. It may have
    /// been deleted.
    /// </summary>
    public Guid? FollowedById { get; set; }

    /// <summary>
    /// Some came back after it had sold out: the type that follows stays on sale. Set by <see cref="Stock"/>, until staff decide anew.
    /// </summary>
    public bool HasHandedOver { get; private set; }

    /// <summary>Sold tickets stay valid.</summary>
    public bool IsWithdrawn { get; set; }

    /// <summary>Only holders of a code that names it see it and can buy it online.</summary>
    public bool IsHidden { get; set; }

    /// <summary>Incremented by staff changes, never by sales.</summary>
    public int Version { get; private set; }

    /// <summary>Only of a copy that is shown in a language which has it.</summary>
    public string? TranslatedCategory { get; private set; }

    /// <summary>Only of a copy that is shown to the buyer who holds them.</summary>
    public int OwnHeld { get; private set; }

    /// <summary>
    /// Only of a copy that is shown to the holder of a code: what it takes off the price, in minor units, so that <see cref="Price"/> is
    /// what they pay.
    /// </summary>
    public long Discount { get; private set; }

    /// <summary>Only of a copy that is shown to the holder of a code.</summary>
    public bool UsesCode { get; private set; }

    /// <summary>For everybody, with or without a code.</summary>
    /// <summary>Hidden from everybody without a code, whoever this copy is shown to.</summary>
    public bool IsForCodesOnly => IsHidden || isOpened;

    public bool IsFree => Price + Discount == 0;

    public int Remaining => Capacity - Held - Sold - Reserved;

    /// <summary>The type that follows waits again until this one is gone.</summary>
    public void ResetHandover() => HasHandedOver = false;

    /// <inheritdoc cref="Event.ExcludeHeld"/>
    internal void ExcludeHeld(int quantity)
    {
        Held -= quantity;
        OwnHeld += quantity;
    }

    /// <summary>Shows the type as the holder of a code sees it. Only for copies that are not saved.</summary>
    /// <param name="opensSale">It can be bought before the sale starts for everybody.</param>
    internal void ApplyCode(long price, bool opensSale)
    {
        (isOpened, IsHidden) = (IsForCodesOnly, false);
        (Price, Discount, UsesCode) = (price, Price - price, true);
        SalesStartAt = opensSale ? null : SalesStartAt;
    }

    /// <inheritdoc cref="Event.ShowIn"/>
    internal void ShowIn(Language language)
    {
        TranslatedCategory = Translations.Find(language.Tag, nameof(Category));
        (Category, Note) = (TranslatedCategory ?? Category, Translations.Find(language.Tag, nameof(Note)) ?? Note);
    }

    /// <inheritdoc cref="Event.IncrementVersion"/>
    public void IncrementVersion() => Version++;
}
