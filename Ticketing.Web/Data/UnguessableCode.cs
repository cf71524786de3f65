using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ticketing.Data;

/// <summary>What a buyer holds in a URL: random, without meaning, too long to guess.</summary>
public static class UnguessableCode
{
    /// <returns>192 random bits as 32 URL-safe characters.</returns>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    /// <returns>What to store of a code that must not be readable in the database: its SHA-256 in hexadecimal.</returns>
    public static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
