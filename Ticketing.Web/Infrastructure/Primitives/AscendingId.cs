using System.Buffers.Binary;

namespace Ticketing.Infrastructure.Primitives;

/// <summary>Ids by time (UUID version 7) that also ascend within a millisecond, for rows whose order is read from them.</summary>
public static class AscendingId
{
    private static readonly Lock Creating = new();
    private static Guid last;

    /// <returns>Greater than any that this process has created before, in the order of both databases.</returns>
    public static Guid Create()
    {
        lock (Creating)
        {
            var next = Guid.CreateVersion7();
            return last = next.CompareTo(last) > 0 ? next : Increment(last);
        }
    }

    private static Guid Increment(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var low = bytes[8..];
        BinaryPrimitives.WriteUInt64BigEndian(low, BinaryPrimitives.ReadUInt64BigEndian(low) + 1);
        return new Guid(bytes, bigEndian: true);
    }
}
