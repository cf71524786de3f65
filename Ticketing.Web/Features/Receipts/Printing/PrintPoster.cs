using Ticketing.Features.Events;
using Ticketing.Features.Events.Posters;
using Ticketing.Infrastructure.Documents.Images;

namespace Ticketing.Features.Receipts.Printing;

/// <summary>An uploaded poster, made small enough to be sent by email.</summary>
public sealed class PrintPoster
{
    public const int MaxBytes = 110_000;

    private const string StoredSize = "800";
    private const int MaxEdge = 1600;

    /// <summary>Tried in turn; 144 dots per inch at first.</summary>
    private static readonly (float PixelsPerPoint, int Quality)[] Attempts = [(2, 82), (2, 70), (1.5f, 70), (1.5f, 55), (1, 55), (1, 35)];

    private readonly byte[] file;

    private PrintPoster(byte[] file) => this.file = file;

    /// <returns>Null if the event has its generated poster.</returns>
    public static async Task<PrintPoster?> ReadAsync(PosterStore posters, Event @event, CancellationToken ct) =>
        @event.Poster is { } name && await posters.ReadAsync(name, StoredSize, ct) is { } file ? new PrintPoster(file) : null;

    /// <returns>The whole poster in this shape, in points; null if it cannot be read.</returns>
    public Picture? Frame(float width, float height) =>
        UploadedImage.Read(file, MaxEdge, minEdge: 1, image => Frame(image, width, height))
            is UploadResult<byte[]>.Accepted { Value: var jpeg }
            ? Picture.Read(jpeg)
            : null;

    private static byte[] Frame(UploadedImage image, float width, float height)
    {
        byte[] jpeg = [];
        foreach (var (scale, quality) in Attempts)
        {
            jpeg = image.ToFramedJpeg((int)MathF.Round(width * scale), (int)MathF.Round(height * scale), quality);
            if (jpeg.Length <= MaxBytes)
            {
                break;
            }
        }

        return jpeg;
    }
}
