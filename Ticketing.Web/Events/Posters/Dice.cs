using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ticketing.Events.Posters;

/// <summary>Seeded random numbers (SplitMix64), the same on every machine and .NET version.</summary>
internal sealed class Dice(string seed)
{
    private ulong state = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));

    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public double Between(double low, double high) => low + (high - low) * (Next() >> 11) / (1UL << 53);

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    public bool Chance(double share) => Between(0, 1) < share;

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
