using Ticketing.Features.Backups.Archives;
using Xunit;

namespace Ticketing.Tests.Features.Backups;

public sealed class EncryptionTests
{
    private const string Passphrase = "correct horse battery staple";
    private const int Chunk = EncryptionHeader.ChunkLength;
    private const int SealedChunk = Chunk + EncryptionHeader.TagLength;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData((3 * Chunk) + 5)]
    public async Task What_was_encrypted_is_decrypted(int length)
    {
        var plain = MakeBytes(length);
        Assert.Equal(plain, await DecryptAsync(await EncryptAsync(plain), Passphrase));
    }

    [Fact]
    public async Task Two_files_of_the_same_content_share_no_chunk()
    {
        var plain = MakeBytes(Chunk);
        var (first, second) = (await EncryptAsync(plain), await EncryptAsync(plain));
        Assert.NotEqual(first[EncryptionHeader.Length..], second[EncryptionHeader.Length..]);
    }

    [Fact]
    public async Task A_wrong_passphrase_is_refused()
    {
        var file = await EncryptAsync(MakeBytes(100));
        var error = await Assert.ThrowsAsync<BackupFileException>(() => DecryptAsync(file, "correct horse battery stable"));
        Assert.StartsWith("The passphrase is wrong", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(SealedChunk - 1)]
    [InlineData(SealedChunk)]
    [InlineData(SealedChunk + 1)]
    [InlineData(2 * SealedChunk)]
    [InlineData((2 * SealedChunk) + 20)]
    public async Task A_file_that_is_cut_off_is_refused(int kept)
    {
        var file = await EncryptAsync(MakeBytes((2 * Chunk) + 100));
        await Assert.ThrowsAsync<BackupFileException>(() => DecryptAsync(file[..(EncryptionHeader.Length + kept)], Passphrase));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(13)]
    [InlineData(29)]
    [InlineData(36)]
    [InlineData(EncryptionHeader.Length)]
    [InlineData(EncryptionHeader.Length + SealedChunk)]
    [InlineData(EncryptionHeader.Length + (2 * SealedChunk))]
    public async Task An_altered_byte_is_noticed(int position)
    {
        var file = await EncryptAsync(MakeBytes((2 * Chunk) + 100));
        file[position] ^= 1;
        await Assert.ThrowsAsync<BackupFileException>(() => DecryptAsync(file, Passphrase));
    }

    [Fact]
    public async Task Chunks_that_changed_places_are_noticed()
    {
        var file = await EncryptAsync(MakeBytes((2 * Chunk) + 100));
        var first = file.AsSpan(EncryptionHeader.Length, SealedChunk).ToArray();
        file.AsSpan(EncryptionHeader.Length + SealedChunk, SealedChunk).CopyTo(file.AsSpan(EncryptionHeader.Length));
        first.CopyTo(file, EncryptionHeader.Length + SealedChunk);
        await Assert.ThrowsAsync<BackupFileException>(() => DecryptAsync(file, Passphrase));
    }

    [Fact]
    public async Task A_file_that_was_not_completed_is_refused()
    {
        using var file = new MemoryStream();
        await using (var encryption = new EncryptingStream(file, Passphrase))
        {
            encryption.Write(MakeBytes(Chunk + 1));
        }

        await Assert.ThrowsAsync<BackupFileException>(() => DecryptAsync(file.ToArray(), Passphrase));
    }

    [Fact]
    public async Task A_header_cannot_ask_for_hours_of_work()
    {
        var file = await EncryptAsync(MakeBytes(1));
        file[9] = 0x7f;
        var error = await Assert.ThrowsAsync<BackupFileException>(() => DecryptAsync(file, Passphrase));
        Assert.Contains("another version", error.Message, StringComparison.Ordinal);
    }

    private static byte[] MakeBytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31))];

    private static async Task<byte[]> EncryptAsync(byte[] plain)
    {
        using var file = new MemoryStream();
        await using var encryption = new EncryptingStream(file, Passphrase);
        foreach (var part in plain.Chunk(10_007))
        {
            encryption.Write(part);
        }

        await encryption.CompleteAsync(Ct);
        return file.ToArray();
    }

    private static async Task<byte[]> DecryptAsync(byte[] file, string passphrase)
    {
        using var source = new MemoryStream(file[EncryptionHeader.Length..]);
        using var plain = new MemoryStream();
        await Decryption.CopyAsync(source, EncryptionHeader.Parse(file.AsSpan(0, EncryptionHeader.Length)), plain, passphrase, Ct);
        return plain.ToArray();
    }
}
