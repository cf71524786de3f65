using Ticketing.Features.Recovery;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

public static class RecoveryActions
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<RecoveredPayments> RecoverAsync(this TicketingApp app, TimeSpan? timeout = null, bool isRehearsal = false)
    {
        var pending = await app.FindPendingRestoreAsync();
        return await app.UseAsync<RecoverPayments, RecoveredPayments>(recover =>
            recover.RecoverAsync(pending!, isRehearsal, timeout ?? TimeSpan.MaxValue, Ct)
        );
    }

    public static Task<Restore?> FindPendingRestoreAsync(this TicketingApp app) =>
        app.UseAsync<TicketingDbContext, Restore?>(db => RecoveryState.FindPendingAsync(db, Ct));

    public static Task<FinishOutcome> FinishRestoreAsync(
        this TicketingApp app,
        MailDecision fromBackup = MailDecision.Drop,
        MailDecision since = MailDecision.Drop
    ) => app.UseAsync<FinishRecovery, FinishOutcome>(finish => finish.FinishAsync(fromBackup, since, Ct));
}
