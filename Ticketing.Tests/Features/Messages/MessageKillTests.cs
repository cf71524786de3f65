using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Messages;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Messages;

/// <summary>Runs kill -9 on two real processes at random while they send a message to many buyers, and restarts them.</summary>
public sealed class MessageKillTests(ITestOutputHelper output)
{
    private const int Seed = 20261130;

    private readonly Random random = new(Seed);
    private readonly List<int> killed = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [OnPostgres]
    public async Task Two_killed_processes_send_each_buyer_the_message_once()
    {
        var (buyers, kills) = (TestScale.Count(shortRun: 120, full: 2_000), TestScale.Count(shortRun: 1, full: 40));
        await using var smtp = new FakeSmtpServer();
        await using var venue = new TicketingApp(DatabaseProvider.Postgres);
        venue.Clock.AdjustTime(TimeProvider.System.GetUtcNow());
        var show = await venue.PublishEventAsync(new TicketTypeDraft("Standing", 1400, buyers));
        for (var i = 0; i < buyers; i++)
        {
            await venue.GiveAsync(show, $"guest{i}@example.com");
        }

        await venue.MarkMailSentAsync();
        (string, string)[] settings = [.. smtp.ProgramSettings, ("Notifications__PollInterval", "00:00:00.2")];
        var programs = Enumerable.Range(0, 2).Select(_ => RestartedProgram.Start(new KillableProgram(venue, settings), Ct)).ToList();
        EventMessage message;
        try
        {
            await Task.WhenAll(programs.Select(program => program.Started));
            message = await venue.ScheduleAsync(show);
            await KillAsync(programs, smtp, kills, buyers);
            await SentAsync(venue, message);
        }
        finally
        {
            await Task.WhenAll(programs.Select(program => program.EndAsync()));
        }

        var mails = await venue.GetMailsAsync(message);
        Assert.Equal(buyers, mails.Select(mail => mail.Recipient).Distinct().Count());
        Assert.Equal(buyers, mails.Count);
        var arrived = smtp.Received.CountBy(mail => mail.Message.MessageId!).ToDictionary();
        Assert.Equal(mails.Select(mail => mail.MessageId!).Order(), arrived.Keys.Order());

        // Only a killed process's current mail may repeat.
        Assert.InRange(smtp.Received.Count - arrived.Count, 0, kills);
        output.WriteLine($"{kills} kills, seed {Seed}: {buyers} buyers, {smtp.Received.Count} mails");

        async Task KillAsync(List<RestartedProgram> running, FakeSmtpServer server, int times, int total)
        {
            // The first falls between listing the recipients and the first email.
            for (var kill = 0; kill < times; kill++)
            {
                var reached = total * kill / times;
                for (var waited = 0; server.Received.Count < reached || !running.Exists(program => program.IsUp); waited++)
                {
                    Assert.True(waited < 12_000, "Nothing is sent.");
                    await Task.Delay(10, Ct);
                }

                await Task.Delay(random.Next(0, 300), Ct);
                var up = running.Where(program => program.IsUp).ToList();
                killed.Add(await up[random.Next(up.Count)].KillAsync(Ct));
                await venue.ExpireMailLeasesAsync(killed);
            }
        }
    }

    // Leases expire again and again, because statements of a killed process may still be executed after its death.
    private async Task SentAsync(TicketingApp venue, EventMessage message)
    {
        for (var waited = 0; (await venue.GetMessageAsync(message.Id)).Status != MessageStatus.Sent; waited++)
        {
            Assert.True(waited < 480, "The message is not sent after four minutes.");
            await Task.Delay(500, Ct);
            await venue.ExpireMailLeasesAsync(killed);
        }

        Assert.True(
            await venue.UseAsync<TicketingDbContext, bool>(db =>
                db.Set<MessageRecipient>().AllAsync(r => r.Status == MessageRecipientStatus.Queued, Ct)
            )
        );
        Assert.All(await venue.GetMailsAsync(message), mail => Assert.Equal(NotificationStatus.Sent, mail.Status));
    }
}
