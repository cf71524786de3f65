using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Api;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Bench.Benchmarks;

/// <summary>Reads all orders page by page through the API, in this process: from routing to the JSON, without a network.</summary>
internal sealed class PagingBenchmark(BenchVenue venue)
{
    public const string Command = "paging";

    private const string Path = "/api/v1/orders";
    private const int PageSize = 100;

    /// <summary>Pages at each end that are compared.</summary>
    private const int Compared = 100;
    private const double MaxRatio = 1.5;

    private readonly RequestDelegate pipeline = venue.BuildPipeline(app =>
        app.UseRouting().UseAuthentication().UseAuthorization().UseEndpoints(routes => routes.MapApi())
    );

    /// <returns>False if the last pages cost more than the first.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var key = await UseAsync((ApiKeyAdministration keys) => CreateKeyAsync(keys, ct));
        var orders = await UseAsync((TicketingDbContext db) => db.Set<Order>().CountAsync(ct));
        try
        {
            // Compiles what the first pages would have to wait for.
            await ReadPagesAsync(key.Key, Compared, ct);
            return Report(orders, await ReadPagesAsync(key.Key, int.MaxValue, ct));
        }
        finally
        {
            await UseAsync((ApiKeyAdministration keys) => keys.RevokeAsync(key.Id, CancellationToken.None));
        }
    }

    private static async Task<ApiKeyOutcome.Created> CreateKeyAsync(ApiKeyAdministration keys, CancellationToken ct) =>
        (ApiKeyOutcome.Created)await keys.CreateAsync(new NewApiKey { Name = "Benchmark", Scopes = [ApiScopes.OrdersRead] }, ct);

    private async Task<Samples> ReadPagesAsync(string key, int maxPages, CancellationToken ct)
    {
        var samples = new Samples();
        for (string? cursor = ""; cursor is not null && samples.Milliseconds.Count < maxPages; )
        {
            ct.ThrowIfCancellationRequested();
            var began = Stopwatch.GetTimestamp();
            var body = await GetAsync(key, cursor.Length == 0 ? "" : $"&cursor={cursor}", ct);
            samples.Milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            using var page = JsonDocument.Parse(body);
            samples.Orders += page.RootElement.GetProperty("items").GetArrayLength();
            cursor = page.RootElement.GetProperty("nextCursor").GetString();
        }

        return samples;
    }

    private async Task<byte[]> GetAsync(string key, string cursor, CancellationToken ct)
    {
        await using var scope = venue.CreateScope();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = ct };
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = Path;
        context.Request.QueryString = new QueryString($"?limit={PageSize}{cursor}");
        context.Request.Headers.Authorization = $"Bearer {key}";
        context.Response.Body = body;
        await pipeline(context);
        return context.Response.StatusCode == StatusCodes.Status200OK
            ? body.ToArray()
            : throw new InvalidOperationException($"The API answered {context.Response.StatusCode}.");
    }

    private static bool Report(int orders, Samples samples)
    {
        var (first, last) = (GetMedian(samples.Milliseconds.Take(Compared)), GetMedian(samples.Milliseconds.TakeLast(Compared)));
        Console.WriteLine("| orders | pages | first 100, ms | last 100, ms | ratio | mean ms | slowest ms |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|");
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {samples.Orders:N0} of {orders:N0} | {samples.Milliseconds.Count:N0} | {first:0.00} | {last:0.00} | "
                    + $"{last / first:0.00} | {samples.Milliseconds.Average():0.00} | {samples.Milliseconds.Max():0.00} |"
            )
        );
        return samples.Orders == orders && last / first <= MaxRatio;
    }

    private static double GetMedian(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private async Task<TResult> UseAsync<TService, TResult>(Func<TService, Task<TResult>> use)
        where TService : notnull
    {
        await using var scope = venue.CreateScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private sealed class Samples
    {
        public List<double> Milliseconds { get; } = [];

        public int Orders { get; set; }
    }
}
