using Amazon.Runtime;
using Amazon.S3;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Backups.Targets.S3;

/// <summary>Takes nothing from the environment or the machine's AWS profile, and talks to no other address than the endpoint.</summary>
internal static class S3Client
{
    private const int MaxRetries = 2;

    public static IAmazonS3 Create(BackupS3Options options, TransferTimeouts timeouts) =>
        new AmazonS3Client(
            new BasicAWSCredentials(options.AccessKey, options.SecretKey),
            new AmazonS3Config
            {
                ServiceURL = options.Endpoint,
                AuthenticationRegion = options.Region,
                ForcePathStyle = true,
                // "Auto" would ask the metadata service of the machine.
                DefaultConfigurationMode = DefaultConfigurationMode.Standard,
                IgnoreConfiguredEndpointUrls = true,
                UseDualstackEndpoint = false,
                UseFIPSEndpoint = false,
                UseAccelerateEndpoint = false,
                AccountIdEndpointMode = AccountIdEndpointMode.DISABLED,
                DisableS3ExpressSessionAuth = true,
                // Not every provider knows the newer checksums. Each part is signed, and a backup has checksums of its own.
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
                ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
                RetryMode = RequestRetryMode.Standard,
                MaxErrorRetry = MaxRetries,
                Timeout = timeouts.Stall,
                HttpClientFactory = new EndpointOnlyFactory(new Uri(options.Endpoint), timeouts.Stall),
            }
        );

    private sealed class EndpointOnlyFactory(Uri endpoint, TimeSpan timeout) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig)
        {
            var sockets = new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TransferTimeouts.Connect,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ActivityHeadersPropagator = null,
            };
            return new HttpClient(new EndpointOnlyHandler(endpoint, sockets)) { Timeout = timeout };
        }

        public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }

    /// <summary>The library would follow a redirect by itself.</summary>
    private sealed class EndpointOnlyHandler(Uri endpoint, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri?.GetLeftPart(UriPartial.Authority) != endpoint.GetLeftPart(UriPartial.Authority))
            {
                throw Redirected();
            }

            var response = await base.SendAsync(request, cancellationToken);
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is not null)
            {
                response.Dispose();
                throw Redirected();
            }

            return response;
        }

        private BackupTargetException Redirected() =>
            new(
                $"{endpoint.Authority} redirects to another address: check the address and the region "
                    + "(Backup:S3:Endpoint, Backup:S3:Region).",
                null
            );
    }
}
