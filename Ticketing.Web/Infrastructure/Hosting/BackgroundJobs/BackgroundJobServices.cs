namespace Ticketing.Infrastructure.Hosting.BackgroundJobs;

public static class BackgroundJobServices
{
    public static IServiceCollection AddBackgroundJob<TJob>(this IServiceCollection services, TimeSpan interval)
        where TJob : class, IBackgroundJob => services.AddBackgroundJob<TJob>(_ => interval);

    /// <param name="getInterval">Called after each run, for an interval that may change at run time.</param>
    public static IServiceCollection AddBackgroundJob<TJob>(this IServiceCollection services, Func<IServiceProvider, TimeSpan> getInterval)
        where TJob : class, IBackgroundJob =>
        services
            .AddScoped<TJob>()
            .AddSingleton<IHostedService>(provider =>
                ActivatorUtilities.CreateInstance<BackgroundJobRunner<TJob>>(provider, () => getInterval(provider))
            );
}
