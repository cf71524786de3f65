using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Backups.Targets.WebDav;

/// <summary>Requests in one folder of one server. Follows no redirects: they would take the password to another address.</summary>
internal sealed class WebDavClient : IDisposable
{
    private const int MaxAnswerBytes = 4 * 1024 * 1024;

    private readonly HttpClient http;
    private readonly AuthenticationHeaderValue login;
    private readonly TransferTimeouts timeouts;

    public WebDavClient(BackupWebDavOptions options, TransferTimeouts timeouts)
    {
        this.timeouts = timeouts;
        Folder = new Uri(options.Url.TrimEnd('/') + "/");
        login = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Username}:{options.Password}")));
        http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TransferTimeouts.Connect,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ActivityHeadersPropagator = null,
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
    }

    public Uri Folder { get; }

    public string Description => T["the WebDAV folder at {0}", Folder.Authority];

    public Uri GetAddress(string name) => new(Folder, name);

    public HttpRequestMessage CreateRequest(HttpMethod method, string name)
    {
        var request = new HttpRequestMessage(method, GetAddress(name));
        request.Headers.Authorization = login;
        return request;
    }

    /// <summary>For requests and answers that are short.</summary>
    /// <exception cref="BackupTargetException">The answer is neither a success nor the accepted status.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct, HttpStatusCode? accepted = null)
    {
        using var timeout = new StallTimeout(timeouts.Request, ct);
        return await SendAsync(request, HttpCompletionOption.ResponseContentRead, timeout, accepted, ct);
    }

    public async Task UploadAsync(string name, string path, IProgress<long>? copied, CancellationToken ct)
    {
        using var timeout = new StallTimeout(timeouts.Stall, ct);
        using var request = CreateRequest(HttpMethod.Put, name);
        // A refusal comes before gigabytes are sent.
        request.Headers.ExpectContinue = true;
        try
        {
            await using var file = LocalFile.OpenRead(path);
            request.Content = new UploadContent(file, Report);
            using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, timeout, accepted: null, ct);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw TransferErrors.Describe(error, Description);
        }

        void Report(long total)
        {
            timeout.Restart();
            copied?.Report(total);
        }
    }

    public async Task DownloadAsync(string name, string path, CancellationToken ct)
    {
        using var timeout = new StallTimeout(timeouts.Stall, ct);
        using var request = CreateRequest(HttpMethod.Get, name);
        using var response = await SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout, HttpStatusCode.NotFound, ct);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            throw TransferErrors.NoSuchBackup(name, Description);
        }

        try
        {
            await using var content = await response.Content.ReadAsStreamAsync(timeout.Token);
            await LocalFile.WriteAsync(path, file => LocalFile.CopyAsync(content, file, _ => timeout.Restart(), timeout.Token));
        }
        catch (Exception error)
        {
            ct.ThrowIfCancellationRequested();
            throw TransferErrors.Describe(error, Description);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        HttpCompletionOption completion,
        StallTimeout timeout,
        HttpStatusCode? accepted,
        CancellationToken ct
    )
    {
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, completion, timeout.Token);
        }
        catch (Exception error)
        {
            ct.ThrowIfCancellationRequested();
            throw TransferErrors.Describe(error, Description);
        }

        if (response.IsSuccessStatusCode || response.StatusCode == accepted)
        {
            return response;
        }

        response.Dispose();
        throw WebDavErrors.Describe(response.StatusCode, Description);
    }
}
