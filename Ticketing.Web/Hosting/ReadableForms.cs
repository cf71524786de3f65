namespace Ticketing.Hosting;

public static class ReadableForms
{
    /// <returns>The form, an empty one where the body is none; null where it is broken, or has more fields than any page of ours.</returns>
    public static async Task<IFormCollection?> TryReadFormAsync(this HttpRequest request, CancellationToken ct)
    {
        if (!request.HasFormContentType)
        {
            return FormCollection.Empty;
        }

        try
        {
            return await request.ReadFormAsync(ct);
        }
        catch (Exception error) when (error is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return null;
        }
    }
}
