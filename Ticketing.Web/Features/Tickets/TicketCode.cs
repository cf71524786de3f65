using System.Buffers.Binary;
using System.Buffers.Text;

namespace Ticketing.Features.Tickets;

/// <summary>
/// The payload of a ticket's QR code, before its signature: 30 bytes, no personal data.
/// version (1) · key number (4) · ticket id (16) · issue (2) · not after, in hours since 1970 (4) · flags (1) · reserved (2),
/// all big endian.
/// </summary>
public readonly record struct TicketClaims(int KeyNumber, Guid TicketId, int Issue, DateTimeOffset NotAfter, byte Flags)
{
    public const int Length = 30;
    private const byte Version = 1;

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), KeyNumber);
        TicketId.TryWriteBytes(bytes.AsSpan(5), bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(21), (ushort)Issue);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(23), (uint)(NotAfter.ToUnixTimeSeconds() / 3600));
        bytes[27] = Flags;
        return bytes;
    }

    /// <returns>Null for anything not written by this version.</returns>
    public static TicketClaims? FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length != Length || bytes[0] != Version || bytes[28] != 0 || bytes[29] != 0
            ? null
            : new TicketClaims(
                BinaryPrimitives.ReadInt32BigEndian(bytes[1..]),
                new Guid(bytes.Slice(5, 16), bigEndian: true),
                BinaryPrimitives.ReadUInt16BigEndian(bytes[21..]),
                DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(bytes[23..]) * 3600L),
                bytes[27]
            );
}

/// <summary>The text in the QR code: claims and signature, 94 bytes as 126 characters of base64url.</summary>
public static class TicketCode
{
    public const int SignatureLength = 64;
    private const int Length = TicketClaims.Length + SignatureLength;
    private static readonly int TextLength = Base64Url.GetEncodedLength(Length);

    public static string Encode(byte[] claims, byte[] signature) => Base64Url.EncodeToString([.. claims, .. signature]);

    /// <summary>Checks the form only, not the signature.</summary>
    public static bool TryDecode(string code, out byte[] claims, out byte[] signature)
    {
        (claims, signature) = ([], []);
        var bytes = new byte[Length];

        // Refuse other encodings of the same bytes.
        if (
            code.Length != TextLength
            || Base64Url.DecodeFromChars(code, bytes, out _, out var written) != System.Buffers.OperationStatus.Done
            || written != Length
            || Base64Url.EncodeToString(bytes) != code
        )
        {
            return false;
        }

        (claims, signature) = (bytes[..TicketClaims.Length], bytes[TicketClaims.Length..]);
        return true;
    }

    /// <summary>
    /// True for a text as long as a code with characters that no code has: a scanner that is set to another keyboard layout types digits,
    /// "-" and "_" as other characters on most of them.
    /// </summary>
    public static bool HasForeignCharacters(string code) =>
        code.Length == TextLength
        && code.Any(c => !IsOfAlphabet(c))
        && !code.Any(char.IsWhiteSpace)
        && !code.Contains("://", StringComparison.Ordinal);

    /// <summary>Codes that this may have been, if letters were typed with Caps Lock on or on a keyboard with Y and Z swapped.</summary>
    public static IEnumerable<string> GetCorrections(string code)
    {
        if (code.Length != TextLength)
        {
            yield break;
        }

        var (flipped, swapped) = (Map(code, FlipCase), Map(code, SwapYAndZ));
        yield return flipped;
        yield return swapped;
        yield return Map(flipped, SwapYAndZ);
    }

    private static bool IsOfAlphabet(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    private static string Map(string text, Func<char, char> map) => string.Concat(text.Select(map));

    private static char FlipCase(char c) =>
        char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c)
        : char.IsAsciiLetterLower(c) ? char.ToUpperInvariant(c)
        : c;

    private static char SwapYAndZ(char c) =>
        c switch
        {
            'y' => 'z',
            'z' => 'y',
            'Y' => 'Z',
            'Z' => 'Y',
            _ => c,
        };
}
