using System.Collections.Concurrent;
using System.Net;
using Ticketing.Features.Events;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Features.Holds;

/// <param name="Checkouts">Redirect targets.</param>
/// <param name="Refused">Told that not enough is left.</param>
internal sealed record OnSaleRush(IReadOnlyCollection<string> Checkouts, int Refused, IReadOnlyCollection<string> Unexpected)
{
    public static async Task<OnSaleRush> RunAsync(SocketsHttpHandler server, Uri address, Event show, int attempts, int parallel, int seed)
    {
        using var client = new HttpClient(server, disposeHandler: false) { BaseAddress = address };
        var (checkouts, otherwise, refused) = (new ConcurrentBag<string>(), new ConcurrentBag<string>(), 0);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, attempts),
            new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = TestContext.Current.CancellationToken },
            async (attempt, cancelled) =>
            {
                using var request = Browser.PostRequest($"/events/{show.Slug}", RandomQuantities(show, new Random(seed + attempt)));
                using var response = await client.SendAsync(request, cancelled);
                var body = await response.Content.ReadAsStringAsync(cancelled);
                if (response.StatusCode == HttpStatusCode.SeeOther)
                {
                    checkouts.Add(response.Headers.Location!.OriginalString);
                }
                else if (
                    response.StatusCode == HttpStatusCode.Conflict
                    && body.Contains("Sorry, we couldn’t reserve those tickets", StringComparison.Ordinal)
                )
                {
                    Interlocked.Increment(ref refused);
                }
                else
                {
                    otherwise.Add($"{response.StatusCode}: {body[..Math.Min(body.Length, 200)]}");
                }
            }
        );
        return new OnSaleRush(checkouts, refused, otherwise);
    }

    public override string ToString() => $"{Checkouts.Count} hold tickets, {Refused} refused, {Unexpected.Count} otherwise";

    private static IEnumerable<KeyValuePair<string, string>> RandomQuantities(Event show, Random random)
    {
        var types = show.TicketTypes.Select(t => t.Id).ToArray();
        random.Shuffle(types);
        return types.Take(random.Next(1, types.Length + 1)).Select(type => KeyValuePair.Create($"Quantities[{type}]", "1"));
    }
}
