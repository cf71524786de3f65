using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.SecondFactor;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

public sealed class SessionCleanupTests
{
    private static int PerWeek => TestScale.Count(shortRun: 25, full: 250);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_year_of_sign_ins_and_guesses_leaves_the_tables_bounded(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("RateLimiting:Enabled", "true");
        var member = (await app.FindAccountAsync((await app.CreateStaffAsync()).Email))!;
        var most = (Sessions: 0, Attempts: 0, Devices: 0, Challenges: 0);
        for (var week = 0; week < 60; week++)
        {
            await app.UseAsync<TicketingDbContext>(db => AddWeekAsync(db, member, app.Clock.GetUtcNow()));
            await app.RunJobAsync<SessionCleanupJob>();
            var left = await app.UseAsync<TicketingDbContext, (int, int, int, int)>(CountAsync);
            most = (
                Math.Max(most.Sessions, left.Item1),
                Math.Max(most.Attempts, left.Item2),
                Math.Max(most.Devices, left.Item3),
                Math.Max(most.Challenges, left.Item4)
            );
            app.Clock.Advance(TimeSpan.FromDays(7));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{database}: at most {most}");
        Assert.Equal((5 * PerWeek, PerWeek, 58 * PerWeek, PerWeek), most);
    }

    [Theory, OnBothDatabases]
    public async Task Valid_sessions_and_the_current_counts_stay(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database)
            .Set("Retention:Sessions", "01:00:00")
            .Set("Retention:SignInAttempts", "01:00:00")
            .Set("RateLimiting:Enabled", "true");
        using var browser = await app.SignInAsStaffAsync();
        await browser.EnterPasswordAsync("nobody@blueroom.example", "wrong");
        app.Clock.Advance(TimeSpan.FromMinutes(59));
        await app.RunJobAsync<SessionCleanupJob>();
        (await browser.OpenAsync("/admin")).ExpectStatus(System.Net.HttpStatusCode.OK);
        Assert.True(await app.UseAsync<TicketingDbContext, bool>(db => db.Set<SignInAttemptCount>().AnyAsync(Ct)));
        app.Clock.Advance(TimeSpan.FromHours(2.1));
        await app.RunJobAsync<SessionCleanupJob>();
        Assert.Equal((0, 0, 1, 0), await app.UseAsync<TicketingDbContext, (int, int, int, int)>(CountAsync));
    }

    private static Task AddWeekAsync(TicketingDbContext db, AppUser member, DateTimeOffset now) =>
        db.WriteAsync(
            async () =>
            {
                for (var i = 0; i < PerWeek; i++)
                {
                    db.Add(
                        new StaffSession
                        {
                            UserId = member.Id,
                            SecurityStamp = member.SecurityStamp!,
                            Device = "Firefox on Linux",
                            Address = "192.0.2.1",
                            OpenedAt = now,
                            LastSeenAt = now,
                        }
                    );
                    db.Add(new SignInAttemptCount { Key = UnguessableCode.Create(), StartedAt = now });
                    db.Add(new UsedPasskeyChallenge { Hash = UnguessableCode.Create(), UsedAt = now });
                    db.Add(
                        new StaffDevice
                        {
                            Id = UnguessableCode.Create(),
                            UserId = member.Id,
                            FirstSeenAt = now,
                            LastSeenAt = now,
                        }
                    );
                }

                await db.SaveChangesAsync(Ct);
            },
            Ct
        );

    private static async Task<(int Sessions, int Attempts, int Devices, int Challenges)> CountAsync(TicketingDbContext db) =>
        (
            await db.Set<StaffSession>().CountAsync(Ct),
            await db.Set<SignInAttemptCount>().CountAsync(Ct),
            await db.Set<StaffDevice>().CountAsync(Ct),
            await db.Set<UsedPasskeyChallenge>().CountAsync(Ct)
        );
}
