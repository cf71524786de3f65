using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

internal static class RefundActions
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<IReadOnlyList<Ticket>> GetTicketsAsync(this TicketingApp app, Order order) =>
        app.UseAsync<OrderQueries, IReadOnlyList<Ticket>>(book => book.GetTicketsAsync(order.Id, Ct));

    /// <param name="numbers">Ticket numbers; all if empty.</param>
    public static async Task<RefundOutcome> TryRefundAsync(this TicketingApp app, Order order, bool keepFee = false, params int[] numbers)
    {
        var tickets = await app.GetTicketsAsync(order);
        var chosen = tickets.Where(t => numbers.Length == 0 || numbers.Contains(t.Number)).Select(t => t.Id).ToList();
        return await app.UseAsync<RefundOrder, RefundOutcome>(refund =>
            refund.RefundAsync(new RefundOrderRequest(order.Id, chosen, keepFee, "Ill"), Ct)
        );
    }

    public static async Task<Refund> StartRefundAsync(this TicketingApp app, Order order, params int[] numbers) =>
        Assert.IsType<RefundOutcome.Started>(await app.TryRefundAsync(order, keepFee: false, numbers)).Refund;

    public static Task<Order> ReloadAsync(this TicketingApp app, Order order) =>
        app.UseAsync<OrderQueries, Order>(book => book.GetAsync(order.Id, Ct));

    public static Task<IReadOnlyList<Refund>> GetRefundsAsync(this TicketingApp app, Order order) =>
        app.UseAsync<RefundQueries, IReadOnlyList<Refund>>(book => book.GetForOrderAsync(order.Id, Ct));

    /// <summary>Requested one after another, from now on.</summary>
    public static async Task<IReadOnlyList<Refund>> InsertRefundsAsync(this TicketingApp app, Order order, int count, int secondsApart = 1)
    {
        List<Refund> refunds = [];
        for (var i = 0; i < count; i++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(secondsApart));
            refunds.Add(
                new Refund
                {
                    OrderId = order.Id,
                    PaymentId = null,
                    Cause = RefundCause.Staff,
                    Amount = 100,
                    Currency = order.Currency,
                    Reason = "Ill",
                    IdempotencyKey = $"{Guid.NewGuid()}",
                    NextTryAt = app.Clock.GetUtcNow(),
                    RequestedBy = "Grace",
                    RequestedAt = app.Clock.GetUtcNow(),
                }
            );
        }

        await app.UseAsync<TicketingDbContext>(async db =>
        {
            db.AddRange(refunds);
            await db.SaveChangesAsync(Ct);
        });
        return refunds;
    }

    /// <summary>Refunds recorded by the sandbox.</summary>
    public static Task<List<long>> GetSandboxRefundsAsync(this TicketingApp app, Order order) =>
        app.UseAsync<TicketingDbContext, List<long>>(db =>
            (
                from refund in db.Set<SandboxRefund>().Where(r => r.Refusal == null)
                join session in db.Set<SandboxSession>() on refund.SessionId equals session.Id
                where session.OrderReference == order.Reference
                select refund.Amount
            ).ToListAsync(Ct)
        );

    public static async Task<IReadOnlyList<string>> GetNotificationKindsAsync(this TicketingApp app, Order order) =>
        [
            .. (
                await app.UseAsync<NotificationOutbox, IReadOnlyList<Notification>>(outbox => outbox.GetForOrderAsync(order.Id, Ct))
            ).Select(n => n.Kind),
        ];

    /// <summary>The mail about the last refund, composed now.</summary>
    public static async Task<ComposedEmail> ComposeRefundMailAsync(this TicketingApp app, Order order)
    {
        var told = (await app.UseAsync<NotificationOutbox, IReadOnlyList<Notification>>(outbox => outbox.GetForOrderAsync(order.Id, Ct)))[
            ^1
        ];
        return (
            await app.UseAsync<IEnumerable<IEmailComposer>, ComposedEmail?>(composers =>
                composers.Single(c => c.Kind == told.Kind).ComposeAsync(told, Ct)
            )
        )!;
    }

    /// <summary>Removes the online payment, as in an order sold at the door.</summary>
    public static Task MakeCashOrderAsync(this TicketingApp app, Order order) =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(() => db.Set<Payment>().Where(p => p.OrderId == order.Id).ExecuteDeleteAsync(Ct), ct: Ct)
        );
}

/// <summary>Runs hooks around the sandbox's refunds.</summary>
internal sealed class RefundHookVenue(DatabaseProvider database) : TicketingApp(database)
{
    public Action<RefundRequest> BeforeRefund { get; set; } = _ => { };

    /// <summary>Runs after the refund, before its answer returns.</summary>
    public Action<RefundRequest> AfterRefund { get; set; } = _ => { };

    protected override void OverrideServices(IServiceCollection services) =>
        services.AddScoped<IPaymentGateway>(provider => new Gateway(provider.GetRequiredService<SandboxGateway>(), this));

    private sealed class Gateway(SandboxGateway sandbox, RefundHookVenue venue) : IPaymentGateway
    {
        public PaymentProvider Provider => PaymentProvider.Sandbox;

        public Task<PaymentSession> OpenAsync(SessionRequest request, CancellationToken ct) => sandbox.OpenAsync(request, ct);

        public Task<SessionState> GetAsync(string sessionId, CancellationToken ct) => sandbox.GetAsync(sessionId, ct);

        public Task<SessionState> ExpireAsync(string sessionId, CancellationToken ct) => sandbox.ExpireAsync(sessionId, ct);

        public async Task<RefundState> RefundAsync(RefundRequest request, CancellationToken ct)
        {
            venue.BeforeRefund(request);
            var state = await sandbox.RefundAsync(request, ct);
            venue.AfterRefund(request);
            return state;
        }
    }
}
