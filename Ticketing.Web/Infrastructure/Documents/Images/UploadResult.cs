namespace Ticketing.Infrastructure.Documents.Images;

/// <typeparam name="T">Type that the upload is converted to.</typeparam>
public abstract record UploadResult<T>
{
    public sealed record Accepted(T Value) : UploadResult<T>;

    public sealed record Refused(UploadError Error) : UploadResult<T>;
}
