using NodaTime.TimeZones;
using PhoneNumbers;

namespace Ticketing.Orders;

/// <summary>Reads phone numbers as people write them and keeps them as E.164.</summary>
public static class PhoneNumber
{
    private const int Longest = 40;
    private static readonly PhoneNumberUtil Plan = PhoneNumberUtil.GetInstance();

    /// <param name="timeZone">IANA name: a number without a country code is read as one of that zone's country.</param>
    /// <returns>"+441132345678", or null for what is nobody's number.</returns>
    public static string? Read(string typed, string timeZone)
    {
        // "1-800-TICKETS" is a number to the library; here a letter is a mistake.
        if (typed.Length > Longest || typed.Any(char.IsLetter))
        {
            return null;
        }

        try
        {
            var number = Plan.Parse(typed, RegionOf(timeZone));
            return Plan.IsValidNumber(number) && !number.HasExtension ? Plan.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>For people: "+44 113 234 5678". Anything else than E.164 comes back as it is.</summary>
    public static string Show(string e164)
    {
        try
        {
            return e164.Length == 0 ? "" : Plan.Format(Plan.Parse(e164, defaultRegion: null), PhoneNumberFormat.INTERNATIONAL);
        }
        catch (NumberParseException)
        {
            return e164;
        }
    }

    private static string? RegionOf(string timeZone) =>
        TzdbDateTimeZoneSource.Default.ZoneLocations?.FirstOrDefault(location => location.ZoneId == timeZone)?.CountryCode;
}
