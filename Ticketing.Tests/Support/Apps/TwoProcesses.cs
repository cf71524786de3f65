using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Support.Apps;

/// <summary>Two processes of one venue that share only the database.</summary>
internal sealed class TwoProcesses : IAsyncDisposable
{
    /// <param name="connection">An existing database; a new one if null.</param>
    public TwoProcesses(DatabaseProvider database, string? connection = null, Action<IServiceCollection>? arrange = null)
    {
        First = new Venue(database, arrange);
        if (connection is not null)
        {
            First.Set("ConnectionStrings:Ticketing", connection);
        }

        Second = new Venue(database, arrange);
        Second.ShareDatabaseWith(First).Set("Storage:Directory", Second.StorageFolder);
    }

    public Venue First { get; }

    public Venue Second { get; }

    /// <summary>Start both before: warnings logged at startup would count.</summary>
    public async Task AssertNoWarningsAsync(Func<Task> act)
    {
        Venue[] both = [First, Second];
        var before = both.Select(venue => venue.Warnings.Count).ToArray();
        await act();
        Assert.All(both.Zip(before), pair => Assert.Empty(pair.First.Warnings.Skip(pair.Second)));
    }

    public void Start() => Parallel.Invoke(() => _ = First.Services, () => _ = Second.Services);

    public async Task RunInBothAsync(Func<Venue, Task> act)
    {
        using var start = new Barrier(2);
        var acts = new[] { First, Second }.Select(venue =>
            Task.Run(() =>
            {
                start.SignalAndWait(TestContext.Current.CancellationToken);
                return act(venue);
            })
        );
        await Task.WhenAll(acts);
    }

    /// <summary>Runs the same pass in both at once, three times.</summary>
    public async Task RunJobInBothAsync<TJob>()
        where TJob : IBackgroundJob
    {
        for (var pass = 0; pass < 3; pass++)
        {
            await RunInBothAsync(venue => venue.RunJobAsync<TJob>());
        }
    }

    public void Advance(TimeSpan time)
    {
        First.Clock.Advance(time);
        Second.Clock.Advance(time);
    }

    /// <summary>Behind a load balancer that alternates between the processes.</summary>
    public Browser NewBrowser(int startAt = 0) =>
        new(
            new RoundRobinHandler([First.Server.CreateHandler(), Second.Server.CreateHandler()], startAt),
            new Uri("https://tickets.example")
        );

    public async ValueTask DisposeAsync()
    {
        await Second.DisposeAsync();
        await First.DisposeAsync();
    }

    internal sealed class Venue(DatabaseProvider database, Action<IServiceCollection>? arrange) : TicketingApp(database)
    {
        private readonly LogCollector log = new();

        public IReadOnlyList<string> Warnings => [.. log.Lines.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Text)];

        protected override void OverrideServices(IServiceCollection services)
        {
            services.AddSingleton<ILoggerProvider>(log);
            arrange?.Invoke(services);
        }
    }

    private sealed class RoundRobinHandler(HttpMessageHandler[] servers, int next) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker[] servers = [.. servers.Select(server => new HttpMessageInvoker(server))];
        private int next = next;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            servers[next++ % servers.Length].SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            foreach (var server in servers)
            {
                server.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
