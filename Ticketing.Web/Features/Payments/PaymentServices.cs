using Ticketing.Features.Orders.Search;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Payments.Providers.StripeCheckout;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Payments.Sync;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Hosting.Metrics;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Features.Payments;

public static class PaymentServices
{
    public static IServiceCollection AddPayments(this IServiceCollection services) =>
        services
            .AddInstruments<PaymentMetrics>()
            .AddWatchedQueue(
                // A bank may take days, and nobody can hurry it.
                new(
                    "payments",
                    (db, now) =>
                        db.Set<Payment>().Unsettled().Where(p => p.ProcessingSince == null && p.Deadline <= now).Select(p => p.Deadline)
                )
            )
            .AddWatchedQueue(
                new(
                    "refunds",
                    (db, now) =>
                        db.Set<Refund>()
                            .Where(r => r.Status == RefundStatus.Pending && (r.NextTryAt <= now || r.LastError != null))
                            // One that the provider has accepted only waits to be looked at again.
                            .Select(r => r.ProviderReference != null && r.LastError == null ? r.NextTryAt : r.RequestedAt)
                )
            )
            .AddWatchedQueue(
                new(
                    "payment_messages",
                    (db, now) =>
                        db.Set<WebhookEvent>()
                            .Where(e => e.Status == WebhookStatus.Waiting && (e.NextTryAt <= now || e.LastError != null))
                            .Select(e => e.ReceivedAt)
                )
            )
            .AddScoped<SandboxGateway>()
            .AddScoped<IPaymentGateway>(provider => provider.GetRequiredService<SandboxGateway>())
            .AddSingleton<StripeApiClient>()
            .AddSingleton<IStartupCheck, StripeKeyCheck>()
            .AddScoped<IPaymentGateway, StripeGateway>()
            .AddScoped<IProviderLedger, StripeLedger>()
            .AddScoped<IProviderAccount, StripeAccount>()
            .AddScoped<PaymentProviderRegistry>()
            .AddScoped<PaymentSessions>()
            .AddScoped<RecordPayment>()
            .AddScoped<StartPayment>()
            .AddScoped<TestPaymentPage>()
            .AddScoped<SettlePayment>()
            .AddScoped<PaymentReturn>()
            .AddScoped<RefundOrder>()
            .AddScoped<RefundLatePayment>()
            .AddScoped<RetryRefund>()
            .AddScoped<HandBackRefund>()
            .AddScoped<ReplaceFailedRefund>()
            .AddScoped<SettleRefund>()
            .AddScoped<RefundWebhooks>()
            .AddScoped<RefundQueries>()
            .AddScoped<IPartRefundedOrders, PartRefundedOrders>()
            .AddScoped<ProviderRefundImporter>()
            .AddScoped<ProviderDisputeImporter>()
            .AddScoped<ProviderSync>()
            .AddScoped<RecordWebhookRefusal>()
            .AddScoped<ReceiveStripeWebhook>()
            .AddScoped<WebhookProcessor>()
            .AddScoped<StripeEventSync>()
            .AddScoped<WebhookQueries>()
            .AddScoped<RetryWebhook>()
            .AddScoped<DisputeQueries>()
            .AddScoped<SuspendTickets>()
            .AddScoped<VoidRefundedTickets>()
            .AddScoped<OrdersWithTicketMismatch>()
            .AddScoped<LocalRecordReader>()
            .AddScoped<PaymentReconciliation>()
            .AddScoped<DifferenceFinder>()
            .AddScoped<RepairDifference>()
            .AddScoped<DecideDifference>()
            .AddScoped<UnconfirmedPayments>()
            .AddScoped<OpenPayments>()
            .AddBackgroundJob<PaymentSettlementJob>(PaymentSettlementJob.Interval)
            .AddBackgroundJob<PaymentPageJob>(PaymentPageJob.Interval)
            .AddBackgroundJob<FeeSyncJob>(FeeSyncJob.Interval)
            .AddBackgroundJob<UnconfirmedPaymentJob>(UnconfirmedPaymentJob.Interval)
            .AddBackgroundJob<RefundJob>(RefundJob.Interval)
            .AddBackgroundJob<WebhookJob>(WebhookJob.Interval)
            .AddBackgroundJob<WebhookCleanupJob>(WebhookCleanupJob.Interval)
            .AddBackgroundJob<SandboxCleanupJob>(SandboxCleanupJob.Interval)
            .AddBackgroundJob<AbandonedCheckoutCleanupJob>(AbandonedCheckoutCleanupJob.Interval);
}
