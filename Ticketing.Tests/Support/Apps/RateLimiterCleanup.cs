using System.Reflection;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Ticketing.Tests.Support.Apps;

/// <summary>
/// Disposes rate limiters when their host ends. The rate limiting middleware never does, and a limiter's timer keeps the whole host in
/// memory. That does not matter for one program, but the tests start hundreds of hosts.
/// </summary>
internal sealed class RateLimiterCleanup : IStartupFilter
{
    private readonly List<PartitionedRateLimiter<HttpContext>> limiters = [];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(pipeline =>
            {
                FindLimiters(pipeline.Target);
                Assert.NotEmpty(limiters);
                return pipeline;
            });
            next(app);
        };

    public void Stop()
    {
        foreach (var limiter in limiters)
        {
            limiter.Dispose();
        }

        limiters.Clear();
    }

    // Each middleware keeps the next one in a field, possibly of a base class. One that takes services is wrapped.
    private void FindLimiters(object? step)
    {
        for (var type = step?.GetType(); type is not null; type = type.BaseType)
        {
            foreach (
                var field in type.GetFields(
                    BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly
                )
            )
            {
                switch (field.GetValue(step))
                {
                    case PartitionedRateLimiter<HttpContext> limiter:
                        limiters.Add(limiter);
                        break;
                    case RequestDelegate next:
                        FindLimiters(next.Target);
                        break;
                    case { } wrapped when field.Name == "instance":
                        FindLimiters(wrapped);
                        break;
                }
            }
        }
    }
}
