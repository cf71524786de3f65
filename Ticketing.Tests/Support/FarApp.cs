using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ticketing.Settings;

namespace Ticketing.Tests.Support;

/// <summary>An app whose connection to PostgreSQL the test can cut.</summary>
public sealed class FarApp : TicketingApp
{
    private readonly Action<IServiceCollection>? arrange;

    public FarApp(Action<IServiceCollection>? arrange = null)
        : base(DatabaseProvider.Postgres)
    {
        this.arrange = arrange;
        Line = new DatabaseLine(ConnectionString!);
        Set("ConnectionStrings:Ticketing", Line.ConnectionString);
    }

    public DatabaseLine Line { get; }

    public LogBook Log { get; } = new();

    protected override void Arrange(IServiceCollection services)
    {
        services.AddSingleton<ILoggerProvider>(Log);
        arrange?.Invoke(services);
    }

    public override async ValueTask DisposeAsync()
    {
        Line.Restart();
        await base.DisposeAsync();
        Line.Dispose();
    }
}
