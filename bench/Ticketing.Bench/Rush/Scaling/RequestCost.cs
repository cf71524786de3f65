using System.Net;
using Ticketing.Bench.Rush.Serving;
using Ticketing.Features.Events;

namespace Ticketing.Bench.Rush.Scaling;

/// <summary>Processor time of the server for one request of a kind.</summary>
internal sealed class RequestCost(ServerProcess server) : IDisposable
{
    private const int Clients = 16;
    private readonly HttpMessageInvoker http = new(
        new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
        }
    );

    /// <returns>In milliseconds.</returns>
    public Task<double> MeasurePageAsync(string path, int count, CancellationToken ct)
    {
        var jars = Enumerable.Range(0, Clients).Select(_ => new CookieJar()).ToList();
        return MeasureAsync(jars, path, count, ct);
    }

    /// <summary>Of people who wait and reload.</summary>
    /// <returns>In milliseconds.</returns>
    public async Task<double> MeasureLookAsync(Event show, int count, CancellationToken ct)
    {
        var jars = new List<CookieJar>();
        for (var client = 0; client < Clients; client++)
        {
            jars.Add(await JoinAsync(show, ct));
        }

        return await MeasureAsync(jars, $"{show.GetPath()}/queue", count, ct);
    }

    public void Dispose() => http.Dispose();

    private async Task<CookieJar> JoinAsync(Event show, CancellationToken ct)
    {
        var jar = new CookieJar();
        var choice = new Dictionary<string, string> { [$"Quantities[{show.TicketTypes[0].Id}]"] = "2" };
        using var request = HtmlForm.Post(new Uri(server.Address, show.GetPath()), choice);
        using var answer = await http.SendAsync(request, ct);
        jar.Keep(answer);
        return answer.Headers.Location?.OriginalString.EndsWith("/queue", StringComparison.Ordinal) == true
            ? jar
            : throw new InvalidOperationException($"Choosing tickets answered {(int)answer.StatusCode} instead of leading to the queue.");
    }

    private async Task<double> MeasureAsync(List<CookieJar> jars, string path, int count, CancellationToken ct)
    {
        await LoadAsync(jars, path, count / 4, ct);
        var before = server.CpuTime;
        await LoadAsync(jars, path, count, ct);
        return (server.CpuTime - before).TotalMilliseconds / count;
    }

    private Task LoadAsync(List<CookieJar> jars, string path, int count, CancellationToken ct) =>
        Task.WhenAll(jars.Select(jar => LoadAsync(jar, path, count / jars.Count, ct)));

    private async Task LoadAsync(CookieJar jar, string path, int count, CancellationToken ct)
    {
        for (var i = 0; i < count; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, path));
            jar.AddTo(request);
            using var answer = await http.SendAsync(request, ct);
            await answer.Content.ReadAsByteArrayAsync(ct);
            jar.Keep(answer);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}.");
            }
        }
    }
}
