using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Payments;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

/// <summary>For venues whose jobs run in a separate process.</summary>
internal static class SettlingActions
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Waits until no hold and no payment is open and no mail is waiting.</summary>
    public static Task WaitUntilSettledAsync(this TicketingApp app) => app.UseAsync<TicketingDbContext>(WaitUntilSettledAsync);

    public static Task<List<string>> GetPaidSessionsAsync(this TicketingApp app) =>
        app.UseAsync<TicketingDbContext, List<string>>(db =>
            db.Set<Payment>().Where(p => p.Status == PaymentStatus.Paid).Select(p => p.SessionId!).ToListAsync(Ct)
        );

    /// <summary>Waits until no mail is waiting, for a minute at most since the last was sent.</summary>
    public static async Task WaitUntilMailIsSentAsync(this TicketingApp app)
    {
        var (last, unchanged) = (0, 0);
        while (await app.UseAsync<TicketingDbContext, int>(CountWaitingMailAsync) is > 0 and var waiting)
        {
            (last, unchanged) = (waiting, waiting == last ? unchanged + 1 : 0);
            Assert.True(unchanged < 600, $"{waiting} mails still wait.");
            await Task.Delay(100, Ct);
        }
    }

    private static Task<int> CountWaitingMailAsync(TicketingDbContext db) =>
        db.Set<Notification>().CountAsync(n => n.Status == NotificationStatus.Pending || n.Status == NotificationStatus.Sending, Ct);

    private static async Task WaitUntilSettledAsync(TicketingDbContext db)
    {
        var open = (Payments: 0, Holds: 0, Mails: 0);
        for (var waited = 0; waited < 240; waited++)
        {
            open = (
                await db.Set<Payment>().CountAsync(p => p.Status == PaymentStatus.Opening || p.Status == PaymentStatus.Open, Ct),
                await db.Set<Hold>().CountAsync(h => h.Status == HoldStatus.Live || h.Status == HoldStatus.InPayment, Ct),
                await CountWaitingMailAsync(db)
            );
            if (open == default)
            {
                return;
            }

            await Task.Delay(500, Ct);
        }

        Assert.Fail($"Still open after two minutes: {open}");
    }
}
