using System.Net;

namespace Ticketing.Features.Backups.Targets.WebDav;

/// <param name="onCopied">Called after each chunk with the number of bytes so far.</param>
internal sealed class UploadContent(FileStream file, Action<long> onCopied) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        LocalFile.CopyAsync(file, stream, onCopied, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = file.Length;
        return true;
    }
}
