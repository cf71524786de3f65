using System.Globalization;
using Ticketing.Infrastructure.Documents.Images;

namespace Ticketing.Features.Events.Posters;

/// <summary>One upload at a time: a decoded picture takes up to 160 MB.</summary>
public sealed class PosterRenderer : IDisposable
{
    private const int Quality = 80;
    private const int ShareWidth = 1200;
    private const int ShareHeight = 630;
    private readonly SemaphoreSlim renderLock = new(1);

    internal Task<UploadResult<IReadOnlyDictionary<string, byte[]>>> RenderAsync(byte[] file, CancellationToken ct) =>
        RunExclusiveAsync(() => UploadedImage.Read(file, 2 * EditPoster.Widths[^1], UploadedImage.MinEdge, Render), ct);

    public async Task<T> RunExclusiveAsync<T>(Func<T> make, CancellationToken ct)
    {
        await renderLock.WaitAsync(ct);
        try
        {
            return await Task.Run(make, ct);
        }
        finally
        {
            renderLock.Release();
        }
    }

    public void Dispose() => renderLock.Dispose();

    private static IReadOnlyDictionary<string, byte[]> Render(UploadedImage picture)
    {
        var made = EditPoster.Widths.ToDictionary(
            width => width.ToString(CultureInfo.InvariantCulture),
            width => picture.ToWebp(width, Quality)
        );
        made[PosterFile.Share] = picture.ToFramedPng(ShareWidth, ShareHeight);
        return made;
    }
}
