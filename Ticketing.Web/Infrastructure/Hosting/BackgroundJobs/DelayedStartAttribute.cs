namespace Ticketing.Infrastructure.Hosting.BackgroundJobs;

/// <summary>
/// Marks jobs that nobody waits for. They run for the first time a minute after the start, so that they do not slow down the first
/// visitors.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DelayedStartAttribute : Attribute
{
    public static readonly TimeSpan Delay = TimeSpan.FromMinutes(1);
}
