using Microsoft.Extensions.Options;
using Ticketing.Hosting;
using Ticketing.Payments.Sandbox;
using Ticketing.Settings;

namespace Ticketing.Payments;

public static class PaymentServices
{
    public static IServiceCollection AddPayments(this IServiceCollection services) => services
        .AddScoped<SandboxGateway>()
        .AddScoped<NoGateway>()
        .AddScoped<IPaymentGateway>(provider => provider.GetRequiredService<IOptionsMonitor<PaymentOptions>>().CurrentValue.Provider switch
        {
            PaymentProvider.Sandbox => provider.GetRequiredService<SandboxGateway>(),
            _ => provider.GetRequiredService<NoGateway>(),
        })
        .AddScoped<PaymentSessions>()
        .AddScoped<StartPayment>()
        .AddScoped<SettlePayment>()
        .AddScoped<BuyerReturn>()
        .AddRecurring<PaymentReconciler>(_ => PaymentReconciler.Period);
}
