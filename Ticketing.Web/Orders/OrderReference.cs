using System.Security.Cryptography;

namespace Ticketing.Orders;

/// <summary>An order's name for people: easy to read out, no letters that look like digits, no vowels to spell words with.</summary>
public static class OrderReference
{
    private const string Alphabet = "23456789BCDFGHJKMNPQRSTVWXYZ";
    private const int Half = 4;

    public static string New() =>
        $"{RandomNumberGenerator.GetString(Alphabet, Half)}-{RandomNumberGenerator.GetString(Alphabet, Half)}";
}
