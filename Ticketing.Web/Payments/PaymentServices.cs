using Ticketing.Hosting;
using Ticketing.Payments.Disputes;
using Ticketing.Payments.Refunds;
using Ticketing.Payments.Review;
using Ticketing.Payments.Sandbox;
using Ticketing.Payments.StripeCheckout;
using Ticketing.Payments.Webhooks;

namespace Ticketing.Payments;

public static class PaymentServices
{
    public static IServiceCollection AddPayments(this IServiceCollection services) => services
        .AddScoped<SandboxGateway>()
        .AddScoped<IPaymentGateway>(provider => provider.GetRequiredService<SandboxGateway>())
        .AddSingleton<StripeAccount>()
        .AddSingleton<IStartCheck, KeyAtStart>()
        .AddScoped<IPaymentGateway, StripeGateway>()
        .AddScoped<IProviderLedger, StripeLedger>()
        .AddScoped<PaymentGateways>()
        .AddScoped<PaymentSessions>()
        .AddScoped<StartPayment>()
        .AddScoped<SettlePayment>()
        .AddScoped<BuyerReturn>()
        .AddScoped<RefundOrder>()
        .AddScoped<RefundLatePayment>()
        .AddScoped<RetryRefund>()
        .AddScoped<SettleRefund>()
        .AddScoped<RefundBook>()
        .AddScoped<TakeRefund>()
        .AddScoped<TakeDispute>()
        .AddScoped<ProviderNews>()
        .AddSingleton<RefusalsOfThisMinute>()
        .AddScoped<CountRefusals>()
        .AddScoped<ReceiveWebhook>()
        .AddScoped<WorkOffWebhook>()
        .AddScoped<WebhookBook>()
        .AddScoped<RetryWebhook>()
        .AddScoped<DisputeBook>()
        .AddScoped<SuspendTickets>()
        .AddScoped<VoidPaidBack>()
        .AddScoped<MoneyGone>()
        .AddScoped<ReadOurBooks>()
        .AddScoped<MoneyReview>()
        .AddScoped<FindDifference>()
        .AddScoped<RepairDifference>()
        .AddScoped<DecideDifference>()
        .AddScoped<OpenPayments>()
        .AddRecurring<PaymentReconciler>(_ => PaymentReconciler.Period)
        .AddRecurring<FeePass>(_ => FeePass.Period)
        .AddRecurring<RefundPass>(_ => RefundPass.Period)
        .AddRecurring<WebhookPass>(_ => WebhookPass.Period)
        .AddRecurring<WebhookUpkeep>(_ => WebhookUpkeep.Period);
}
