using System.Globalization;
using Microsoft.Extensions.Options;
using Ticketing.Notifications;
using Ticketing.Settings;

namespace Ticketing.Orders;

/// <summary>What stands in the way of taking a buyer's details.</summary>
public enum BuyerFault
{
    NameMissing,
    NameTooLong,

    /// <summary>Control characters, or not a single letter.</summary>
    NameUnreadable,
    EmailMissing,
    EmailInvalid,
    PhoneMissing,
    PhoneInvalid,
}

/// <param name="Buyer">Null where there are faults.</param>
/// <param name="Email">Normalised; empty where it is at fault.</param>
/// <param name="SuggestedEmail">A likelier spelling of a valid address; null where nothing looks mistyped.</param>
public sealed record CheckedBuyer(Buyer? Buyer, IReadOnlyList<BuyerFault> Faults, string Email, string? SuggestedEmail);

/// <summary>Turns what a guest typed into a buyer, or tells everything that is wrong with it at once.</summary>
public sealed class BuyerDetails(IOptionsMonitor<CheckoutOptions> checkout, IOptionsMonitor<SiteOptions> site)
{
    public const int LongestName = 100;

    public bool PhoneRequired => checkout.CurrentValue.PhoneRequired;

    public CheckedBuyer Check(string? name, string? email, string? phone)
    {
        var faults = new List<BuyerFault>();
        var readName = ReadName(name ?? "", faults);
        var address = ReadEmail(email, faults);
        var number = ReadPhone((phone ?? "").Trim(), faults, PhoneRequired);
        var buyer = faults.Count > 0 ? null : new Buyer(readName, address, number);
        return new CheckedBuyer(buyer, faults, address, address.Length > 0 ? EmailTypos.Suggest(address) : null);
    }

    /// <summary>As staff type it: e-mail and phone may be left out, and so may the name where it is not required.</summary>
    public CheckedBuyer CheckForStaff(string? name, string? email, string? phone, bool nameRequired)
    {
        var faults = new List<BuyerFault>();
        var readName = string.IsNullOrWhiteSpace(name) && !nameRequired ? Buyer.WalkUp : ReadName(name ?? "", faults);
        var address = string.IsNullOrWhiteSpace(email) ? "" : ReadEmail(email, faults);
        var number = ReadPhone((phone ?? "").Trim(), faults, required: false);
        return new CheckedBuyer(faults.Count > 0 ? null : new Buyer(readName, address, number), faults, address, null);
    }

    /// <returns>The name as it is kept, or what is wrong with it.</returns>
    public static (string Name, BuyerFault? Fault) CheckName(string? typed)
    {
        var faults = new List<BuyerFault>();
        var name = ReadName(typed ?? "", faults);
        return (name, faults.Count > 0 ? faults[0] : null);
    }

    private static string ReadName(string typed, List<BuyerFault> faults)
    {
        var name = string.Join(' ', typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Normalize();
        BuyerFault? fault = name switch
        {
            "" => BuyerFault.NameMissing,
            { Length: > LongestName } => BuyerFault.NameTooLong,
            _ when name.Any(IsUnreadable) || !name.Any(char.IsLetter) => BuyerFault.NameUnreadable,
            _ => null,
        };
        AddIfAny(faults, fault);
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

    // Direction marks and other invisible characters can make one name look like another on a list at the door.
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
