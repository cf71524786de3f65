using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Databases;

namespace Ticketing.Tests.Support.Apps;

/// <summary>An app whose connection to PostgreSQL the test can cut.</summary>
public sealed class ProxiedPostgresApp : TicketingApp
{
    private readonly Action<IServiceCollection>? arrange;

    public ProxiedPostgresApp(Action<IServiceCollection>? arrange = null)
        : base(DatabaseProvider.Postgres)
    {
        this.arrange = arrange;
        Proxy = new DatabaseProxy(ConnectionString!);
        Set("ConnectionStrings:Ticketing", Proxy.ConnectionString);
    }

    public DatabaseProxy Proxy { get; }

    public LogCollector Log { get; } = new();

    protected override void OverrideServices(IServiceCollection services)
    {
        services.AddSingleton<ILoggerProvider>(Log);
        arrange?.Invoke(services);
    }

    public override async ValueTask DisposeAsync()
    {
        Proxy.Restart();
        await base.DisposeAsync();
        Proxy.Dispose();
    }
}
