using System.Security.Cryptography;

namespace Ticketing.Features.Orders;

/// <summary>For people: no look-alike characters, and no vowels to spell words with.</summary>
public static class OrderReference
{
    private const string Alphabet = "23456789BCDFGHJKMNPQRSTVWXYZ";
    internal const int HalfLength = 4;

    public static string New() =>
        $"{RandomNumberGenerator.GetString(Alphabet, HalfLength)}-{RandomNumberGenerator.GetString(Alphabet, HalfLength)}";
}
