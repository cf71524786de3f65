using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ticketing.Accounts;

/// <summary>The codes of authenticator apps: RFC 6238 with SHA-1, six digits and half a minute, the only variant that all apps know.</summary>
internal static class TimedCode
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int KeyBytes = 20;

    /// <summary>How far the clocks of the phone and the server may be apart, in half minutes.</summary>
    private const int Drift = 1;

    /// <returns>160 random bits in base32, as apps take them.</returns>
    public static string NewKey() => string.Concat(RandomNumberGenerator.GetItems<char>(Alphabet, KeyBytes * 8 / 5));

    /// <param name="lastStep">The half minute of the last code that was taken; that and all before it are used up.</param>
    /// <returns>The half minute that the code belongs to; null where it is wrong.</returns>
    public static long? StepOf(string code, string key, DateTimeOffset now, long lastStep)
    {
        var current = now.ToUnixTimeSeconds() / 30;
        var secret = FromBase32(key);
        long? found = null;
        for (var step = current - Drift; step <= current + Drift; step++)
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
#pragma warning disable CA5350 // The algorithm that all apps know; what matters of it here is not broken.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF, 4)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>();
        var (bits, kept) = (0, 0);
        foreach (var value in text.Select(c => Alphabet.IndexOf(c, StringComparison.Ordinal)))
        {
            bits = (bits << 5) | value;
            kept += 5;
            if (kept >= 8)
            {
                kept -= 8;
                bytes.Add((byte)(bits >> kept));
                bits &= (1 << kept) - 1;
            }
        }

        return [.. bytes];
    }

    private static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);
}
