using System.Buffers.Binary;

namespace Ticketing.Bench.History;

/// <summary>Random values that are the same in every run.</summary>
internal sealed class RandomSource(int seed)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const int CodeLength = 32;

    public Random Generator { get; } = new(seed);

    public bool OneIn(int times) => Generator.Next(times) == 0;

    public bool Percent(int percent) => Generator.Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Generator.Next(choices.Count)];

    public TimeSpan Minutes(int from, int until) => TimeSpan.FromSeconds(Generator.Next(from * 60, until * 60));

    /// <summary>A version 7 GUID of the given instant.</summary>
    public Guid Id(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        Generator.NextBytes(bytes);
        Span<byte> moment = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(moment, at.ToUnixTimeMilliseconds() << 16);
        moment[..6].CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>In the format of <see cref="Ticketing.Infrastructure.Primitives.UnguessableCode"/>.</summary>
    public string Code() =>
        string.Create(
            CodeLength,
            Generator,
            (text, random) =>
            {
                for (var i = 0; i < text.Length; i++)
                {
                    text[i] = Letters[random.Next(Letters.Length)];
                }
            }
        );
}
