using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ticketing.Infrastructure.Primitives;

public static class UnguessableCode
{
    /// <returns>32 URL-safe characters, 192 random bits.</returns>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    /// <returns>SHA-256 in hexadecimal.</returns>
    public static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
