using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Features.Settings;
using Ticketing.Tests.Features.WaitingRoom;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Deployment.Replicas;

/// <summary>Whichever of three processes behind nginx answers, it says the same.</summary>
public sealed class ReplicaAgreementTests(ReplicaFixture venue, ITestOutputHelper output) : IClassFixture<ReplicaFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [OnPostgres]
    public async Task Pages_and_settings_follow_what_another_process_changed()
    {
        var show = await venue.PublishAsync(capacity: 1);
        using var visitor = venue.Replicas.NewBrowser(client: 2);
        await ReplicaFixture.WaitUntilAllAgreeAsync(visitor, $"/events/{show.Slug}", HasTickets);
        using var buyer = venue.Replicas.NewBrowser(client: 3);
        await buyer.ChooseTicketsAsync(show, ("Standing", 1));
        Report("the last ticket", await ReplicaFixture.WaitUntilAllAgreeAsync(visitor, $"/events/{show.Slug}", page => !HasTickets(page)));

        await venue.SuperAdmin.SaveAsync("venue", ("VenueName", "The Green Room"));
        Report("the venue's name", await ReplicaFixture.WaitUntilAllAgreeAsync(visitor, "/", page => page.Text.Contains("The Green Room")));

        static bool HasTickets(BrowserPage page) => page.Document.QuerySelector("[name^=Quantities]:not([disabled])") is not null;
    }

    [OnPostgres]
    public async Task A_session_is_everywhere_and_ends_everywhere()
    {
        using var member = await venue.SignInAsync(Roles.Admin);
        await ReplicaFixture.WaitUntilAllAgreeAsync(member, "/admin", page => page.Path == "/admin" && page.Status == HttpStatusCode.OK);
        using var thief = venue.Replicas.NewBrowser(client: 4);
        thief.Jar.CopyFrom(member.Jar);
        await (await member.OpenAsync("/admin")).SubmitAsync("form[action='/admin/sign-out']");
        Report(
            "the end of a session",
            await ReplicaFixture.WaitUntilAllAgreeAsync(
                thief,
                "/admin",
                page => page.Path.StartsWith("/admin/login", StringComparison.Ordinal)
            )
        );
    }

    [OnPostgres]
    public async Task An_address_holds_no_more_than_at_one_process()
    {
        const int budget = 10;
        var show = await venue.PublishAsync(capacity: 100);
        var browsers = Enumerable.Range(0, 24).Select(_ => venue.Replicas.NewBrowser(client: 5)).ToList();
        var pages = await Task.WhenAll(browsers.Select(browser => browser.ChooseTicketsAsync(show, ("Standing", 1))));
        browsers.ForEach(browser => browser.Dispose());
        Assert.Equal(budget, pages.Count(page => page.IsAtCheckout()));
        Assert.Equal(
            budget,
            await venue.App.UseAsync<TicketingDbContext, int>(db =>
                db.Set<Hold>().Where(h => h.EventId == show.Id).SelectMany(h => h.Lines).SumAsync(line => line.Quantity, Ct)
            )
        );
    }

    [OnPostgres]
    public async Task A_queue_is_one_and_lets_everybody_in_no_faster_than_one_process()
    {
        var show = await venue.PublishAsync(capacity: 100);
        // Paused until all have come: the first would not wait for the others.
        await PostAsync("SwitchOn");
        await PostAsync("Pause");
        using var visitor = venue.Replicas.NewBrowser(client: 6);
        var queue = $"/events/{show.Slug}/queue";
        Report("the new queue", await ReplicaFixture.WaitUntilAllAgreeAsync(visitor, queue, page => page.Path == queue));
        var buyers = Enumerable.Range(10, 8).Select(client => venue.Replicas.NewBrowser(client)).ToList();
        foreach (var buyer in buyers)
        {
            await buyer.JoinAsync(show);
        }

        var began = TimeProvider.System.GetTimestamp();
        await PostAsync("Resume");
        var admitted = await LetInAsync(show, buyers);
        var took = TimeProvider.System.GetElapsedTime(began);
        Report("eight buyers at two a second", took);
        buyers.ForEach(buyer => buyer.Dispose());
        // A replica learns of a turn within a second, so neighbours may be seen in another order.
        Assert.Equal(Enumerable.Range(0, buyers.Count), admitted.Order());
        Assert.True(took > TimeSpan.FromSeconds(1.5), $"{took}");

        async Task PostAsync(string handler)
        {
            var page = $"/admin/events/{show.Id}/waiting-room";
            var form = $"form[action='{page}?handler={handler}']";
            await ReplicaFixture.WaitUntilAllAgreeAsync(venue.SuperAdmin, page, shown => shown.Document.QuerySelector(form) is not null);
            (await (await venue.SuperAdmin.OpenAsync(page)).SubmitAsync(form)).ExpectStatus(HttpStatusCode.OK);
        }
    }

    /// <returns>Who has come to the checkout, in this order.</returns>
    private static async Task<List<int>> LetInAsync(Event show, List<Browser> buyers)
    {
        var admitted = new List<int>();
        for (var looks = 0; admitted.Count < buyers.Count && looks < 600; looks++)
        {
            // The last first, so that nobody is admitted early because of the order in which we look.
            var came = new List<int>();
            for (var buyer = buyers.Count - 1; buyer >= 0; buyer--)
            {
                if (!admitted.Contains(buyer) && (await buyers[buyer].RefreshAsync(show)).IsAtCheckout())
                {
                    came.Add(buyer);
                }
            }

            admitted.AddRange(came.Order());
            await Task.Delay(50, Ct);
        }

        return admitted;
    }

    private void Report(string change, TimeSpan took) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{change}: {took.TotalSeconds:0.00} s until all three agreed"));
}
