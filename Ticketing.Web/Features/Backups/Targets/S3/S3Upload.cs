using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Ticketing.Features.Backups.Targets.S3;

/// <summary>Multipart uploads. Uncompleted ones are invisible, but cost money until they are aborted.</summary>
internal sealed class S3Upload(IAmazonS3 s3, string bucket, TimeProvider clock)
{
    /// <summary>Providers allow 10,000 parts, and require 5 MiB for all but the last.</summary>
    private const int MaxParts = 9_000;
    internal const long MinPartBytes = 8 * 1024 * 1024;

    /// <returns>False if there is an object of this name.</returns>
    public async Task<bool> TryRunAsync(string name, string path, IProgress<long>? copied, CancellationToken ct)
    {
        var started = await s3.InitiateMultipartUploadAsync(new() { BucketName = bucket, Key = name }, ct);
        try
        {
            var parts = await UploadPartsAsync(started, path, copied, ct);
            if (await TryCompleteAsync(started, parts, ct))
            {
                return true;
            }
        }
        catch
        {
            await TryAbortAsync(started.Key, started.UploadId);
            throw;
        }

        await TryAbortAsync(started.Key, started.UploadId);
        return false;
    }

    public async Task AbortAbandonedAsync(CancellationToken ct)
    {
        try
        {
            var found = await s3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = bucket }, ct);
            var abandonedAt = clock.GetUtcNow() - TransferTimeouts.AbandonedAfter;
            foreach (
                var upload in (found.MultipartUploads ?? []).Where(upload =>
                    BackupName.IsValid(upload.Key) && upload.Initiated?.ToUniversalTime() < abandonedAt
                )
            )
            {
                await TryAbortAsync(upload.Key, upload.UploadId);
            }
        }
        catch (AmazonS3Exception)
        {
            // Some providers cannot list uploads, and a key may lack the permission. Backups do not depend on it.
        }
    }

    private async Task<List<PartETag>> UploadPartsAsync(
        InitiateMultipartUploadResponse started,
        string path,
        IProgress<long>? copied,
        CancellationToken ct
    )
    {
        var length = new FileInfo(path).Length;
        var partLength = Math.Max(MinPartBytes, length / MaxParts);
        var parts = new List<PartETag>();
        var position = 0L;
        do
        {
            var size = Math.Min(partLength, length - position);
            var part = await s3.UploadPartAsync(
                new UploadPartRequest
                {
                    BucketName = bucket,
                    Key = started.Key,
                    UploadId = started.UploadId,
                    PartNumber = parts.Count + 1,
                    FilePath = path,
                    FilePosition = position,
                    PartSize = size,
                    // Signed as a whole, which every provider understands.
                    UseChunkEncoding = false,
                },
                ct
            );
            parts.Add(new PartETag(parts.Count + 1, part.ETag));
            position += size;
            copied?.Report(position);
        } while (position < length);

        return parts;
    }

    private async Task<bool> TryCompleteAsync(InitiateMultipartUploadResponse started, List<PartETag> parts, CancellationToken ct)
    {
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = bucket,
            Key = started.Key,
            UploadId = started.UploadId,
            PartETags = parts,
            IfNoneMatch = "*",
        };
        try
        {
            await s3.CompleteMultipartUploadAsync(request, ct);
            return true;
        }
        catch (AmazonS3Exception error) when (error.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
        {
            return false;
        }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.NotImplemented)
        {
            // The provider knows no conditions. The caller has looked whether the object exists.
            request.IfNoneMatch = null;
            await s3.CompleteMultipartUploadAsync(request, ct);
            return true;
        }
    }

    private async Task TryAbortAsync(string name, string uploadId)
    {
        try
        {
            await s3.AbortMultipartUploadAsync(bucket, name, uploadId, CancellationToken.None);
        }
        catch (Exception error)
            when (error
                    is AmazonServiceException
                        or HttpRequestException
                        or IOException
                        or OperationCanceledException
                        or BackupTargetException
            )
        {
            // Aborted by a later backup.
        }
    }
}
