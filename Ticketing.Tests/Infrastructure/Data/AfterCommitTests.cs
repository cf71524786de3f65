using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data;

public sealed class AfterCommitTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public Task What_counts_a_change_runs_once_it_is_committed(DatabaseProvider database) =>
        venues
            .On(database)
            .UseAsync<TicketingDbContext>(async db =>
            {
                var count = 0;
                await db.WriteAsync(
                    async () =>
                    {
                        // In a write that joins the outer one.
                        await db.WriteAsync(() => CountAsync(db, () => count++), Ct);
                        Assert.Equal(0, count);
                    },
                    Ct
                );
                Assert.Equal(1, count);

                db.AfterCommit(() => count++);
                Assert.Equal(2, count);
            });

    [Theory, OnEitherDatabase]
    public Task What_was_rolled_back_is_not_counted(DatabaseProvider database) =>
        venues
            .On(database)
            .UseAsync<TicketingDbContext>(async db =>
            {
                var count = 0;
                await db.WriteAsync(
                    async () =>
                    {
                        await CountAsync(db, () => count++);
                        return false;
                    },
                    isDone => isDone,
                    Ct
                );
                await Assert.ThrowsAsync<InvalidOperationException>(() =>
                    db.WriteAsync(
                        async () =>
                        {
                            await CountAsync(db, () => count++);
                            throw new InvalidOperationException();
                        },
                        Ct
                    )
                );
                await db.WriteAsync(() => Task.CompletedTask, Ct);
                Assert.Equal(0, count);
            });

    private static Task CountAsync(TicketingDbContext db, Action count)
    {
        db.AfterCommit(count);
        return Task.CompletedTask;
    }
}
