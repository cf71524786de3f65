using System.Buffers.Binary;

namespace Ticketing.Infrastructure.Documents.Images;

internal static class JpegHeader
{
    private const byte Marker = 0xFF;
    private const byte StartOfScan = 0xDA;
    private const int BytesPerCoefficient = 2;

    /// <summary>Memory for the coefficients of a progressive picture, which are kept until its last scan; 0 for a sequential one.</summary>
    public static long GetCoefficientBytes(ReadOnlySpan<byte> file)
    {
        for (var position = 2; position + 9 < file.Length && file[position] == Marker && file[position + 1] != StartOfScan; )
        {
            var segment = file[(position + 4)..];
            var kind = file[position + 1];
            if (IsProgressiveFrame(kind))
            {
                return GetCoefficientBytesOfFrame(segment);
            }

            // Repeated markers are padding.
            position += kind == Marker ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(position + 2)..]);
        }

        return 0;
    }

    private static bool IsProgressiveFrame(byte kind) => kind is 0xC2 or 0xC6 or 0xCA or 0xCE;

    // Precision, height, width, number of components; for each its id, sampling factors and table.
    private static long GetCoefficientBytesOfFrame(ReadOnlySpan<byte> frame)
    {
        var pixels = (long)BinaryPrimitives.ReadUInt16BigEndian(frame[1..]) * BinaryPrimitives.ReadUInt16BigEndian(frame[3..]);
        var (samples, max) = (0, 1);
        for (var i = 6; i + 2 < frame.Length && i < 6 + 3 * frame[5]; i += 3)
        {
            var factor = (frame[i + 1] >> 4) * (frame[i + 1] & 15);
            (samples, max) = (samples + factor, Math.Max(max, factor));
        }

        return pixels * samples * BytesPerCoefficient / max;
    }
}
