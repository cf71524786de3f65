namespace Ticketing.Features.Promotions;

/// <summary>The tickets that one person has with a code. Changed only by <see cref="PromoCodeUses"/>.</summary>
public sealed class PromoCodePerson
{
    /// <summary>Hash of the email address and the code.</summary>
    public required string Key { get; init; }
    public required Guid PromoCodeId { get; init; }
    public required int Tickets { get; init; }
}
