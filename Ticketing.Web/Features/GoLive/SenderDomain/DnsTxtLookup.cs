using System.Net;
using DnsClient;

namespace Ticketing.Features.GoLive.SenderDomain;

/// <summary>Asks the name servers of this machine.</summary>
internal sealed class DnsTxtLookup : ITxtLookup
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    // Created on first use: it reads the machine's network settings.
    private readonly Lazy<LookupClient> client;

    public DnsTxtLookup() => client = new Lazy<LookupClient>(() => Create(new LookupClientOptions()));

    internal DnsTxtLookup(IPEndPoint server) => client = new Lazy<LookupClient>(() => Create(new LookupClientOptions(server)));

    public async Task<IReadOnlyList<string>?> FindAsync(string name, CancellationToken ct)
    {
        try
        {
            var response = await client.Value.QueryAsync(name, QueryType.TXT, cancellationToken: ct);
            return response.Header.ResponseCode is DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain
                ? [.. response.Answers.TxtRecords().Select(record => string.Concat(record.Text))]
                : null;
        }
        catch (Exception error) when (error is DnsResponseException or ArgumentOutOfRangeException)
        {
            // No name server is known, or none answers.
            return null;
        }
    }

    private static LookupClient Create(LookupClientOptions options)
    {
        (options.Timeout, options.Retries, options.UseCache) = (Timeout, 1, false);
        return new LookupClient(options);
    }
}
