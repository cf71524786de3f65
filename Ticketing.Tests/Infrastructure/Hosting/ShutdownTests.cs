using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

/// <summary>SIGTERM to the real process while many buyers hold, check out and pay, and mail is being sent.</summary>
public sealed class ShutdownTests(ITestOutputHelper output)
{
    private const int Seed = 20261129;
    private static readonly TimeSpan MaxShutdown = TimeSpan.FromSeconds(30);

    private static int Buyers => TestScale.Count(shortRun: 8, full: 64);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_terminated_program_finishes_what_it_began_and_the_next_goes_on(DatabaseProvider database)
    {
        await using var server = new FakeSmtpServer { Pause = TimeSpan.FromMilliseconds(60) };
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100_000), new TicketTypeDraft("Last few", 2400, 40));
        using var program = NewProgram(app, server);
        await program.StartAsync(Ct);
        using var buyer = NewBuyer(program);
        var checkout = await buyer.ChooseTicketsAsync(show, ("Standing", 1));
        using var payer = NewBuyer(program);
        var sandbox = await (await payer.ChooseTicketsAsync(show, ("Standing", 2))).SubmitBuyerAsync();
        var crowd = new BuyingCrowd(program.Address, show);
        for (var round = 1; round <= TestScale.Count(shortRun: 1, full: 10); round++)
        {
            // In a full run the mail server and a request hang in the last round.
            var hangs = TestScale.IsFull && round == 10;
            await StopUnderLoadAsync(app, program, crowd, Seed + (round * Buyers), server, hangs);
            await program.StartAsync(Ct);
        }

        (await (await checkout.SubmitBuyerAsync()).PayAsync("paid")).ExpectStatus(HttpStatusCode.OK);
        (await sandbox.PayAsync("paid")).ExpectStatus(HttpStatusCode.OK);
        await crowd.ReturnAsync();
        await app.WaitUntilMailIsSentAsync();
        await app.AssertInvariantsAsync();
        Assert.Empty(crowd.Paid.Except(await app.GetPaidSessionsAsync()));
        var paid = await app.UseAsync<TicketingDbContext, int>(db => db.Set<Order>().CountAsync(o => o.Status == OrderStatus.Paid, Ct));
        Assert.Equal(paid, server.Received.DistinctBy(mail => mail.Message.MessageId).Count());
        Assert.Equal(paid, server.Received.Count);
    }

    private static KillableProgram NewProgram(TicketingApp app, FakeSmtpServer server) =>
        new(
            app,
            [
                ("Logging__LogLevel__Default", "Error"),
                ("Logging__LogLevel__Microsoft.AspNetCore", "Error"),
                ("Notifications__PollInterval", "00:00:00.2"),
                .. server.ProgramSettings,
            ]
        );

    private static Browser NewBuyer(KillableProgram program) =>
        new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }, program.Address);

    private async Task StopUnderLoadAsync(
        TicketingApp app,
        KillableProgram program,
        BuyingCrowd crowd,
        int seed,
        FakeSmtpServer server,
        bool hangs
    )
    {
        using var over = new CancellationTokenSource();
        var received = server.Received.Count;
        var buying = crowd.BuyAsync(Buyers, seed, over.Token);
        await crowd.WaitForSalesAsync(TestScale.Count(shortRun: 5, full: 100), Ct);
        for (var waited = 0; waited < 400 && server.Received.Count <= received; waited++)
        {
            await Task.Delay(25, Ct);
        }

        using var slow = new TcpClient();
        if (hangs)
        {
            await WithholdAsync(slow, program.Address);
            var hanging = server.Hanging;
            server.Script(SmtpStep.AfterData, new SmtpFault.Hang());
            await hanging;
        }

        var began = Stopwatch.GetTimestamp();
        var exitCode = await program.StopAsync(patience: 2 * MaxShutdown);
        var took = Stopwatch.GetElapsedTime(began);
        await over.CancelAsync();
        await buying;

        var (waiting, leased) = await app.UseAsync<TicketingDbContext, (int, List<string>)>(async db =>
            (await db.Set<Notification>().CountAsync(n => n.Status == NotificationStatus.Pending, Ct), await FindLeasesAsync(db))
        );
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{app.Database}, seed {seed}: stopped with {exitCode} in {took.TotalSeconds:0.0} s after {crowd.Paid.Count} sales; "
                    + $"{waiting} mails wait"
            )
        );
        Assert.Equal(0, exitCode);
        Assert.InRange(took, TimeSpan.Zero, MaxShutdown);
        Assert.Empty(leased);
        Assert.Empty(crowd.ServerErrors);
        if (!hangs)
        {
            // Kestrel logs an error if a body never ends.
            Assert.DoesNotContain(program.Lines, line => line.StartsWith("fail", StringComparison.Ordinal) || line.Contains("Exception"));
        }

        await app.AssertInvariantsAsync();
    }

    private static async Task WithholdAsync(TcpClient client, Uri address)
    {
        await client.ConnectAsync(address.Host, address.Port, Ct);
        var head =
            $"POST /orders/find HTTP/1.1\r\nHost: {address.Authority}\r\nSec-Fetch-Site: same-origin\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Ct);
    }

    /// <summary>Of every table: columns of leases that are set.</summary>
    private static async Task<List<string>> FindLeasesAsync(TicketingDbContext db)
    {
        var columns = db
            .Model.GetEntityTypes()
            .SelectMany(type => type.GetProperties().Select(property => (Table: type.GetTableName(), Column: property.GetColumnName())))
            .Where(found => found.Column.Contains("lease", StringComparison.OrdinalIgnoreCase))
            .ToList();
        Assert.NotEmpty(columns);
        var leased = new List<string>();
        foreach (var (table, column) in columns)
        {
            var query = $"SELECT CAST(count(*) AS integer) AS \"Value\" FROM \"{table}\" WHERE \"{column}\" IS NOT NULL";
            if (await db.Database.SqlQueryRaw<int>(query).SingleAsync(Ct) is > 0 and var count)
            {
                leased.Add($"{table}.{column}: {count}");
            }
        }

        return leased;
    }
}
