using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ticketing.Features.Events.Posters;

/// <summary>Seeded random numbers (SplitMix64), the same on every machine and .NET version.</summary>
internal sealed class SeededRandom(string seed)
{
    private ulong state = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));

    public int NextInt(int limit) => (int)(NextBits() % (ulong)limit);

    public double NextDouble(double low, double high) => low + (high - low) * (NextBits() >> 11) / (1UL << 53);

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[NextInt(choices.Length)];

    public bool Chance(double share) => NextDouble(0, 1) < share;

    private ulong NextBits()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
