using System.Text.Json;

namespace Ticketing.Api.Idempotency;

/// <summary>An answer as it was sent.</summary>
internal sealed record StoredAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Others are about the connection or the moment.</summary>
    private static readonly string[] KeptHeaders = ["Content-Type", "Cache-Control", "ETag", "Location"];

    public static StoredAnswer Create(HttpResponse response, byte[] body) =>
        new(
            response.StatusCode,
            KeptHeaders.Where(response.Headers.ContainsKey).ToDictionary(name => name, name => response.Headers[name].ToString()),
            body
        );

    public static StoredAnswer Read(byte[] stored) => JsonSerializer.Deserialize<StoredAnswer>(stored)!;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    public async Task ReplayAsync(HttpResponse response, CancellationToken ct)
    {
        response.StatusCode = Status;
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        response.Headers[IdempotencyMetadata.ReplayedHeader] = "true";
        await SendAsync(response, ct);
    }

    public async Task SendAsync(HttpResponse response, CancellationToken ct)
    {
        if (Body.Length > 0)
        {
            response.ContentLength = Body.Length;
            await response.Body.WriteAsync(Body, ct);
        }
    }
}
