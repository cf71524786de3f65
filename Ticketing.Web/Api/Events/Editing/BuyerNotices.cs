using System.Globalization;
using System.Security.Claims;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Rescheduling;

namespace Ticketing.Api.Events.Editing;

/// <summary>The email to buyers whose tickets change, as programs ask for it.</summary>
internal static class BuyerNotices
{
    public const string TellBuyers = "tellBuyers";
    public const string MessageToBuyers = "messageToBuyers";
    private const string RefundsUntil = "refundsUntil";

    public static BuyerNoticeForm Read(bool tellBuyers, string message, DateOnly? refundsUntil) =>
        new()
        {
            Tell = tellBuyers,
            Message = message,
            RefundsUntil = refundsUntil?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        };

    public static IEnumerable<FieldError> CheckNewEvent(EventRequest request)
    {
        const string NoBuyers = "A new event has no buyers: leave this out.";
        if (request.TellBuyers == true)
        {
            yield return new FieldError(TellBuyers, NoBuyers);
        }

        if (request.MessageToBuyers.Length > 0)
        {
            yield return new FieldError(MessageToBuyers, NoBuyers);
        }

        if (request.RefundsUntil is not null)
        {
            yield return new FieldError(RefundsUntil, NoBuyers);
        }
    }

    /// <summary>An offer of refunds gives money back, and is made in the email.</summary>
    /// <returns>Null if the caller may say that.</returns>
    public static ProblemResult? Refuse(bool? tellBuyers, DateOnly? refundsUntil, ClaimsPrincipal caller) =>
        refundsUntil is null ? null
        : tellBuyers != true ? ProblemResult.Invalid(RefundsUntil, "Refunds are offered in the email to buyers: tellBuyers must be true.")
        : !caller.HasClaim(TokenClaims.Scope, ApiScopes.OrdersRefund)
            ? ProblemResult.Create(ProblemType.Forbidden, "An offer of refunds needs the scope orders:refund too.")
        : null;
}
