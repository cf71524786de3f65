using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Events;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Rescheduling;

/// <summary>
/// Runs kill -9 on the real process, in turn while it changes the date of an event with sold tickets and while it emails the buyers.
/// </summary>
public sealed class RescheduleKillTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const int Seed = 20261130;

    private readonly Random random = new(Seed);
    private readonly List<int> killed = [];
    private readonly List<bool> changed = [];
    private readonly FakeSmtpServer smtp = new() { Pause = TimeSpan.FromMilliseconds(20) };

    /// <summary>Kills are spread over it. Follows the time that a change takes on this machine.</summary>
    private TimeSpan window = TimeSpan.FromMilliseconds(200);

    private TicketingApp app = null!;
    private Event show = null!;
    private string key = "";
    private int orders;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_killed_change_is_saved_with_all_its_emails_or_not_at_all_and_each_buyer_is_told(DatabaseProvider database)
    {
        var kills = TestScale.Count(shortRun: 2, full: 40);
        app = new TicketingApp(database);
        await SellAsync(TestScale.Count(shortRun: 6, full: 30));
        using var program = new KillableProgram(app, [("Notifications__PollInterval", "00:00:00.1"), .. smtp.ProgramSettings]);
        for (var kill = 0; kill < kills; kill++)
        {
            await program.StartAsync(Ct);
            await (kill % 2 == 0 ? KillWhileChangingAsync(program) : KillWhileTellingAsync(program));
            await AssertAllOrNothingAsync();
        }

        await program.StartAsync(Ct);
        await SettledAsync();
        await AssertToldAsync(kills);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await smtp.DisposeAsync();
    }

    private async Task SellAsync(int count)
    {
        // Sales move the clock; the program's changes come after them.
        app.Clock.AdjustTime(TimeProvider.System.GetUtcNow().AddDays(-1));
        show = await app.PublishShowAsync();
        for (orders = 0; orders < count; orders++)
        {
            await app.BuyAsync(show, "Standing", 1, $"buyer{orders}@example.com");
        }

        await app.UseAsync<TicketingDbContext>(db => db.WriteAsync(() => db.Set<Notification>().ExecuteDeleteAsync(Ct), ct: Ct));
        key = (await app.CreateApiKeyAsync([ApiScopes.EventsWrite])).Key;
    }

    private async Task KillWhileChangingAsync(KillableProgram program)
    {
        var before = await app.GetEventAsync(show);
        var changing = TryMoveAsync(program, before);
        await Task.Delay(window * random.NextDouble(), Ct);
        await KillAsync(program);
        var answer = await changing;
        changed.Add((await app.GetEventAsync(show)).StartsAt != before.StartsAt);
        Assert.True(answer is null || (answer == HttpStatusCode.OK && changed[^1]), $"It answered {answer}.");
        window *= changed[^1] ? 0.8 : 1.3;
    }

    private async Task KillWhileTellingAsync(KillableProgram program)
    {
        Assert.Equal(HttpStatusCode.OK, await TryMoveAsync(program, await app.GetEventAsync(show)));
        changed.Add(true);
        var before = smtp.Received.Count;
        var more = random.Next(1, orders);
        for (var waited = 0; smtp.Received.Count < before + more && await CountWaitingAsync() > 0; waited++)
        {
            Assert.True(waited < 6_000, "No mail arrives.");
            await Task.Delay(5, Ct);
        }

        await Task.Delay(random.Next(0, 60), Ct);
        await KillAsync(program);
    }

    /// <returns>Null without an answer.</returns>
    private async Task<HttpStatusCode?> TryMoveAsync(KillableProgram program, Event before)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(program.Address, $"/api/v1/admin/events/{show.Id}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{before.Version}\"");
        request.Content = JsonContent.Create(
            new JsonObject
            {
                ["title"] = before.Title,
                ["slug"] = before.Slug,
                ["location"] = before.Location,
                ["timeZone"] = before.TimeZone,
                ["startsAt"] = before.StartsAt.AddDays(1),
                ["tellBuyers"] = true,
            }
        );
        try
        {
            using var response = await http.SendAsync(request, Ct);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task KillAsync(KillableProgram program)
    {
        killed.Add(program.ProcessId);
        await program.KillAsync();

        // Statements of a killed process may still be executed after its death.
        for (var waited = 0; await app.UseAsync<TicketingDbContext, bool>(IsBusyAsync); waited++)
        {
            Assert.True(waited < 1_000, "PostgreSQL still works for the killed process.");
            await Task.Delay(20, Ct);
        }

        await app.ExpireMailLeasesAsync(killed);
    }

    private async Task<bool> IsBusyAsync(TicketingDbContext db) =>
        app.Database == DatabaseProvider.Postgres
        && await db
            .Database.SqlQueryRaw<int>(
                "SELECT pid AS \"Value\" FROM pg_stat_activity "
                    + "WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()"
            )
            .AnyAsync(Ct);

    private async Task AssertAllOrNothingAsync()
    {
        var saved = changed.Count(isSaved => isSaved);
        Assert.Equal(show.StartsAt.AddDays(saved), (await app.GetEventAsync(show)).StartsAt);
        Assert.Equal(saved, (await GetChangesAsync()).Count);
        var notices = await app.GetNoticesAsync(show);
        Assert.Equal(saved, notices.Select(mail => TellTicketHolders.ParseChangeId(mail.DedupeKey)).Distinct().Count());
        Assert.Equal(saved * orders, notices.Count);
        Assert.Equal(
            Enumerable.Range(0, 2 * saved).Select(entry => entry % 2 == 0 ? "event.edited" : "event.buyers-told"),
            (await app.GetAuditEntriesAsync(show.Id)).Select(entry => entry.Action)
        );
    }

    // Simulates the passing of time: a message that a killed process was sending is not tried again at once.
    private async Task SettledAsync()
    {
        for (var waited = 0; await CountWaitingAsync() > 0; waited++)
        {
            Assert.True(waited < 240, "Emails still wait after two minutes.");
            await app.ExpireMailLeasesAsync(killed);
            await app.UseAsync<TicketingDbContext>(db =>
                db.WriteAsync(
                    () =>
                        db.Set<Notification>()
                            .Where(n => n.Status == NotificationStatus.Pending)
                            .ExecuteUpdateAsync(set => set.SetProperty(n => n.DueAt, DateTimeOffset.UnixEpoch), Ct),
                    ct: Ct
                )
            );
            await Task.Delay(500, Ct);
        }
    }

    private async Task AssertToldAsync(int kills)
    {
        var notices = await app.GetNoticesAsync(show);
        var last = (await GetChangesAsync()).MaxBy(change => change.MadeAt)!;
        var current = notices.Where(mail => TellTicketHolders.ParseChangeId(mail.DedupeKey) == last.Id).ToList();
        Assert.Equal(orders, current.Count);
        Assert.All(current, mail => Assert.Equal(NotificationStatus.Sent, mail.Status));

        var received = smtp.Received.Select(mail => (mail.Recipient, mail.Message)).ToList();
        var byBuyer = received.ToLookup(mail => mail.Recipient);
        Assert.Equal(orders, byBuyer.Count);
        var now = await app.GetEventAsync(show);
        Assert.All(byBuyer, mails => AssertTells(mails.Last().Message, now));

        // Only the mail that a process was sending when it was killed may repeat.
        var arrived = received.CountBy(mail => mail.Message.MessageId!).ToDictionary();
        var repeats = received.Count - arrived.Count;
        Assert.InRange(repeats, 0, kills);
        Assert.All(
            notices.Where(mail => mail.Status == NotificationStatus.Sent),
            mail => Assert.InRange(arrived[mail.MessageId!], 1, mail.Attempts)
        );
        output.WriteLine(
            $"{kills} kills, seed {Seed}: {changed.Count(saved => saved)} of {changed.Count} changes saved, "
                + $"{received.Count} mails to {orders} buyers, {repeats} of them repeated"
        );
    }

    private static void AssertTells(MimeKit.MimeMessage mail, Event now)
    {
        var start = TimeZoneInfo.ConvertTime(now.StartsAt, TimeZoneInfo.FindSystemTimeZoneById(now.TimeZone));
        Assert.StartsWith("New date for", mail.Subject, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"{start:d MMMM yyyy}"), mail.TextBody, StringComparison.Ordinal);
        var calendar = mail.Attachments.OfType<MimeKit.MimePart>().Single(part => part.FileName == $"{now.Slug}.ics");
        using var content = new MemoryStream();
        calendar.Content!.DecodeTo(content, Ct);
        Assert.Contains(
            FormattableString.Invariant($"{start:yyyyMMdd'T'HHmmss}"),
            System.Text.Encoding.UTF8.GetString(content.ToArray()),
            StringComparison.Ordinal
        );
    }

    private Task<int> CountWaitingAsync() =>
        app.UseAsync<TicketingDbContext, int>(db =>
            db.Set<Notification>().CountAsync(n => n.Status == NotificationStatus.Pending || n.Status == NotificationStatus.Sending, Ct)
        );

    private Task<List<ScheduleChange>> GetChangesAsync() =>
        app.UseAsync<TicketingDbContext, List<ScheduleChange>>(db => db.Set<ScheduleChange>().AsNoTracking().ToListAsync(Ct));
}
