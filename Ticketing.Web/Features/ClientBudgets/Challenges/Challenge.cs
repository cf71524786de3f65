using System.Buffers.Binary;

namespace Ticketing.Features.ClientBudgets.Challenges;

/// <summary>Lets one hold of one browser pass: when the proof of work is done, or without it from <see cref="ReadyAt"/> on.</summary>
/// <param name="Bits">Leading zero bits of the proof; 0 if only waiting helps.</param>
public sealed record Challenge(Guid Id, Guid EventId, string Browser, int Bits, DateTimeOffset ReadyAt, DateTimeOffset ExpiresAt)
{
    private const int FixedLength = 16 + 16 + 1 + 8 + 8;

    /// <summary>The start of the text that the browser hashes.</summary>
    public string Seed => Id.ToString("N");

    internal byte[] ToBytes()
    {
        var bytes = new byte[FixedLength];
        Id.TryWriteBytes(bytes);
        EventId.TryWriteBytes(bytes.AsSpan(16));
        bytes[32] = (byte)Bits;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(33), ReadyAt.UtcTicks);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(41), ExpiresAt.UtcTicks);
        return [.. bytes, .. System.Text.Encoding.UTF8.GetBytes(Browser)];
    }

    internal static Challenge? FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= FixedLength
            ? null
            : new Challenge(
                new Guid(bytes[..16]),
                new Guid(bytes[16..32]),
                System.Text.Encoding.UTF8.GetString(bytes[FixedLength..]),
                bytes[32],
                new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(bytes[33..]), TimeSpan.Zero),
                new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(bytes[41..]), TimeSpan.Zero)
            );
}

/// <param name="Token">Encrypted, so that nobody can write or change one.</param>
public sealed record IssuedChallenge(Challenge Challenge, string Token);

/// <param name="Solution">Empty without JavaScript.</param>
public sealed record ChallengeAnswer(string Token, string Solution);
