using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Events;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

/// <summary>Two processes serve the same venue.</summary>
public sealed class MultiProcessTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [OnPostgres]
    public async Task A_buyer_whose_requests_reach_another_process_each_time_buys_tickets()
    {
        await using var venue = new TwoProcesses(DatabaseProvider.Postgres);
        var show = await venue.First.PublishEventAsync();
        for (var startAt = 0; startAt < 2; startAt++)
        {
            using var buyer = venue.NewBrowser(startAt);
            var order = await buyer.BuyAsync(show, quantity: 2);
            Assert.Contains("Nadia Karim Quartet", order.Text, StringComparison.Ordinal);

            // One request to each process.
            (await buyer.OpenAsync(order.Path)).ExpectStatus(HttpStatusCode.OK);
            (await buyer.OpenAsync(order.Path)).ExpectStatus(HttpStatusCode.OK);
        }

        await venue.First.AssertInvariantsAsync();
    }

    [OnPostgres]
    public async Task What_a_buyer_typed_at_one_process_the_other_remembers()
    {
        await using var venue = new TwoProcesses(DatabaseProvider.Postgres);
        var show = await venue.First.PublishEventAsync();
        using var buyer = venue.NewBrowser();
        var checkout = await buyer.ChooseTicketsAsync(show, ("Standing", 1));
        venue.Advance(TimeSpan.FromHours(1));
        (await checkout.SubmitBuyerAsync(name: "Ada Lovelace")).ExpectStatus(HttpStatusCode.Gone);

        for (var turn = 0; turn < 2; turn++)
        {
            var again = (await buyer.OpenAsync($"/checkout/{await venue.Second.PlaceHoldAsync(show, "Standing", 1)}")).ExpectStatus(
                HttpStatusCode.OK
            );
            Assert.Equal("Ada Lovelace", again.Document.QuerySelector("#Name")!.GetAttribute("value"));
        }
    }

    [OnPostgres]
    public async Task Two_that_start_at_once_on_an_empty_database_make_one_key()
    {
        var empty = PostgresServer.CreateEmptyDatabase();
        try
        {
            await using var venue = new TwoProcesses(DatabaseProvider.Postgres, empty);
            venue.Start();

            var keys = await venue.First.UseAsync<TicketingDbContext, int>(db =>
                db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM data_protection_keys").SingleAsync(Ct)
            );
            Assert.Equal(1, keys);
            Assert.Equal("said by the first", Open(venue.Second, Seal(venue.First, "said by the first")));
            Assert.Equal("said by the second", Open(venue.First, Seal(venue.Second, "said by the second")));
        }
        finally
        {
            PostgresServer.DropDatabase(empty);
        }
    }

    [OnPostgres]
    public async Task Two_that_need_an_events_signing_key_at_once_make_one_and_verify_each_others_codes()
    {
        await using var venue = new TwoProcesses(DatabaseProvider.Postgres);
        venue.Start();
        for (var round = 0; round < 20; round++)
        {
            var show = await venue.First.PublishEventAsync();
            var ticket = new Ticket
            {
                Id = Guid.NewGuid(),
                OrderId = Guid.NewGuid(),
                EventId = show.Id,
                TicketTypeId = show.GetTicketTypeId("Standing"),
                Category = "Standing",
                Number = 1,
                Attendee = "Ada",
                IssuedAt = TicketingApp.Start,
            };
            var codes = await Task.WhenAll(
                Task.Run(() => SignAsync(venue.First, show, ticket), Ct),
                Task.Run(() => SignAsync(venue.Second, show, ticket), Ct)
            );

            Assert.Equal(codes[0], codes[1]);
            await venue.RunInBothAsync(async app =>
                Assert.Equal(ticket.Id, (await app.UseAsync<TicketCodeService, TicketClaims?>(t => t.VerifyAsync(codes[0], Ct)))?.TicketId)
            );
        }

        var keys = await venue.First.UseAsync<TicketingDbContext, List<Guid>>(db =>
            db.Set<TicketKey>().Select(k => k.EventId).ToListAsync(Ct)
        );
        Assert.Equal((20, 20), (keys.Count, keys.Distinct().Count()));
    }

    [OnPostgres]
    public async Task A_page_is_never_more_than_a_second_behind_what_another_process_changed()
    {
        await using var venue = new TwoProcesses(
            DatabaseProvider.Postgres,
            arrange: services => services.Configure<OutputCacheOptions>(PageCache.Configure)
        );
        var show = await venue.First.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1));
        using var visitor = venue.Second.NewBrowser();
        await OpenKeptAsync(visitor, $"/events/{show.Slug}");

        await venue.First.PlaceHoldAsync(show, "Standing", 1);
        // The cache uses the real clock.
        await Task.Delay(TimeSpan.FromSeconds(1.1), Ct);

        var page = await visitor.OpenAsync($"/events/{show.Slug}");
        Assert.Null(page.Document.QuerySelector("[name^=Quantities]:not([disabled])"));
    }

    // On a slow machine the page may expire before the second request.
    private static async Task OpenKeptAsync(Browser visitor, string path)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var page = await visitor.OpenAsync(path);
            Assert.NotNull(page.Document.QuerySelector("[name^=Quantities]:not([disabled])"));
            if (page.Headers.ContainsKey("Age"))
            {
                return;
            }
        }

        Assert.Fail($"{path} was never kept.");
    }

    private static Task<string> SignAsync(TicketingApp app, Event show, Ticket ticket) =>
        app.UseAsync<TicketCodeService, string>(async codes => (await codes.SignAsync(show, [ticket], Ct)).Single());

    private static string Seal(TicketingApp app, string text) => Protector(app).Protect(text);

    private static string Open(TicketingApp app, string text) => Protector(app).Unprotect(text);

    private static IDataProtector Protector(TicketingApp app) =>
        app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
