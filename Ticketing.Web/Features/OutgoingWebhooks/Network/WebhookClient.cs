using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.OutgoingWebhooks.Network;

/// <param name="Signatures">The value of the header webhook-signature.</param>
internal sealed record WebhookRequest(Uri Url, string MessageId, DateTimeOffset Timestamp, string Payload, string Signatures);

/// <param name="Status">Null if there was no answer.</param>
/// <param name="Body">Its beginning, as text.</param>
/// <param name="Problem">A sentence for staff; null if the endpoint accepted the message.</param>
internal sealed record WebhookAnswer(int? Status, string Body, TimeSpan Duration, string? Problem)
{
    /// <summary>The pause that the endpoint asks for; null if it asks for none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool IsAccepted => Problem is null;

    public bool IsGone => Status == StatusCodes.Status410Gone;

    /// <summary>Other messages would fare no better now.</summary>
    public bool IsEndpointDown =>
        Status
            is null
                or StatusCodes.Status429TooManyRequests
                or StatusCodes.Status502BadGateway
                or StatusCodes.Status503ServiceUnavailable
                or StatusCodes.Status504GatewayTimeout;
}

/// <summary>Each request has a connection of its own, so that each is to an address that has just been checked.</summary>
internal sealed class WebhookClient(WebhookConnector connector, TimeProvider clock) : IDisposable
{
    /// <summary>From the lookup of the host to the header of the answer.</summary>
    internal static readonly TimeSpan MaxAnswerTime = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan MaxBodyTime = TimeSpan.FromSeconds(5);
    private const int MaxBodyBytes = 4 * 1024;
    private const int MaxHeaderKilobytes = 16;

    private readonly HttpClient http = new(
        new SocketsHttpHandler
        {
            ConnectCallback = connector.ConnectAsync,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.Zero,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            ActivityHeadersPropagator = null,
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<WebhookAnswer> SendAsync(WebhookRequest message, CancellationToken ct)
    {
        var startedAt = clock.GetTimestamp();
        using var timeout = new CancellationTokenSource(MaxAnswerTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            using var request = CreateRequest(message);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var duration = clock.GetElapsedTime(startedAt);
            var status = (int)response.StatusCode;
            var body = await ReadBodyAsync(response, ct);
            return new WebhookAnswer(status, body, duration, DescribeRefusal(status)) { RetryAfter = FindPause(response) };
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Unanswered(string.Create(CultureInfo.InvariantCulture, $"No answer within {MaxAnswerTime.TotalSeconds} seconds."));
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException)
        {
            return Unanswered(Describe(error, message.Url));
        }

        WebhookAnswer Unanswered(string problem) => new(null, "", clock.GetElapsedTime(startedAt), problem);
    }

    private static HttpRequestMessage CreateRequest(WebhookRequest message)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(message.Payload));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, message.Url) { Content = content };
        request.Headers.Add("webhook-id", message.MessageId);
        request.Headers.Add("webhook-timestamp", message.Timestamp.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", message.Signatures);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Ticketing-Webhooks", ProductVersion.Current));
        return request;
    }

    private TimeSpan? FindPause(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - clock.GetUtcNow() : null;

    private static string? DescribeRefusal(int status) =>
        status switch
        {
            >= 200 and < 300 => null,
            >= 300 and < 400 => string.Create(CultureInfo.InvariantCulture, $"It answered {status}. Redirects are not followed."),
            _ => string.Create(CultureInfo.InvariantCulture, $"It answered {status}."),
        };

    // The status has been read and counts, however slowly the body comes.
    private async Task<string> ReadBodyAsync(HttpResponseMessage response, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(MaxBodyTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        var buffer = new byte[MaxBodyBytes];
        var length = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            int read;
            while ((read = await body.ReadAsync(buffer.AsMemory(length), either.Token)) > 0)
            {
                length += read;
            }
        }
        catch (Exception error)
            when (error is IOException or HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            // What has come so far is shown.
        }

        return ColumnText.Truncate(InputText.MultiLine(Encoding.UTF8.GetString(buffer, 0, length)), WebhookDelivery.MaxResponseLength);
    }

    private static string Describe(Exception error, Uri url) =>
        error switch
        {
            { InnerException: AddressRefusedException refused } => refused.Message,
            AddressRefusedException refused => refused.Message,
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => $"{url.Host} was not found.",
            {
                InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }
            } => $"{url.Host} was not found.",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                "No secure connection: its certificate is not valid, or it does not speak TLS.",
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => $"{url.Host} accepts no connection.",
            _ => "It gave no proper answer.",
        };

    public void Dispose() => http.Dispose();
}
