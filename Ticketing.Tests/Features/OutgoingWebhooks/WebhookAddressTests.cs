using System.Net;
using Microsoft.AspNetCore.Http;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.OutgoingWebhooks.Endpoints;
using Ticketing.Features.OutgoingWebhooks.Network;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.OutgoingWebhooks;

/// <summary>Nobody can make the program send something into the venue's network.</summary>
public sealed class WebhookAddressTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::7f00:1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:a9fe:a9fe")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b::127.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b:1::10.0.0.1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("2002:c0a8:101::1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fdff:ffff::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Special_addresses_are_not_on_the_internet(string address) =>
        Assert.False(PublicInternet.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("128.0.0.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("192.169.0.1")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::1.1.1.1")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2606:4700::1111")]
    public void Other_addresses_are(string address) => Assert.True(PublicInternet.Contains(IPAddress.Parse(address)));

    /// <summary>Notations of addresses that may not be used. Names are looked up only when something is sent.</summary>
    [Theory]
    [InlineData("https://127.0.0.2/")]
    [InlineData("https://2130706434/")]
    [InlineData("https://0x7f000002/")]
    [InlineData("https://0x7f.2/")]
    [InlineData("https://0177.0.0.2/")]
    [InlineData("https://127.2/")]
    [InlineData("https://0/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:7f00:2]/")]
    [InlineData("https://[64:ff9b::10.0.0.1]/")]
    [InlineData("https://[fe80::1%25eth0]/")]
    [InlineData("https://１２７.0.0.2/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://1.1.1.1/")]
    [InlineData("https://user:password@partner.example/")]
    [InlineData("https://ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä.ä/")]
    [InlineData("https://partner.example/#part")]
    [InlineData("ftp://partner.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("partner.example/hooks")]
    [InlineData("")]
    public async Task An_endpoint_elsewhere_cannot_be_added(string url)
    {
        await using var app = new OutgoingWebhookVenue();
        var refused = Assert.IsType<WebhookEndpointOutcome.Refused>(await app.TryAddWebhookAsync(url));
        Assert.Equal([nameof(WebhookEndpointForm.Url)], refused.Errors.Keys);
    }

    [Fact]
    public async Task Without_allowed_networks_https_is_required()
    {
        await using var app = new TicketingApp();
        Assert.IsType<WebhookEndpointOutcome.Refused>(await app.TryAddWebhookAsync("http://partner.example/"));
        await app.AddWebhookAsync("https://partner.example/");
    }

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("10.0.0.1", "127.0.0.2")]
    [InlineData("::ffff:127.0.0.2")]
    [InlineData("64:ff9b::127.0.0.2")]
    public async Task A_name_that_leads_to_a_refused_address_is_not_connected_to(params string[] addresses)
    {
        await using var app = new OutgoingWebhookVenue { Resolve = _ => addresses };
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        var delivery = await SendAsync(app, $"http://partner.example:{receiver.Port}/");

        Assert.Empty(receiver.Received);
        Assert.Equal("partner.example is not in an allowed network, so it needs https.", delivery.LastError);
        Assert.Equal((WebhookDeliveryStatus.Waiting, null), (delivery.Status, delivery.ResponseStatus));
    }

    [Fact]
    public async Task The_same_holds_over_https()
    {
        await using var app = new OutgoingWebhookVenue { Resolve = _ => ["192.168.0.10"] };
        var delivery = await SendAsync(app, "https://partner.example/");
        Assert.Equal("partner.example is not on the public internet.", delivery.LastError);
    }

    [Fact]
    public async Task A_name_that_changes_its_address_gains_nothing()
    {
        var lookups = new Queue<string>(["127.0.0.1", "127.0.0.2"]);
        await using var app = new OutgoingWebhookVenue { Resolve = _ => [lookups.Dequeue()] };
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        var endpoint = await app.AddWebhookAsync($"http://partner.example:{receiver.Port}/");

        await app.QueueWebhookAsync(endpoint.Id);
        await app.SendWebhooksAsync();
        Assert.Single(lookups);
        await app.QueueWebhookAsync(endpoint.Id);
        await app.SendWebhooksAsync();

        Assert.Empty(lookups);
        Assert.Equal(IPAddress.Loopback, Assert.Single(receiver.Received).Address);
    }

    [Fact]
    public async Task Of_several_addresses_only_allowed_ones_are_tried()
    {
        await using var app = new OutgoingWebhookVenue { Resolve = _ => ["127.0.0.2", "127.0.0.1"] };
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        var delivery = await SendAsync(app, $"http://partner.example:{receiver.Port}/");

        Assert.Equal(WebhookDeliveryStatus.Delivered, delivery.Status);
        Assert.Equal(IPAddress.Loopback, Assert.Single(receiver.Received).Address);
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        await using var app = new OutgoingWebhookVenue();
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        receiver.Answer = context =>
        {
            context.Response.Redirect($"http://127.0.0.1:{receiver.Port}/other", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };

        var delivery = await SendAsync(app, receiver.Url);

        Assert.Single(receiver.Received);
        Assert.Equal((307, "It answered 307. Redirects are not followed."), (delivery.ResponseStatus, delivery.LastError));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_given_up_after_fifteen_seconds()
    {
        await using var app = new OutgoingWebhookVenue();
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        receiver.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var endpoint = await app.AddWebhookAsync(receiver.Url);
        await app.QueueWebhookAsync(endpoint.Id);

        await FinishAsync(app, app.SendWebhooksAsync(), receiver);

        var delivery = await app.GetOnlyDeliveryAsync();
        Assert.Equal((null, "No answer within 15 seconds."), (delivery.ResponseStatus, delivery.LastError));
        Assert.InRange(delivery.DurationMilliseconds!.Value, 15_000, 17_000);
    }

    [Fact]
    public async Task Of_an_endless_answer_only_the_beginning_is_read()
    {
        await using var app = new OutgoingWebhookVenue();
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        receiver.Answer = async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(new string('x', 1000), context.RequestAborted);
            }
        };

        var delivery = await SendAsync(app, receiver.Url);

        Assert.Equal((WebhookDeliveryStatus.Delivered, 4000), (delivery.Status, delivery.ResponseBody!.Length));
    }

    [Fact]
    public async Task An_answer_whose_text_never_ends_counts_by_its_status()
    {
        await using var app = new OutgoingWebhookVenue();
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        receiver.Answer = async context =>
        {
            await context.Response.WriteAsync("Thanks\0!", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        var endpoint = await app.AddWebhookAsync(receiver.Url);
        await app.QueueWebhookAsync(endpoint.Id);

        await FinishAsync(app, app.SendWebhooksAsync(), receiver);

        var delivery = await app.GetOnlyDeliveryAsync();
        Assert.Equal((WebhookDeliveryStatus.Delivered, "Thanks!"), (delivery.Status, delivery.ResponseBody));
    }

    [Fact]
    public async Task A_host_that_accepts_no_connection_is_named()
    {
        await using var app = new OutgoingWebhookVenue();
        var receiver = await WebhookReceiver.StartAsync(Ct);
        await receiver.DisposeAsync();
        Assert.Equal("127.0.0.1 accepts no connection.", (await SendAsync(app, receiver.Url)).LastError);
    }

    private static async Task<WebhookDelivery> SendAsync(TicketingApp app, string url)
    {
        var endpoint = await app.AddWebhookAsync(url);
        await app.QueueWebhookAsync(endpoint.Id);
        await app.SendWebhooksAsync();
        return await app.GetOnlyDeliveryAsync();
    }

    private static async Task FinishAsync(TicketingApp app, Task sending, WebhookReceiver receiver)
    {
        while (receiver.Received.Count == 0)
        {
            await Task.Delay(10, Ct);
        }

        while (!sending.IsCompleted)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, Ct);
        }

        await sending;
    }
}
