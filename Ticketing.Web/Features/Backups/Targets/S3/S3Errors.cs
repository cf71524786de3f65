using System.Net;
using Amazon.Runtime;
using Amazon.S3;

namespace Ticketing.Features.Backups.Targets.S3;

internal static class S3Errors
{
    public static BackupTargetException Describe(Exception error, string target) =>
        error is AmazonS3Exception { StatusCode: not 0 } refused ? new(Describe(refused, target), error)
        : error is AmazonServiceException { InnerException: { } inner } ? Describe(inner, target)
        : TransferErrors.Describe(error, target);

    private static string Describe(AmazonS3Exception error, string target) =>
        error.ErrorCode switch
        {
            "NoSuchBucket" => $"There is no {target["the ".Length..]}: create it, or check its name (Backup:S3:Bucket).",
            "InvalidAccessKeyId" => $"The access key was refused by {target}: check the key (Backup:S3:AccessKey).",
            "SignatureDoesNotMatch" => $"The secret key was refused by {target}: check the key (Backup:S3:SecretKey).",
            "AuthorizationHeaderMalformed" or "PermanentRedirect" or "InvalidRegion" =>
                $"The region is wrong for {target}: check the region and the address (Backup:S3:Region, Backup:S3:Endpoint).",
            "AccessDenied" or "AllAccessDisabled" =>
                $"The access key may not do this in {target}: it needs to list, read, write and delete objects.",
            "RequestTimeTooSkewed" => $"The clock of this machine is wrong, so {target} refuses every request.",
            "EntityTooLarge" => $"The backup is too large for {target}.",
            "QuotaExceeded" or "XMinioStorageFull" => $"There is no space left in {target}.",
            _ => DescribeStatus(error.StatusCode, target),
        };

    private static string DescribeStatus(HttpStatusCode status, string target) =>
        status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"The access key was refused by {target}.",
            HttpStatusCode.InsufficientStorage => $"There is no space left in {target}.",
            _ => $"The server of {target} answered with error {(int)status}.",
        };
}
