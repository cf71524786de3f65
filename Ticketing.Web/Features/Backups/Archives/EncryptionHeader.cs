using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ticketing.Features.Backups.Archives;

/// <summary>
/// The first 37 bytes of an encrypted backup: "TICKETBK" (8) · format (1) · PBKDF2 iterations, big endian (4) · salt (16) · nonce prefix
/// (7) · reserved, 0 (1). Chunks follow: see <see cref="EncryptingStream"/>.
/// </summary>
internal sealed record EncryptionHeader(int Iterations, byte[] Salt, byte[] NoncePrefix)
{
    public const int Length = 37;
    public const int ChunkLength = 64 * 1024;
    public const int TagLength = 16;

    private const byte Format = 1;
    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int SaltLength = 16;
    private const int PrefixLength = 7;

    /// <summary>As OWASP recommends for PBKDF2 with SHA-256.</summary>
    private const int DefaultIterations = 600_000;

    /// <summary>A forged header must not keep the processor busy for hours.</summary>
    private const int MaxIterations = 10_000_000;

    private static ReadOnlySpan<byte> Magic => "TICKETBK"u8;

    public static EncryptionHeader Create() =>
        new(DefaultIterations, RandomNumberGenerator.GetBytes(SaltLength), RandomNumberGenerator.GetBytes(PrefixLength));

    public static bool IsStartOf(ReadOnlySpan<byte> file) => file.StartsWith(Magic);

    /// <exception cref="BackupFileException">Of another version.</exception>
    public static EncryptionHeader Parse(ReadOnlySpan<byte> bytes)
    {
        var iterations = BinaryPrimitives.ReadInt32BigEndian(bytes[9..]);
        return bytes[8] == Format && bytes[Length - 1] == 0 && iterations is > 0 and <= MaxIterations
            ? new EncryptionHeader(iterations, bytes.Slice(13, SaltLength).ToArray(), bytes.Slice(29, PrefixLength).ToArray())
            : throw new BackupFileException("This backup was encrypted by another version of this program, or its start is damaged.");
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        Magic.CopyTo(bytes);
        bytes[8] = Format;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(9), Iterations);
        Salt.CopyTo(bytes, 13);
        NoncePrefix.CopyTo(bytes, 29);
        return bytes;
    }

    public AesGcm CreateCipher(string passphrase)
    {
        var key = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(passphrase), Salt, Iterations, HashAlgorithmName.SHA256, KeyLength);
        try
        {
            return new AesGcm(key, TagLength);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Prefix (7) · number of the chunk, big endian (4) · 1 for the last (1): chunks can be neither moved nor cut off.</summary>
    public byte[] GetNonce(uint chunk, bool isLast)
    {
        var nonce = new byte[NonceLength];
        NoncePrefix.CopyTo(nonce, 0);
        BinaryPrimitives.WriteUInt32BigEndian(nonce.AsSpan(PrefixLength), chunk);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
        return nonce;
    }
}
