using System.Collections.Concurrent;
using System.Data.Common;
using System.Net;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Sqlite;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

/// <summary>The page cache lets others wait for the first visitor's rendering, so it goes on if that visitor leaves.</summary>
public sealed class SharedRenderingTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/?q=nadia")]
    [InlineData("/events/{slug}")]
    [InlineData("/events/{slug}/poster.svg")]
    public async Task A_visitor_who_leaves_does_not_stop_it(string path)
    {
        await using var app = new TokenRecordingApp();
        var show = await app.PublishEventAsync();
        using var visitor = app.NewBrowser();
        app.Reads.Clear();
        (await visitor.OpenAsync(path.Replace("{slug}", show.Slug, StringComparison.Ordinal))).ExpectStatus(HttpStatusCode.OK);
        Assert.NotEmpty(app.Reads);
        Assert.All(app.Reads, Assert.False);
    }

    private sealed class TokenRecordingApp() : TicketingApp(DatabaseProvider.Sqlite)
    {
        /// <summary>For each query, whether its request can stop it.</summary>
        public ConcurrentQueue<bool> Reads { get; } = [];

        protected override void OverrideServices(IServiceCollection services) =>
            services.ConfigureDbContext<SqliteTicketingDbContext>(options => options.AddInterceptors(new Recorder(Reads)));
    }

    private sealed class Recorder(ConcurrentQueue<bool> reads) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            reads.Enqueue(cancellationToken.CanBeCanceled);
            return ValueTask.FromResult(result);
        }
    }
}
