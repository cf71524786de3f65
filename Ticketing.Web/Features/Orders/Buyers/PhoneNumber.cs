using NodaTime.TimeZones;
using PhoneNumbers;

namespace Ticketing.Features.Orders.Buyers;

public static class PhoneNumber
{
    private const int MaxLength = 40;
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    /// <param name="timeZone">IANA name; gives the country of numbers without a country code.</param>
    /// <returns>"+441132345678", or null if invalid.</returns>
    public static string? Parse(string typed, string timeZone)
    {
        // The library accepts "1-800-TICKETS"; here a letter is a mistake.
        if (typed.Length > MaxLength || typed.Any(char.IsLetter))
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

    private static string? GetRegion(string timeZone) =>
        TzdbDateTimeZoneSource.Default.ZoneLocations?.FirstOrDefault(location => location.ZoneId == timeZone)?.CountryCode;
}
