using System.Net;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.OutgoingWebhooks;

/// <summary>Runs alone: it changes the proxy of the whole process.</summary>
[CollectionDefinition(nameof(WebhookProxyTests), DisableParallelization = true)]
[Collection(nameof(WebhookProxyTests))]
public sealed class WebhookProxyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_proxy_of_the_environment_is_not_used()
    {
        await using var app = new OutgoingWebhookVenue();
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        await using var proxy = await WebhookReceiver.StartAsync(Ct);
        var endpoint = await app.AddWebhookAsync(receiver.Url);
        await app.QueueWebhookAsync(endpoint.Id);
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(proxy.Url);
        try
        {
            await app.SendWebhooksAsync();
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.Single(receiver.Received);
        Assert.Empty(proxy.Received);
    }
}
