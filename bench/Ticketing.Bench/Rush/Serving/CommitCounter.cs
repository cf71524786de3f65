using System.Buffers.Binary;

namespace Ticketing.Bench.Rush.Serving;

/// <summary>
/// Counts the commits of a SQLite database in WAL mode from outside: its header in shared memory counts them. With synchronous=FULL each
/// one is an fsync; those of checkpoints come on top.
/// </summary>
internal sealed class CommitCounter(string databasePath)
{
    private const int ChangeCounterOffset = 8;

    /// <summary>Only differences mean something, and only while a server has the database open.</summary>
    public uint Read()
    {
        using var index = new FileStream(databasePath + "-shm", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> counter = stackalloc byte[sizeof(uint)];
        index.Seek(ChangeCounterOffset, SeekOrigin.Begin);
        index.ReadExactly(counter);
        return BitConverter.IsLittleEndian
            ? BinaryPrimitives.ReadUInt32LittleEndian(counter)
            : BinaryPrimitives.ReadUInt32BigEndian(counter);
    }
}
