using System.Globalization;
using Ticketing.Features.Orders.Placing;

namespace Ticketing.Features.Demo;

/// <summary>Fictitious: addresses in domains reserved for examples, phone numbers in a range reserved for drama.</summary>
internal static class DemoBuyers
{
    private static readonly string[] FirstNames =
    [
        "Amira",
        "Ben",
        "Carys",
        "Dan",
        "Ebele",
        "Femi",
        "Grace",
        "Hannah",
        "Imran",
        "Jo",
        "Kwame",
        "Leila",
        "Marta",
        "Niall",
        "Olu",
        "Priya",
        "Quinn",
        "Rosa",
        "Sam",
        "Tomasz",
        "Una",
        "Vikram",
        "Wei",
        "Yusuf",
        "Zoe",
    ];

    private static readonly string[] LastNames =
    [
        "Ahmed",
        "Barker",
        "Clarke",
        "Dawson",
        "Ellis",
        "Fairhurst",
        "Greenwood",
        "Hussain",
        "Iqbal",
        "Jackson",
        "Kowalska",
        "Lister",
        "Murphy",
        "Nowak",
        "Okafor",
        "Patel",
        "Rhodes",
        "Sykes",
        "Thompson",
        "Walker",
    ];

    public static Buyer Pick(Random random)
    {
        // Multiplying two random numbers favours some people, so that there are regular buyers.
        var person = (int)(random.NextDouble() * random.NextDouble() * FirstNames.Length * LastNames.Length);
        var (first, last) = (FirstNames[person % FirstNames.Length], LastNames[(person + (person / FirstNames.Length)) % LastNames.Length]);
        var domain = person % 3 == 0 ? "example.org" : "example.com";
        var phone = person % 2 == 0 ? string.Create(CultureInfo.InvariantCulture, $"+447700900{person:000}") : "";
        return new Buyer($"{first} {last}", $"{first}.{last}@{domain}".ToLowerInvariant(), phone);
    }
}
