using System.Globalization;
using Microsoft.Extensions.Options;
using Ticketing.Notifications;
using Ticketing.Settings;

namespace Ticketing.Orders;

public enum BuyerFault
{
    NameMissing,
    NameTooLong,

    /// <summary>Has control characters, or no letter.</summary>
    NameUnreadable,
    EmailMissing,
    EmailInvalid,
    PhoneMissing,
    PhoneInvalid,
}

/// <param name="Buyer">Null if there are faults.</param>
/// <param name="Email">Normalised; empty if invalid.</param>
/// <param name="SuggestedEmail">Likely correction of a valid address, or null.</param>
public sealed record CheckedBuyer(Buyer? Buyer, IReadOnlyList<BuyerFault> Faults, string Email, string? SuggestedEmail);

/// <summary>Reports all faults at once.</summary>
public sealed class BuyerDetails(IOptionsMonitor<CheckoutOptions> checkout, IOptionsMonitor<SiteOptions> site)
{
    public const int LongestName = 100;

    public bool PhoneRequired => checkout.CurrentValue.PhoneRequired;

    public CheckedBuyer Check(string? name, string? email, string? phone)
    {
        var errors = new List<BuyerFault>();
        var readName = ReadName(name ?? "", errors);
        var address = ReadEmail(email, errors);
        var number = ReadPhone((phone ?? "").Trim(), errors, PhoneRequired);
        var buyer = errors.Count > 0 ? null : new Buyer(readName, address, number);
        return new CheckedBuyer(buyer, errors, address, address.Length > 0 ? EmailTypos.Suggest(address) : null);
    }

    /// <summary>E-mail and phone are optional.</summary>
    public CheckedBuyer CheckForStaff(string? name, string? email, string? phone, bool nameRequired)
    {
        var errors = new List<BuyerFault>();
        var readName = string.IsNullOrWhiteSpace(name) && !nameRequired ? Buyer.WalkUp : ReadName(name ?? "", errors);
        var address = string.IsNullOrWhiteSpace(email) ? "" : ReadEmail(email, errors);
        var number = ReadPhone((phone ?? "").Trim(), errors, required: false);
        return new CheckedBuyer(errors.Count > 0 ? null : new Buyer(readName, address, number), errors, address, null);
    }

    public static (string Name, BuyerFault? Fault) CheckName(string? typed)
    {
        var errors = new List<BuyerFault>();
        var name = ReadName(typed ?? "", errors);
        return (name, errors.Count > 0 ? errors[0] : null);
    }

    private static string ReadName(string typed, List<BuyerFault> faults)
    {
        var name = string.Join(' ', typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Normalize();
        BuyerFault? error = name switch
        {
            "" => BuyerFault.NameMissing,
            { Length: > LongestName } => BuyerFault.NameTooLong,
            _ when name.Any(IsUnreadable) || !name.Any(char.IsLetter) => BuyerFault.NameUnreadable,
            _ => null,
        };
        AddIfAny(faults, error);
        return name;
    }

    private static string ReadEmail(string? typed, List<BuyerFault> faults)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            faults.Add(BuyerFault.EmailMissing);
        }
        else if (EmailAddress.TryParse(typed, out var address))
        {
            return address;
        }
        else
        {
            faults.Add(BuyerFault.EmailInvalid);
        }

        return "";
    }

    private string ReadPhone(string typed, List<BuyerFault> faults, bool required)
    {
        if (typed.Length == 0)
        {
            AddIfAny(faults, required ? BuyerFault.PhoneMissing : null);
            return "";
        }

        var number = PhoneNumber.Read(typed, site.CurrentValue.TimeZone);
        AddIfAny(faults, number is null ? BuyerFault.PhoneInvalid : null);
        return number ?? "";
    }

    // Direction marks and invisible characters can make two names look alike on a door list.
    private static bool IsUnreadable(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        || (char.GetUnicodeCategory(c) == UnicodeCategory.Format && c is not ('\u200c' or '\u200d'));

    private static void AddIfAny(List<BuyerFault> faults, BuyerFault? fault)
    {
        if (fault is { } found)
        {
            faults.Add(found);
        }
    }
}
