using PhoneNumbers;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Orders.Buyers;

public static class PhoneNumber
{
    /// <summary>Of text that is kept as typed.</summary>
    public const int MaxLength = 100;

    private const int MinDigits = 6;
    private const int MaxNumberLength = 40;
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    /// <param name="timeZone">IANA name; gives the country of numbers without a country code.</param>
    /// <returns>"+441132345678", or null if invalid.</returns>
    public static string? Parse(string typed, string timeZone)
    {
        // The library accepts "1-800-TICKETS"; here a letter is a mistake.
        if (typed.Length > MaxNumberLength || typed.Any(char.IsLetter))
        {
            return null;
        }

        try
        {
            var number = Library.Parse(typed, GetRegion(timeZone));
            return Library.IsValidNumber(number) && !number.HasExtension ? Library.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>Less strict than <see cref="Parse"/>: extensions and ranges that the library does not know may be numbers too.</summary>
    public static bool IsPossible(string typed, string timeZone)
    {
        var region = GetRegion(timeZone);
        if (region is null && !typed.StartsWith('+'))
        {
            return typed.Count(char.IsDigit) >= MinDigits;
        }

        try
        {
            return Library.IsPossibleNumber(Library.Parse(typed, region));
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    /// <summary>"+44 113 234 5678". Returns anything but E.164 unchanged.</summary>
    public static string Format(string e164)
    {
        try
        {
            return e164.Length == 0 ? "" : Library.Format(Library.Parse(e164, defaultRegion: null), PhoneNumberFormat.INTERNATIONAL);
        }
        catch (NumberParseException)
        {
            return e164;
        }
    }

    private static string? GetRegion(string timeZone) => TimeZones.FindCountry(timeZone);
}
