using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Ticketing.Features.ClientBudgets.Challenges;

/// <summary>SHA-256 of "seed.solution" starts with a number of zero bits. The browser tries solutions until one fits.</summary>
public static class ProofOfWork
{
    private const int MaxSolutionLength = 16;

    public static bool IsSolved(string seed, string solution, int bits) =>
        solution.Length is > 0 and <= MaxSolutionLength && solution.All(char.IsAsciiDigit) && CountZeroBits($"{seed}.{solution}") >= bits;

    private static int CountZeroBits(string text) =>
        BitOperations.LeadingZeroCount(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes(text))));
}
