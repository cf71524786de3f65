using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Holds;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Promotions;

/// <summary>Tickets are given back while they are being counted for their buyer.</summary>
public sealed class CodePersonRaceTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Released_tickets_count_for_nobody(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.AddCodeAsync(show, change: c => c.MaxPerPerson = 2);
        var hold = await FindAsync(app, await app.HoldWithCodeAsync(show, "SPRING"));
        await ClaimDuringAsync(app, hold, () => app.UseAsync<TicketHolds>(holds => holds.ReleaseAsync(hold.Id, Ct)));
        Assert.Equal(0, await CountAsync(app, code));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Replaced_tickets_count_for_nobody(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.AddCodeAsync(show, change: c => c.MaxPerPerson = 2);
        var browser = Guid.NewGuid().ToString("N");
        var hold = await FindAsync(app, await app.HoldWithCodeAsync(show, "SPRING", browser: browser));
        await ClaimDuringAsync(app, hold, () => app.HoldWithCodeAsync(show, "SPRING", browser: browser));
        Assert.Equal(0, await CountAsync(app, code));
        await app.AssertInvariantsAsync();
    }

    private static Task ClaimDuringAsync(TicketingApp app, Hold hold, Func<Task> giveBack) =>
        app.UseAsync<IServiceProvider>(async services =>
        {
            var holds = services.GetRequiredService<TicketHolds>();
            var givenBack = Task.CompletedTask;
            await services
                .GetRequiredService<TicketingDbContext>()
                .WriteAsync(
                    async () =>
                    {
                        await holds.LockAsync(hold.Id, Ct);
                        Assert.Null(await holds.ClaimPersonAsync(hold, "ada@example.com", Ct));
                        givenBack = Task.Run(giveBack, Ct);
                        // Time to read the hold, and to wait for its lock.
                        await Task.Delay(TimeSpan.FromMilliseconds(400), Ct);
                        return true;
                    },
                    ct: Ct
                );
            await givenBack;
        });

    private static async Task<Hold> FindAsync(TicketingApp app, string code) =>
        (await app.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(code, Ct)))!;

    private static Task<int> CountAsync(TicketingApp app, PromoCode code) =>
        app.UseAsync<TicketingDbContext, int>(db =>
            db.Set<PromoCodePerson>().Where(person => person.PromoCodeId == code.Id).SumAsync(person => person.Tickets, Ct)
        );
}
