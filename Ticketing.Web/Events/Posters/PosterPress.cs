using System.Globalization;
using Ticketing.Documents;

namespace Ticketing.Events.Posters;

/// <summary>One upload at a time: a decoded picture takes up to 160 MB.</summary>
public sealed class PosterPress : IDisposable
{
    private const int Quality = 80;
    private const int ShareWidth = 1200;
    private const int ShareHeight = 630;
    private readonly SemaphoreSlim press = new(1);

    internal Task<(IReadOnlyDictionary<string, byte[]>? Made, UploadFault? Fault)> MakeAsync(byte[] file, CancellationToken ct) => InTurnAsync(() => Make(file), ct);

    public async Task<T> InTurnAsync<T>(Func<T> make, CancellationToken ct)
    {
        await press.WaitAsync(ct);
        try
        {
            return await Task.Run(make, ct);
        }
        finally
        {
            press.Release();
        }
    }

    public void Dispose() => press.Dispose();

    private static (IReadOnlyDictionary<string, byte[]>?, UploadFault?) Make(byte[] file)
    {
        var (read, fault) = Upload.Read(file, neededEdge: 2 * PosterUploads.Widths[^1]);
        using var picture = read;
        if (picture is null)
        {
            return (null, fault);
        }

        var made = PosterUploads.Widths.ToDictionary(width => width.ToString(CultureInfo.InvariantCulture), width => picture.ToWebp(width, Quality));
        made[PosterFile.Share] = picture.ToPngWithin(ShareWidth, ShareHeight);
        return (made, null);
    }
}
