using System.Net;
using Ticketing.Bench.Rush.Serving;

namespace Ticketing.Bench.Rush.Viewing;

/// <param name="Encoding">Of the answers; empty if they are not compressed.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="LimitP99">Milliseconds.</param>
internal sealed record PageComparison(string Encoding, double PerSecond, double P99, double LimitPerSecond, double LimitP99)
{
    private const int Rounds = 3;

    /// <summary>Measures the page and bare Kestrel in turn, since other programs may slow down either of them.</summary>
    /// <param name="inspect">Called with some of the page's answers.</param>
    public static async Task<PageComparison> MeasureAsync(
        string label,
        Uri page,
        string acceptEncoding,
        CancellationToken ct,
        InspectAnswer? inspect = null
    )
    {
        using var answer = await GetAsync(page, acceptEncoding, ct);
        var body = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(body, await answer.Content.ReadAsByteArrayAsync(ct), ct);
            var encoding = string.Join(", ", answer.Content.Headers.ContentEncoding);
            await using var bare = await BareServer.StartAsync(body, $"{answer.Content.Headers.ContentType}", encoding, ct);
            await PageLoad.RunAsync(page, acceptEncoding, null, ct);
            var (app, limit) = (new List<PageRun>(), new List<PageRun>());
            for (var round = 0; round < Rounds; round++)
            {
                limit.Add(await PageLoad.RunAsync(bare.Address, acceptEncoding, null, ct));
                app.Add(await PageLoad.RunAsync(page, acceptEncoding, inspect, ct));
                Note.Write($"{label}: {app[^1].PerSecond:N0}/s, bare {limit[^1].PerSecond:N0}/s, {new FileInfo(body).Length:N0} bytes");
            }

            return new PageComparison(
                encoding,
                GetMedian(app, run => run.PerSecond),
                GetMedian(app, run => run.P99),
                GetMedian(limit, run => run.PerSecond),
                GetMedian(limit, run => run.P99)
            );
        }
        finally
        {
            File.Delete(body);
        }
    }

    private static double GetMedian(List<PageRun> runs, Func<PageRun, double> figure) => runs.Select(figure).Order().ElementAt(Rounds / 2);

    private static async Task<HttpResponseMessage> GetAsync(Uri page, string acceptEncoding, CancellationToken ct)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        if (acceptEncoding.Length > 0)
        {
            request.Headers.Add("Accept-Encoding", acceptEncoding);
        }

        var answer = await client.SendAsync(request, ct);
        return answer.EnsureSuccessStatusCode();
    }
}
