using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Checkout;

public sealed class ReceiptCounterTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [OnPostgres]
    public async Task A_confirmation_that_waits_for_its_show_keeps_no_receipt_number_from_others()
    {
        var app = venues.On(DatabaseProvider.Postgres);
        var busy = await app.PublishEventAsync();
        var (waiting, other) = (await PayAtProviderAsync(app, busy), await PayAtProviderAsync(app, await app.PublishEventAsync()));
        Task<PaymentReturnResult?>? blocked = null;
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                async () =>
                {
                    await db.Set<Event>().Where(e => e.Id == busy.Id).Select(e => e.Id).ForUpdate().SingleAsync(Ct);
                    blocked = Task.Run(() => ReturnAsync(app, waiting), Ct);
                    await WaitUntilBlockedAsync(db);
                    Assert.Equal(OrderStatus.Paid, (await ReturnAsync(app, other).WaitAsync(TimeSpan.FromSeconds(20), Ct))!.Order.Status);
                    Assert.False(blocked.IsCompleted);
                },
                Ct
            )
        );
        Assert.Equal(OrderStatus.Paid, (await blocked!)!.Order.Status);
        await app.AssertInvariantsAsync();
    }

    private static async Task<Guid> PayAtProviderAsync(TicketingApp app, Event show)
    {
        var code = await app.PlaceHoldAsync(show, "Standing", 1);
        await app.SetSandboxOutcomeAsync(Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code)), SandboxStatus.Paid);
        return (await app.FindOrderByHoldAsync(code))!.Id;
    }

    private static Task<PaymentReturnResult?> ReturnAsync(TicketingApp app, Guid order) =>
        app.UseAsync<PaymentReturn, PaymentReturnResult?>(buyer => buyer.RefreshAsync(order, Ct));

    private static async Task WaitUntilBlockedAsync(TicketingDbContext db)
    {
        const string Waiting =
            "SELECT count(*) > 0 AS \"Value\" FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid";
        for (var tries = 0; !await db.Database.SqlQueryRaw<bool>(Waiting).SingleAsync(Ct); tries++)
        {
            Assert.True(tries < 400, "The confirmation does not wait for its show.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), Ct);
        }
    }
}
