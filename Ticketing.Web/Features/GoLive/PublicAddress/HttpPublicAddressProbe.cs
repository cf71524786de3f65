using System.Buffers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Ticketing.Features.GoLive.PublicAddress;

internal sealed class HttpPublicAddressProbe(TimeProvider clock) : IPublicAddressProbe
{
    /// <summary>Less than the time limit of a check, so that the reason is known.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);

    private const int MaxBodyBytes = 4 * 1024;
    private const int MaxHeaderKilobytes = 16;

    public async Task<ProbeOutcome> GetAsync(Uri address, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        var certificate = new SeenCertificate();
        try
        {
            // A handler of its own: a connection that is kept would show no certificate.
            using var client = new HttpClient(CreateHandler(certificate));
            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await ReadAsync(address, response, certificate, either.Token);
        }
        catch (HttpRequestException error)
        {
            return Describe(error, address, certificate);
        }
        catch (IOException)
        {
            return new ProbeOutcome.Unreachable(T["the connection broke."]);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new ProbeOutcome.Unreachable(T["{0} did not answer in time.", address.Host]);
        }
    }

    private static SocketsHttpHandler CreateHandler(SeenCertificate certificate) =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            ActivityHeadersPropagator = null,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, shown, chain, errors) => certificate.Accept(shown, chain, errors),
            },
        };

    private static async Task<ProbeOutcome> ReadAsync(
        Uri address,
        HttpResponseMessage response,
        SeenCertificate certificate,
        CancellationToken ct
    ) =>
        new ProbeOutcome.Answered
        {
            Status = (int)response.StatusCode,
            Body = await ReadBodyAsync(response, ct),
            RedirectTo = response.Headers.Location is { } target ? new Uri(address, target).GetLeftPart(UriPartial.Authority) : null,
            HasHsts = response.Headers.Contains("Strict-Transport-Security"),
            Date = response.Headers.Date,
            CertificateEndsAt = certificate.EndsAt,
        };

    private static async Task<string> ReadBodyAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var buffer = ArrayPool<byte>.Shared.Rent(MaxBodyBytes);
        try
        {
            var read = await body.ReadAtLeastAsync(buffer.AsMemory(0, MaxBodyBytes), MaxBodyBytes, throwOnEndOfStream: false, ct);
            return Encoding.UTF8.GetString(buffer, 0, read);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ProbeOutcome Describe(HttpRequestException error, Uri address, SeenCertificate certificate) =>
        error.HttpRequestError switch
        {
            _ when certificate.Problem is { } problem => new ProbeOutcome.Unsafe(problem),
            HttpRequestError.SecureConnectionError => new ProbeOutcome.Unsafe(T["It does not speak TLS there."]),
            HttpRequestError.NameResolutionError => new ProbeOutcome.Unreachable(T["this machine does not find {0} in DNS.", address.Host]),
            HttpRequestError.ConnectionError => new ProbeOutcome.Unreachable(T["{0} takes no connection from this machine.", address.Host]),
            _ => new ProbeOutcome.Unreachable(T["{0} gave no proper answer.", address.Host]),
        };

    private sealed class SeenCertificate
    {
        public DateTimeOffset? EndsAt { get; private set; }

        public string? Problem { get; private set; }

        public bool Accept(X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
        {
            EndsAt = shown is X509Certificate2 certificate ? certificate.NotAfter.ToUniversalTime() : null;
            Problem = Describe(chain, errors);
            return errors == SslPolicyErrors.None;
        }

        private static string? Describe(X509Chain? chain, SslPolicyErrors errors) =>
            errors == SslPolicyErrors.None ? null
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) ? T["It shows no certificate."]
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? T["Its certificate is for another name."]
            : HasStatus(chain, X509ChainStatusFlags.NotTimeValid) ? T["Its certificate has expired, or is not valid yet."]
            : HasStatus(chain, X509ChainStatusFlags.Revoked) ? T["Its certificate was revoked."]
            : T["Its certificate is not from an authority that this machine trusts, or the proxy leaves out an intermediate certificate."];

        private static bool HasStatus(X509Chain? chain, X509ChainStatusFlags flag) =>
            chain?.ChainStatus.Any(status => status.Status.HasFlag(flag)) == true;
    }
}
