using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Payments;
using Ticketing.Payments.Sandbox;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Payments;

public sealed class KeepingTheProvidersFee
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task What_the_provider_keeps_is_stored_with_the_payment(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        Assert.Equal(43, await FeeAsync(app, await app.PublishAsync())); // 1.5 % of £15.00, and 20p
    }

    [Theory]
    [OnBothDatabases(null, null)]
    [OnBothDatabases(0L, 0L)]
    [OnBothDatabases(2000L, 2000L)]
    [OnBothDatabases(-1L, null)]
    public async Task A_fee_that_is_not_told_or_cannot_be_is_unknown_and_the_sale_stands(DatabaseProvider database, long? told, long? kept)
    {
        await using var app = new Frank(database, told);
        Assert.Equal(kept, await FeeAsync(app, await app.PublishAsync()));
        await app.AssertInvariantsAsync();
    }

    private static async Task<long?> FeeAsync(TicketingApp app, Event show)
    {
        var order = await app.BuyAsync(show, "Standing", 1);
        Assert.True(order.WasSold);
        return await app.UseAsync<TicketingDbContext, long?>(db => db.Set<Payment>().Where(p => p.OrderId == order.Id).Select(p => p.Fee).SingleAsync(Ct));
    }

    private sealed class Frank(DatabaseProvider database, long? fee) : TicketingApp(database)
    {
        protected override void Arrange(IServiceCollection services) =>
            services.AddScoped<IPaymentGateway>(provider => new Gateway(provider.GetRequiredService<SandboxGateway>(), fee));
    }

    private sealed class Gateway(SandboxGateway sandbox, long? fee) : IPaymentGateway
    {
        public PaymentProvider Provider => PaymentProvider.Sandbox;

        public Task<PaymentSession> OpenAsync(SessionRequest request, CancellationToken ct) => sandbox.OpenAsync(request, ct);

        public async Task<SessionState> GetAsync(string sessionId, CancellationToken ct) => Charge(await sandbox.GetAsync(sessionId, ct));

        public async Task<SessionState> ExpireAsync(string sessionId, CancellationToken ct) => Charge(await sandbox.ExpireAsync(sessionId, ct));

        public Task<RefundState> RefundAsync(RefundRequest request, CancellationToken ct) => sandbox.RefundAsync(request, ct);

        private SessionState Charge(SessionState state) => state is SessionState.Paid paid ? paid with { Fee = fee } : state;
    }
}
