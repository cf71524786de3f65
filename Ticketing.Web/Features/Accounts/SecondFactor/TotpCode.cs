using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ticketing.Features.Accounts.SecondFactor;

/// <summary>RFC 6238 with SHA-1, six digits and 30 seconds, the only variant that all apps support.</summary>
internal static class TotpCode
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int KeyBytes = 20;

    /// <summary>In steps of 30 seconds.</summary>
    private const int MaxDriftSteps = 1;

    public static string GenerateKey() => string.Concat(RandomNumberGenerator.GetItems<char>(Alphabet, KeyBytes * 8 / 5));

    /// <param name="lastStep">The last accepted step; codes up to it are refused.</param>
    /// <returns>The code's step; null if wrong.</returns>
    public static long? FindStep(string code, string key, DateTimeOffset now, long lastStep)
    {
        var current = now.ToUnixTimeSeconds() / 30;
        var secret = FromBase32(key);
        long? found = null;
        for (var step = current - MaxDriftSteps; step <= current + MaxDriftSteps; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Ascii(CodeAt(step, secret)), Ascii(code)) && step > lastStep)
            {
                found = step;
            }
        }

        return found;
    }

    private static string CodeAt(long step, byte[] secret)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // Apps support nothing else, and HMAC-SHA1 is not broken.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF, 4)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>();
        var (bits, bitCount) = (0, 0);
        foreach (var value in text.Select(c => Alphabet.IndexOf(c, StringComparison.Ordinal)))
        {
            bits = (bits << 5) | value;
            bitCount += 5;
            if (bitCount >= 8)
            {
                bitCount -= 8;
                bytes.Add((byte)(bits >> bitCount));
                bits &= (1 << bitCount) - 1;
            }
        }

        return [.. bytes];
    }

    private static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);
}
