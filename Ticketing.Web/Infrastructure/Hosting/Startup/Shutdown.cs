namespace Ticketing.Infrastructure.Hosting.Startup;

public static class Shutdown
{
    /// <summary>Platforms kill a program 30 seconds after they have asked it to stop.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(25);

    /// <summary>Requests, jobs and the mail in flight finish at the same time: one after the other might take too long.</summary>
    public static IServiceCollection AddShutdown(this IServiceCollection services) =>
        services.Configure<HostOptions>(host => (host.ServicesStopConcurrently, host.ShutdownTimeout) = (true, Timeout));
}
