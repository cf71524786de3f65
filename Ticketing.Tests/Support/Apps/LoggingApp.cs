using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Tests.Support.Apps;

/// <summary>Collects the log.</summary>
public sealed class LoggingApp : TicketingApp
{
    public LoggingApp()
        : this(DatabaseProvider.Sqlite) { }

    // Class fixtures may have one public constructor only.
    internal LoggingApp(DatabaseProvider database)
        : base(database) { }

    public LogCollector Log { get; } = new();

    protected override void OverrideServices(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(Log);
}
