using Ticketing.Api.Problems;
using Ticketing.Features.Orders.Buyers;

namespace Ticketing.Api.Orders;

internal static class BuyerProblems
{
    /// <param name="prefix">Where the buyer is in the body, such as "buyer.".</param>
    public static IReadOnlyList<FieldError> Create(IEnumerable<BuyerError> errors, string prefix = "") =>
        [.. errors.Select(error => Create(error, prefix))];

    private static FieldError Create(BuyerError error, string prefix) =>
        error switch
        {
            BuyerError.NameMissing => new(prefix + "name", "A name is needed."),
            BuyerError.NameTooLong => new(prefix + "name", $"A name has at most {BuyerValidator.MaxNameLength} letters."),
            BuyerError.NameUnreadable => new(prefix + "name", "Enter a name using letters."),
            BuyerError.EmailMissing => new(prefix + "email", "An email address is needed."),
            BuyerError.EmailInvalid => new(prefix + "email", "This is not a complete email address."),
            BuyerError.PhoneMissing => new(prefix + "phone", "This venue asks for a telephone number."),
            _ => new(prefix + "phone", "This is not a telephone number. Start with + and the country."),
        };
}
