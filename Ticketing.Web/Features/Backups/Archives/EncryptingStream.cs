using System.Security.Cryptography;

namespace Ticketing.Features.Backups.Archives;

/// <summary>
/// Writes the header, then chunks of 64 KiB, the last one shorter or empty. Each is encrypted by AES-256-GCM with the header as additional
/// data, and followed by its tag. Without <see cref="CompleteAsync"/> the file has no last chunk and cannot be read.
/// </summary>
internal sealed class EncryptingStream : Stream
{
    private readonly Stream target;
    private readonly EncryptionHeader header = EncryptionHeader.Create();
    private readonly byte[] additional;
    private readonly AesGcm cipher;
    private readonly byte[] plain = new byte[EncryptionHeader.ChunkLength];
    private readonly byte[] sealedChunk = new byte[EncryptionHeader.ChunkLength + EncryptionHeader.TagLength];
    private int used;
    private uint chunks;

    public EncryptingStream(Stream target, string passphrase)
    {
        this.target = target;
        additional = header.ToBytes();
        cipher = header.CreateCipher(passphrase);
        target.Write(additional);
    }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            // A full chunk is written when more follows: only then it is not the last.
            if (used == plain.Length)
            {
                WriteChunk(isLast: false);
            }

            var taken = Math.Min(buffer.Length, plain.Length - used);
            buffer[..taken].CopyTo(plain.AsSpan(used));
            used += taken;
            buffer = buffer[taken..];
        }
    }

    public async Task CompleteAsync(CancellationToken ct)
    {
        WriteChunk(isLast: true);
        await target.FlushAsync(ct);
    }

    public override void Flush() => target.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Leaves the target open.</summary>
    protected override void Dispose(bool disposing)
    {
        cipher.Dispose();
        CryptographicOperations.ZeroMemory(plain);
        base.Dispose(disposing);
    }

    private void WriteChunk(bool isLast)
    {
        cipher.Encrypt(
            header.GetNonce(chunks++, isLast),
            plain.AsSpan(0, used),
            sealedChunk.AsSpan(0, used),
            sealedChunk.AsSpan(used, EncryptionHeader.TagLength),
            additional
        );
        target.Write(sealedChunk.AsSpan(0, used + EncryptionHeader.TagLength));
        used = 0;
    }
}
