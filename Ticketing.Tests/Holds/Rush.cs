using System.Collections.Concurrent;
using System.Net;
using Ticketing.Events;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Holds;

/// <param name="Checkouts">Redirect targets.</param>
/// <param name="Refused">Told that not enough is left.</param>
internal sealed record Rush(IReadOnlyCollection<string> Checkouts, int Refused, IReadOnlyCollection<string> Otherwise)
{
    public static async Task<Rush> RunAsync(SocketsHttpHandler server, Uri address, Event show, int attempts, int parallel, int seed)
    {
        using var client = new HttpClient(server, disposeHandler: false) { BaseAddress = address };
        var (checkouts, otherwise, refused) = (new ConcurrentBag<string>(), new ConcurrentBag<string>(), 0);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, attempts),
            new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = TestContext.Current.CancellationToken },
            async (attempt, cancelled) =>
            {
                using var request = Browser.PostRequest($"/events/{show.Slug}", Wish(show, new Random(seed + attempt)));
                using var response = await client.SendAsync(request, cancelled);
                var body = await response.Content.ReadAsStringAsync(cancelled);
                if (response.StatusCode == HttpStatusCode.SeeOther)
                {
                    checkouts.Add(response.Headers.Location!.OriginalString);
                }
                else if (response.StatusCode == HttpStatusCode.Conflict && body.Contains("We could not hold these tickets", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref refused);
                }
                else
                {
                    otherwise.Add($"{response.StatusCode}: {body[..Math.Min(body.Length, 200)]}");
                }
            });
        return new Rush(checkouts, refused, otherwise);
    }

    public override string ToString() => $"{Checkouts.Count} hold tickets, {Refused} refused, {Otherwise.Count} otherwise";

    private static IEnumerable<KeyValuePair<string, string>> Wish(Event show, Random random)
    {
        var types = show.TicketTypes.Select(t => t.Id).ToArray();
        random.Shuffle(types);
        return types.Take(random.Next(1, types.Length + 1)).Select(type => KeyValuePair.Create($"Quantities[{type}]", "1"));
    }
}
