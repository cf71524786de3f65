using System.Buffers.Binary;

namespace Ticketing.Tests.Support.Databases;

/// <summary>An SQLite venue's folder as a killed process has left it, to be restored with a shorter write-ahead log.</summary>
internal sealed class KilledStorage
{
    private const string Database = "ticketing.db";
    private const string Log = "ticketing.db-wal";
    private const string LogIndex = "ticketing.db-shm";
    private const int LogHeaderSize = 32;
    private const int FrameHeaderSize = 24;
    private const int SaltSize = 8;

    /// <summary>In the index: nBackfillAttempted, the number of frames that may have been copied into the database.</summary>
    private const int CopiedFramesOffset = 128;

    private readonly Dictionary<string, byte[]> files;

    private KilledStorage(Dictionary<string, byte[]> files)
    {
        this.files = files;
        var log = files[Log].AsSpan();
        var frame = FrameHeaderSize + BinaryPrimitives.ReadInt32BigEndian(log[8..]);
        MinLogLength = LogHeaderSize + (BinaryPrimitives.ReadInt32LittleEndian(files[LogIndex].AsSpan(CopiedFramesOffset)) * frame);

        // Frames of an earlier round may follow the current ones. They have another salt.
        var salt = log.Slice(16, SaltSize);
        LogLength = LogHeaderSize;
        while (LogLength + frame <= log.Length && log.Slice(LogLength + 8, SaltSize).SequenceEqual(salt))
        {
            LogLength += frame;
        }
    }

    /// <summary>SQLite flushes frames to the disk before it copies them into the database: a power cut cannot lose those.</summary>
    public int MinLogLength { get; }

    public int LogLength { get; }

    public static KilledStorage Read(string folder) =>
        new(
            new[] { Database, Log, LogIndex }
                .Concat(Directory.GetFiles(Path.Combine(folder, "keys")).Select(file => Path.GetRelativePath(folder, file)))
                .ToDictionary(name => name, name => File.ReadAllBytes(Path.Combine(folder, name)))
        );

    /// <param name="logLength">The rest of the log is lost.</param>
    public void Write(string folder, int logLength)
    {
        Directory.CreateDirectory(Path.Combine(folder, "keys"));
        foreach (var (name, content) in files.Where(file => file.Key != LogIndex))
        {
            File.WriteAllBytes(Path.Combine(folder, name), name == Log ? content[..logLength] : content);
        }
    }
}
