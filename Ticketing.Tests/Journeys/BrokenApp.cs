using Microsoft.Extensions.DependencyInjection;
using Ticketing.Payments;
using Ticketing.Payments.Sandbox;
using Ticketing.Settings;
using Ticketing.Tests.Support;

namespace Ticketing.Tests.Journeys;

/// <summary>The program with a fault in it, to see what it shows then.</summary>
internal sealed class BrokenApp : ListeningApp
{
    /// <summary>Thrown by whoever asks how a payment stands.</summary>
    public Exception? Failure { get; set; }

    protected override void Arrange(IServiceCollection services) => services.AddScoped<IPaymentGateway>(provider =>
        new Gateway(provider.GetRequiredService<SandboxGateway>(), this));

    private sealed class Gateway(SandboxGateway sandbox, BrokenApp app) : IPaymentGateway
    {
        public PaymentProvider Provider => PaymentProvider.Sandbox;

        public Task<PaymentSession> OpenAsync(SessionRequest request, CancellationToken ct) => sandbox.OpenAsync(request, ct);

        public Task<SessionState> GetAsync(string sessionId, CancellationToken ct) =>
            app.Failure is { } failure ? throw failure : sandbox.GetAsync(sessionId, ct);

        public Task<SessionState> ExpireAsync(string sessionId, CancellationToken ct) => sandbox.ExpireAsync(sessionId, ct);
    }
}
