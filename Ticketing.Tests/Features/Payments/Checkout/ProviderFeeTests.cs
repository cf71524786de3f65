using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Events;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Checkout;

public sealed class ProviderFeeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task The_provider_fee_is_stored_with_the_payment(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        Assert.Equal(43, await FeeAsync(app, await app.PublishEventAsync())); // 1.5 % of £15.00, and 20p
    }

    [Theory]
    [OnEitherDatabase(null, null)]
    [OnEitherDatabase(0L, 0L)]
    [OnEitherDatabase(2000L, 2000L)]
    [OnEitherDatabase(-1L, null)]
    public async Task A_missing_or_invalid_fee_is_unknown_and_the_sale_stands(DatabaseProvider database, long? told, long? kept)
    {
        await using var app = new FeeVenue(database, told);
        Assert.Equal(kept, await FeeAsync(app, await app.PublishEventAsync()));
        await app.AssertInvariantsAsync();
    }

    private static async Task<long?> FeeAsync(TicketingApp app, Event show)
    {
        var order = await app.BuyAsync(show, "Standing", 1);
        Assert.True(order.WasSold);
        return await app.UseAsync<TicketingDbContext, long?>(db =>
            db.Set<Payment>().Where(p => p.OrderId == order.Id).Select(p => p.Fee).SingleAsync(Ct)
        );
    }

    private sealed class FeeVenue(DatabaseProvider database, long? fee) : TicketingApp(database)
    {
        protected override void OverrideServices(IServiceCollection services) =>
            services.AddScoped<IPaymentGateway>(provider => new Gateway(provider.GetRequiredService<SandboxGateway>(), fee));
    }

    private sealed class Gateway(SandboxGateway sandbox, long? fee) : IPaymentGateway
    {
        public PaymentProvider Provider => PaymentProvider.Sandbox;

        public Task<PaymentSession> OpenAsync(SessionRequest request, CancellationToken ct) => sandbox.OpenAsync(request, ct);

        public async Task<SessionState> GetAsync(string sessionId, CancellationToken ct) => Charge(await sandbox.GetAsync(sessionId, ct));

        public async Task<SessionState> ExpireAsync(string sessionId, CancellationToken ct) =>
            Charge(await sandbox.ExpireAsync(sessionId, ct));

        public Task<RefundState> RefundAsync(RefundRequest request, CancellationToken ct) => sandbox.RefundAsync(request, ct);

        private SessionState Charge(SessionState state) => state is SessionState.Paid paid ? paid with { Fee = fee } : state;
    }
}
