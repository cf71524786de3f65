using Microsoft.EntityFrameworkCore;
using Ticketing.Features.BulkOrders;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Search;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.BulkOrders;

internal static class BulkSteps
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static BulkSelection AllOf(Guid eventId) => new(new OrderFilter(EventId: eventId), References: null);

    public static BulkSelection Only(params Order[] orders) => new(new OrderFilter(), [.. orders.Select(order => order.Reference)]);

    public static async Task<BulkPlan> PlanBulkAsync(this TicketingApp app, BulkAction action, BulkSelection selection) =>
        (await app.UseAsync<PlanBulkAction, BulkPlan?>(plans => plans.PlanAsync(action, selection, Ct)))!;

    /// <summary>Of the plan as it is now.</summary>
    public static async Task<StartBulkRequest> ConfirmBulkAsync(this TicketingApp app, BulkAction action, BulkSelection selection) =>
        new(Guid.CreateVersion7(), action, selection, (await app.PlanBulkAsync(action, selection)).Digest) { Reason = "Power cut" };

    public static Task<StartBulkOutcome> StartBulkAsync(this TicketingApp app, StartBulkRequest request) =>
        app.UseAsync<StartBulkRun, StartBulkOutcome>(start => start.StartAsync(request, Ct));

    /// <returns>The run's id.</returns>
    public static async Task<Guid> StartBulkAsync(this TicketingApp app, BulkAction action, BulkSelection selection)
    {
        var request = await app.ConfirmBulkAsync(action, selection);
        Assert.Equal(StartBulkOutcome.Started, await app.StartBulkAsync(request));
        return request.RunId;
    }

    public static async Task<BulkProgress> GetBulkProgressAsync(this TicketingApp app, Guid run) =>
        (await app.UseAsync<BulkQueries, BulkProgress?>(runs => runs.FindAsync(run, page: 1, Ct)))!;

    /// <summary>Of the plan for what is left, as it is now.</summary>
    public static async Task<string> GetRemainingDigestAsync(this TicketingApp app, Guid run, BulkAction action = BulkAction.Refund) =>
        (await app.UseAsync<PlanBulkAction, BulkPlan>(plans => plans.PlanRemainingAsync(run, action, Ct))).Digest;

    public static Task<ContinueBulkOutcome> ContinueBulkAsync(this TicketingApp app, Guid run, string digest) =>
        app.UseAsync<ContinueBulkRun, ContinueBulkOutcome>(resume => resume.ContinueAsync(run, digest, Ct));

    public static Task DisputeAsync(this TicketingApp app, Order order) =>
        app.UseAsync<TicketingDbContext>(async db =>
        {
            var payment = await db.Set<Payment>().SingleAsync(p => p.OrderId == order.Id, Ct);
            db.Add(
                new Dispute
                {
                    OrderId = order.Id,
                    PaymentId = payment.Id,
                    Reference = $"{Guid.NewGuid()}",
                    Amount = order.Total,
                    Currency = order.Currency,
                    Reason = "fraudulent",
                    Status = DisputeStatus.NeedsResponse,
                    IsWithdrawn = true,
                    RespondBy = null,
                    OpenedAt = app.Clock.GetUtcNow(),
                    UpdatedAt = app.Clock.GetUtcNow(),
                }
            );
            await db.SaveChangesAsync(Ct);
        });

    public static Task WinDisputeAsync(this TicketingApp app, Order order) =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Dispute>()
                        .Where(d => d.OrderId == order.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(d => d.Status, DisputeStatus.Won), Ct),
                ct: Ct
            )
        );
}
