using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Journeys;

internal sealed class FaultyProviderApp : ListeningApp
{
    /// <summary>A minute.</summary>
    private const int MaxWaits = 3000;

    private int calls;

    public Exception? Failure { get; set; }

    /// <summary>Refuses payment pages.</summary>
    public Exception? OpeningFailure { get; set; }

    /// <summary>Of every payment; null if the sandbox tells.</summary>
    public SessionState? State { get; set; }

    /// <summary>Delays the opening of payment pages until it completes.</summary>
    public Task Delay { get; set; } = Task.CompletedTask;

    public int Calls => calls;

    public async Task WaitForCallsAsync(int times)
    {
        for (var waits = 0; calls < times; waits++)
        {
            Assert.True(waits < MaxWaits, $"{calls} of {times} calls were made.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    protected override void OverrideServices(IServiceCollection services) =>
        services.AddScoped<IPaymentGateway>(provider => new Gateway(provider.GetRequiredService<SandboxGateway>(), this));

    private sealed class Gateway(SandboxGateway sandbox, FaultyProviderApp app) : IPaymentGateway
    {
        public PaymentProvider Provider => PaymentProvider.Sandbox;

        public async Task<PaymentSession> OpenAsync(SessionRequest request, CancellationToken ct)
        {
            Interlocked.Increment(ref app.calls);
            await app.Delay;
            return app.OpeningFailure is { } failure ? throw failure : await sandbox.OpenAsync(request, ct);
        }

        public Task<SessionState> GetAsync(string sessionId, CancellationToken ct) =>
            app.Failure is { } failure ? throw failure
            : app.State is { } state ? Task.FromResult(state)
            : sandbox.GetAsync(sessionId, ct);

        public Task<SessionState> ExpireAsync(string sessionId, CancellationToken ct) => sandbox.ExpireAsync(sessionId, ct);

        public Task<RefundState> RefundAsync(RefundRequest request, CancellationToken ct) => sandbox.RefundAsync(request, ct);
    }
}
