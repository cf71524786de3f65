namespace Ticketing.Infrastructure.Documents.Images;

/// <typeparam name="T">What was made of the upload.</typeparam>
public abstract record UploadResult<T>
{
    public sealed record Accepted(T Value) : UploadResult<T>;

    public sealed record Refused(UploadError Error) : UploadResult<T>;
}
