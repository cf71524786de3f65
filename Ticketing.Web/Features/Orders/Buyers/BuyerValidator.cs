using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Orders.Buyers;

public enum BuyerError
{
    NameMissing,
    NameTooLong,

    /// <summary>Has control or private-use characters, or no letter.</summary>
    NameUnreadable,
    EmailMissing,
    EmailInvalid,
    PhoneMissing,
    PhoneInvalid,
}

/// <param name="Buyer">Null if there are errors.</param>
public sealed record BuyerValidationResult(Buyer? Buyer, IReadOnlyList<BuyerError> Errors);

public abstract record NameResult
{
    /// <param name="Name">Normalised.</param>
    public sealed record Valid(string Name) : NameResult;

    public sealed record Invalid(BuyerError Error) : NameResult;
}

/// <summary>Reports all errors at once.</summary>
public sealed class BuyerValidator(IOptionsMonitor<CheckoutOptions> checkout, IOptionsMonitor<SiteOptions> site)
{
    public const int MaxNameLength = 100;

    public bool PhoneRequired => checkout.CurrentValue.PhoneRequired;

    public BuyerValidationResult Validate(string? name, string? email, string? phone)
    {
        var errors = new List<BuyerError>();
        var readName = ParseName(name ?? "", errors);
        var address = ParseEmail(email, errors);
        var number = ParsePhone(phone, errors, PhoneRequired);
        return new BuyerValidationResult(errors.Count > 0 ? null : new Buyer(readName, address, number), errors);
    }

    /// <summary>Email and phone are optional.</summary>
    public BuyerValidationResult ValidateForStaff(string? name, string? email, string? phone, bool nameRequired)
    {
        var errors = new List<BuyerError>();
        var readName = string.IsNullOrWhiteSpace(name) && !nameRequired ? Buyer.WalkUp : ParseName(name ?? "", errors);
        var address = string.IsNullOrWhiteSpace(email) ? "" : ParseEmail(email, errors);
        var number = ParsePhone(phone, errors, required: false);
        return new BuyerValidationResult(errors.Count > 0 ? null : new Buyer(readName, address, number), errors);
    }

    public static NameResult ValidateName(string? typed)
    {
        var errors = new List<BuyerError>();
        var name = ParseName(typed ?? "", errors);
        return errors.Count > 0 ? new NameResult.Invalid(errors[0]) : new NameResult.Valid(name);
    }

    private static string ParseName(string typed, List<BuyerError> errors)
    {
        var words = InvisibleText.StripOutsideWords(typed).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join(' ', words).Normalize();
        BuyerError? error = name switch
        {
            "" => BuyerError.NameMissing,
            _ when name.EnumerateRunes().Count() > MaxNameLength => BuyerError.NameTooLong,
            _ when name.EnumerateRunes().Any(IsUnreadable) || !name.EnumerateRunes().Any(Rune.IsLetter) => BuyerError.NameUnreadable,
            _ => null,
        };
        AddIfAny(errors, error);
        return name;
    }

    private static string ParseEmail(string? typed, List<BuyerError> errors)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            errors.Add(BuyerError.EmailMissing);
        }
        else if (EmailAddress.TryParse(typed, out var address))
        {
            return address;
        }
        else
        {
            errors.Add(BuyerError.EmailInvalid);
        }

        return "";
    }

    // Text that is no valid number is kept as typed: it never stops a sale unless the venue requires a number.
    private string ParsePhone(string? typed, List<BuyerError> errors, bool required)
    {
        var text = InputText.SingleLine(InvisibleText.Strip(typed ?? ""));
        var zone = site.CurrentValue.TimeZone;
        if (PhoneNumber.Parse(text, zone) is { } number)
        {
            return number;
        }

        BuyerError? error =
            !required ? null
            : text.Length == 0 ? BuyerError.PhoneMissing
            : PhoneNumber.IsPossible(text, zone) ? null
            : BuyerError.PhoneInvalid;
        AddIfAny(errors, error);
        return text[..Math.Min(text.Length, PhoneNumber.MaxLength)];
    }

    private static bool IsUnreadable(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static void AddIfAny(List<BuyerError> errors, BuyerError? error)
    {
        if (error is { } found)
        {
            errors.Add(found);
        }
    }
}
