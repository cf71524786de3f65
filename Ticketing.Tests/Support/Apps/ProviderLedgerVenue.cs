using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Sync;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Xunit;

namespace Ticketing.Tests.Support.Apps;

internal class ProviderLedgerVenue(DatabaseProvider database) : TicketingApp(database)
{
    public InMemoryProviderLedger Ledger { get; } = new();

    protected override void OverrideServices(IServiceCollection services) => services.AddSingleton<IProviderLedger>(Ledger);
}

/// <summary>A provider ledger that the test fills; sessions and payments are the sandbox's.</summary>
internal sealed class InMemoryProviderLedger : IProviderLedger
{
    public PaymentProvider Provider => PaymentProvider.Sandbox;

    public List<ProviderPayment> Payments { get; } = [];

    public List<ProviderRefund> Refunds { get; } = [];

    public List<ProviderDispute> Disputes { get; } = [];

    public bool IsDown { get; set; }

    /// <summary>Reference of a payment that it lists but cannot look up.</summary>
    public string? Unreadable { get; set; }

    /// <summary>Thrown when it is looked up.</summary>
    public Exception UnreadableError { get; set; } = new PaymentProviderException("The provider cannot show this payment.");

    /// <summary>Before each list; gets the start of its period.</summary>
    public Action<DateTimeOffset>? OnList { get; set; }

    /// <summary>Number of list calls and of single lookups.</summary>
    public (int Lists, int Questions) Calls { get; set; }

    public IAsyncEnumerable<ProviderPayment> ListPaymentsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct) =>
        ListAsync(Payments, p => p.CreatedAt, from, until, ct);

    public IAsyncEnumerable<ProviderRefund> ListRefundsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct) =>
        ListAsync(Refunds, r => r.CreatedAt, from, until, ct);

    public IAsyncEnumerable<ProviderDispute> ListDisputesAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct) =>
        ListAsync(Disputes, d => d.OpenedAt, from, until, ct);

    public async IAsyncEnumerable<ProviderRefund> ListRefundsForPaymentAsync(
        string paymentReference,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await RespondAsync(ct);
        foreach (var refund in Refunds.Where(r => r.PaymentReference == paymentReference).ToList())
        {
            yield return refund;
        }
    }

    public async IAsyncEnumerable<ProviderSession> ListOpenSessionsAsync(DateTimeOffset from, [EnumeratorCancellation] CancellationToken ct)
    {
        await RespondAsync(ct);
        yield break;
    }

    public Task<ProviderPayment?> FindPaymentAsync(string reference, CancellationToken ct) =>
        reference == Unreadable ? throw UnreadableError : FindAsync(Payments, p => p.Reference == reference, ct);

    public Task<ProviderRefund?> FindRefundAsync(string reference, CancellationToken ct) =>
        FindAsync(Refunds, r => r.Reference == reference, ct);

    public Task<ProviderOrder?> FindOrderAsync(string paymentReference, CancellationToken ct) => Task.FromResult<ProviderOrder?>(null);

    public Task<ProviderDispute?> FindDisputeAsync(string reference, CancellationToken ct) =>
        FindAsync(Disputes, d => d.Reference == reference, ct);

    private async Task<T?> FindAsync<T>(List<T> each, Predicate<T> which, CancellationToken ct)
    {
        Calls = (Calls.Lists, Calls.Questions + 1);
        await RespondAsync(ct);
        return each.Find(which);
    }

    private async IAsyncEnumerable<T> ListAsync<T>(
        List<T> each,
        Func<T, DateTimeOffset> at,
        DateTimeOffset from,
        DateTimeOffset until,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        Calls = (Calls.Lists + 1, Calls.Questions);
        OnList?.Invoke(from);
        await RespondAsync(ct);
        foreach (var one in each.Where(one => at(one) >= from && at(one) < until).OrderByDescending(at).ToList())
        {
            yield return one;
        }
    }

    private async Task RespondAsync(CancellationToken ct)
    {
        await Task.Yield();
        ct.ThrowIfCancellationRequested();
        if (IsDown)
        {
            throw new PaymentProviderException("The provider's ledger cannot be reached.");
        }
    }
}

internal static class ProviderLedgerActions
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static InMemoryProviderLedger GetLedger(this TicketingApp app) =>
        (InMemoryProviderLedger)app.Services.GetServices<IProviderLedger>().Last();

    public static Task<Payment> GetPaymentAsync(this TicketingApp app, Order order) =>
        app.UseAsync<TicketingDbContext, Payment>(db =>
            db.Set<Payment>().AsNoTracking().Where(p => p.OrderId == order.Id).OrderByDescending(p => p.Attempt).FirstAsync(Ct)
        );

    /// <summary>A paid order that the provider's ledger has too.</summary>
    public static async Task<(Order Order, Payment Payment)> SellOnlineAsync(
        this TicketingApp app,
        int tickets = 1,
        Ticketing.Features.Events.Event? show = null
    )
    {
        var order = await app.BuyAsync(show ?? await app.PublishEventAsync(), "Standing", tickets);
        var payment = await app.GetPaymentAsync(order);
        app.GetLedger()
            .Payments.Add(
                new ProviderPayment(
                    payment.Reference!,
                    payment.Id,
                    ProviderPaymentStatus.Paid,
                    payment.Money,
                    0,
                    payment.Fee,
                    payment.CreatedAt
                )
            );
        return (order, payment);
    }

    /// <summary>As made in the provider's dashboard.</summary>
    public static ProviderRefund AddProviderRefund(this TicketingApp app, Payment payment, long amount)
    {
        var told = new ProviderRefund(
            payment.Reference!,
            null,
            null,
            payment.Money with
            {
                MinorUnits = amount,
            },
            new RefundState.Succeeded($"re_{app.GetLedger().Refunds.Count + 1}_{payment.Id:N}"),
            app.Clock.GetUtcNow()
        );
        app.GetLedger().Refunds.Add(told);
        return told;
    }

    public static ProviderDispute AddProviderDispute(this TicketingApp app, Payment payment, DisputeStatus status, TimeSpan? left = null)
    {
        var told = new ProviderDispute
        {
            Reference = $"dp_{payment.Id:N}",
            PaymentReference = payment.Reference!,
            Amount = payment.Money,
            Reason = "product_not_received",
            Status = status,
            IsWithdrawn = status != DisputeStatus.Won,
            RespondBy = left is { } soon ? app.Clock.GetUtcNow() + soon : null,
            OpenedAt = app.Clock.GetUtcNow(),
        };
        app.GetLedger().Disputes.RemoveAll(d => d.Reference == told.Reference);
        app.GetLedger().Disputes.Add(told);
        return told;
    }

    /// <summary>As a webhook would trigger it.</summary>
    public static Task SyncAsync(this TicketingApp app, ProviderDispute told) =>
        app.UseAsync<ProviderSync>(async news => Assert.True(await news.SyncDisputeAsync(PaymentProvider.Sandbox, told.Reference, Ct)));

    public static Task SyncAsync(this TicketingApp app, ProviderRefund told) =>
        app.UseAsync<ProviderSync>(async news => Assert.True(await news.SyncRefundAsync(PaymentProvider.Sandbox, told.Reference, Ct)));
}
