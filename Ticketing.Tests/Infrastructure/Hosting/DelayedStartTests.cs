using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed class DelayedStartTests
{
    private static readonly TimeSpan MinRareInterval = TimeSpan.FromMinutes(10);

    public static TheoryData<Type> RareJobs =>
        [.. typeof(IBackgroundJob).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IBackgroundJob)) && IsRare(t))];

    [Fact]
    public async Task Jobs_that_nobody_waits_for_run_a_minute_after_the_start()
    {
        await using var app = new AppWithJobs();
        using var prompt = Create<PromptJob>(app);
        using var late = Create<LateJob>(app);
        await Task.WhenAll(prompt.StartAsync(Ct), late.StartAsync(Ct));

        await app.AdvanceUntilRunAsync<PromptJob>();
        while (app.Clock.GetUtcNow() < TicketingApp.Start + DelayedStartAttribute.Delay - TimeSpan.FromSeconds(1))
        {
            await app.AdvanceAsync();
            Assert.DoesNotContain(typeof(LateJob), app.Runs);
        }

        await app.AdvanceUntilRunAsync<LateJob>();
        await Task.WhenAll(prompt.StopAsync(Ct), late.StopAsync(Ct));
    }

    [Theory]
    [MemberData(nameof(RareJobs))]
    public void Jobs_that_run_seldom_start_late(Type job) => Assert.True(Attribute.IsDefined(job, typeof(DelayedStartAttribute)));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static bool IsRare(Type job) => job.GetProperty("Interval")?.GetValue(null) is TimeSpan interval && interval >= MinRareInterval;

    private static BackgroundJobRunner<TJob> Create<TJob>(TicketingApp app)
        where TJob : IBackgroundJob =>
        ActivatorUtilities.CreateInstance<BackgroundJobRunner<TJob>>(app.Services, () => TimeSpan.FromSeconds(5));

    private class PromptJob(AppWithJobs app) : IBackgroundJob
    {
        public Task<JobResult> RunOnceAsync(CancellationToken ct)
        {
            app.Runs.Enqueue(GetType());
            return Task.FromResult(JobResult.Done);
        }
    }

    [DelayedStart]
    private sealed class LateJob(AppWithJobs app) : PromptJob(app);

    private sealed class AppWithJobs : TicketingApp
    {
        public System.Collections.Concurrent.ConcurrentQueue<Type> Runs { get; } = new();

        public async Task AdvanceAsync()
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, Ct);
        }

        public async Task AdvanceUntilRunAsync<TJob>()
        {
            while (!Runs.Contains(typeof(TJob)))
            {
                await AdvanceAsync();
            }
        }

        protected override void OverrideServices(IServiceCollection services) =>
            services.AddSingleton(this).AddScoped<PromptJob>().AddScoped<LateJob>();
    }
}
