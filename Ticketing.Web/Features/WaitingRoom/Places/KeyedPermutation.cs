using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Ticketing.Features.WaitingRoom.Places;

/// <summary>
/// Shuffles the numbers below a limit without storing their order: a Feistel network over the next power of four, repeated until the
/// result is below the limit. Who does not know the key cannot foresee it.
/// </summary>
public static class KeyedPermutation
{
    private const int Rounds = 6;

    public static int Permute(ReadOnlySpan<byte> key, int number, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, limit);
        var halfBits = Math.Max(1, (BitOperations.Log2((uint)limit) + 2) / 2);
        var value = (ulong)number;
        do
        {
            value = Encrypt(key, value, halfBits);
        } while (value >= (ulong)limit);

        return (int)value;
    }

    private static ulong Encrypt(ReadOnlySpan<byte> key, ulong value, int halfBits)
    {
        var mask = (1UL << halfBits) - 1;
        var (left, right) = (value >> halfBits, value & mask);
        for (var round = 0; round < Rounds; round++)
        {
            (left, right) = (right, left ^ (Mix(key, round, right) & mask));
        }

        return (left << halfBits) | right;
    }

    private static ulong Mix(ReadOnlySpan<byte> key, int round, ulong half)
    {
        Span<byte> input = stackalloc byte[12];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt32BigEndian(input, round);
        BinaryPrimitives.WriteUInt64BigEndian(input[4..], half);
        HMACSHA256.HashData(key, input, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
