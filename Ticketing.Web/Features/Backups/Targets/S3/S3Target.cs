using Amazon.S3;
using Amazon.S3.Model;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Backups.Targets.S3;

/// <summary>
/// A bucket at Amazon or another provider. Every copy is a multipart upload: the bucket shows nothing of it before it is complete.
/// </summary>
public sealed class S3Target : IBackupTarget, IDisposable
{
    private const int MaxPages = 100;

    private readonly IAmazonS3 s3;
    private readonly S3Upload upload;
    private readonly string bucket;
    private readonly string host;
    private readonly TransferTimeouts timeouts;

    public S3Target(BackupS3Options options, TimeProvider clock)
        : this(options, clock, TransferTimeouts.Default) { }

    internal S3Target(BackupS3Options options, TimeProvider clock, TransferTimeouts timeouts)
    {
        ArgumentNullException.ThrowIfNull(options);
        bucket = options.Bucket;
        host = new Uri(options.Endpoint).Authority;
        this.timeouts = timeouts;
        s3 = S3Client.Create(options, timeouts);
        upload = new S3Upload(s3, bucket, clock);
    }

    public string Description => T["the bucket '{0}' at {1}", bucket, host];

    public bool IsOutsideMachine => true;

    public Task<IReadOnlyList<StoredBackup>> ListAsync(CancellationToken ct) => RunShortAsync(ListPagesAsync, ct);

    public Task SaveAsync(string name, string path, IProgress<long>? copied, CancellationToken ct)
    {
        BackupName.Require(name);
        return RunAsync(
            async () =>
            {
                if (await RunShortAsync(limited => PrepareAsync(name, limited), ct) || !await upload.TryRunAsync(name, path, copied, ct))
                {
                    throw TransferErrors.AlreadyExists(name, Description);
                }

                return true;
            },
            ct
        );
    }

    public Task FetchAsync(string name, string path, CancellationToken ct)
    {
        BackupName.Require(name);
        return RunAsync(
            async () =>
            {
                using var timeout = new StallTimeout(timeouts.Stall, ct);
                using var found = await GetAsync(name, timeout.Token);
                await using var content = found.ResponseStream;
                await LocalFile.WriteAsync(path, file => LocalFile.CopyAsync(content, file, _ => timeout.Restart(), timeout.Token));
                return true;
            },
            ct
        );
    }

    public Task DeleteAsync(string name, CancellationToken ct)
    {
        BackupName.Require(name);
        return RunShortAsync(limited => s3.DeleteObjectAsync(bucket, name, limited), ct);
    }

    public void Dispose() => s3.Dispose();

    /// <returns>Null for anything but a plain file.</returns>
    private static StoredBackup? Describe(S3Object item) =>
        BackupName.IsValid(item.Key) && item is { Size: { } size, LastModified: { } storedAt }
            ? new StoredBackup(item.Key, size, new DateTimeOffset(storedAt.ToUniversalTime()))
            : null;

    private async Task<IReadOnlyList<StoredBackup>> ListPagesAsync(CancellationToken ct)
    {
        var backups = new List<StoredBackup>();
        var query = new ListObjectsV2Request { BucketName = bucket, Delimiter = "/" };
        for (var page = 0; page < MaxPages; page++)
        {
            var found = await s3.ListObjectsV2Async(query, ct);
            backups.AddRange((found.S3Objects ?? []).Select(Describe).OfType<StoredBackup>());
            query.ContinuationToken = found.NextContinuationToken;
            if (found.IsTruncated != true)
            {
                return backups;
            }
        }

        throw new BackupTargetException($"There are too many files in {Description}: use a bucket of its own.", null);
    }

    /// <returns>True if there is an object of this name.</returns>
    private async Task<bool> PrepareAsync(string name, CancellationToken ct)
    {
        await upload.AbortAbandonedAsync(ct);
        // Not HEAD: its errors come without their reasons.
        var found = await s3.ListObjectsV2Async(
            new()
            {
                BucketName = bucket,
                Prefix = name,
                MaxKeys = 1,
            },
            ct
        );
        return found.S3Objects?.Exists(item => item.Key == name) == true;
    }

    private async Task<GetObjectResponse> GetAsync(string name, CancellationToken ct)
    {
        try
        {
            return await s3.GetObjectAsync(bucket, name, ct);
        }
        catch (AmazonS3Exception error) when (error.ErrorCode == "NoSuchKey")
        {
            throw TransferErrors.NoSuchBackup(name, Description);
        }
    }

    private Task<T> RunShortAsync<T>(Func<CancellationToken, Task<T>> runAsync, CancellationToken ct) =>
        RunAsync(
            async () =>
            {
                using var timeout = new StallTimeout(timeouts.Request, ct);
                return await runAsync(timeout.Token);
            },
            ct
        );

    private async Task<T> RunAsync<T>(Func<Task<T>> runAsync, CancellationToken ct)
    {
        try
        {
            return await runAsync();
        }
        catch (Exception error)
        {
            ct.ThrowIfCancellationRequested();
            throw S3Errors.Describe(error, Description);
        }
    }
}
