using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Orders.Buyers;

/// <param name="Address">Normalised; empty if invalid, or if the buyer has to choose first.</param>
/// <param name="Doubt">Set as long as the buyer has not chosen between two addresses.</param>
/// <param name="Choice">Address that the buyer chose although it looks mistyped, or null. Post it back to keep the choice.</param>
public sealed record TypedEmail(string Address, EmailDoubt? Doubt, string? Choice)
{
    /// <param name="choice">Answer to an earlier <see cref="EmailDoubt"/>: one of its two addresses. Others are ignored.</param>
    public static TypedEmail Read(string? typed, string? choice)
    {
        var isValid = EmailAddress.TryParse(typed, out var address);
        var suggestion = EmailTypos.Suggest(isValid ? address : typed);
        if (suggestion is null || !EmailAddress.TryParse(suggestion, out var suggested))
        {
            return new TypedEmail(address, null, null);
        }

        return choice == suggested ? new TypedEmail(suggested, null, null)
            : isValid && choice == address ? new TypedEmail(address, null, address)
            : new TypedEmail("", new EmailDoubt(suggested, isValid ? address : null), null);
    }
}

/// <param name="Typed">Null if no mail can be delivered there.</param>
public sealed record EmailDoubt(string Suggested, string? Typed);
