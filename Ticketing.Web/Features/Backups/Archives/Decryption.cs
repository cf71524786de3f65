using System.Security.Cryptography;

namespace Ticketing.Features.Backups.Archives;

internal static class Decryption
{
    private const int SealedLength = EncryptionHeader.ChunkLength + EncryptionHeader.TagLength;

    /// <param name="source">After its header.</param>
    /// <exception cref="BackupFileException">Wrong passphrase, altered or cut off. The target is unusable.</exception>
    public static async Task CopyAsync(Stream source, EncryptionHeader header, Stream target, string passphrase, CancellationToken ct)
    {
        using var cipher = header.CreateCipher(passphrase);
        var additional = header.ToBytes();
        var (current, next) = (new byte[SealedLength], new byte[SealedLength]);
        var plain = new byte[EncryptionHeader.ChunkLength];
        var length = await source.ReadAtLeastAsync(current, SealedLength, throwOnEndOfStream: false, ct);
        for (uint chunk = 0; ; chunk++)
        {
            var following = length < SealedLength ? 0 : await source.ReadAtLeastAsync(next, SealedLength, throwOnEndOfStream: false, ct);
            var opened = Open(cipher, header.GetNonce(chunk, isLast: following == 0), current.AsSpan(0, length), plain, additional, chunk);
            await target.WriteAsync(plain.AsMemory(0, opened), ct);
            if (following == 0)
            {
                return;
            }

            (current, next, length) = (next, current, following);
        }
    }

    private static int Open(AesGcm cipher, byte[] nonce, ReadOnlySpan<byte> chunk, Span<byte> plain, byte[] additional, uint number)
    {
        var length = chunk.Length - EncryptionHeader.TagLength;
        if (length < 0)
        {
            throw new BackupFileException("This backup is cut off.");
        }

        try
        {
            cipher.Decrypt(nonce, chunk[..length], chunk[length..], plain[..length], additional);
            return length;
        }
        catch (AuthenticationTagMismatchException error)
        {
            throw new BackupFileException(
                number == 0 ? "The passphrase is wrong, or this backup was altered or cut off." : "This backup was altered or cut off.",
                error
            );
        }
    }
}
