namespace Ticketing.Notifications;

/// <summary>Before the first pass: messages whose process was killed need not wait for their leases to run out.</summary>
internal sealed class AfterAKill(IServiceScopeFactory scopes) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NotificationQueue>().TakeBackAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
