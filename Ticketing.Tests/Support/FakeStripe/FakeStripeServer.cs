using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Tests.Support.FakeStripe.Api;

namespace Ticketing.Tests.Support.FakeStripe;

/// <summary>
/// A fake Stripe on loopback: the part of the API that a box office uses, the payment page and webhooks, over HTTP with Stripe's rules and
/// errors. In memory, with an injected clock and scripted faults.
/// </summary>
public sealed partial class FakeStripeServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Account account;
    private readonly CancellationTokenSource closing;

    private FakeStripeServer(WebApplication app, Account account, FakeStripeOptions options, CancellationTokenSource closing)
    {
        this.app = app;
        this.account = account;
        this.closing = closing;
        Options = options;
        Webhooks = new WebhookSender(options);
        account.OnEventsRaised = Webhooks.DeliverOrQueue;
    }

    public FakeStripeOptions Options { get; }

    public required Uri Address { get; init; }

    /// <summary>Value for <c>Payments:Stripe:ApiBase</c>.</summary>
    public string ApiBase => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>For a program that is paid through this server.</summary>
    public (string Name, string Value)[] ProgramSettings =>
        [
            ("Payments__Provider", "Stripe"),
            ("Payments__Stripe__ApiBase", ApiBase),
            ("Payments__Stripe__SecretKey", SecretKey),
            ("Payments__Stripe__WebhookSecret", WebhookSecret),
        ];

    public string SecretKey => Options.SecretKey;
    public string WebhookSecret => Options.WebhookSecret;
    public WebhookSender Webhooks { get; }
    public required Faults Faults { get; init; }

    /// <summary>Of all requests, with the last value of each.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public static Task<FakeStripeServer> StartAsync(TimeProvider clock) => StartAsync(new FakeStripeOptions { Clock = clock });

    public static async Task<FakeStripeServer> StartAsync(FakeStripeOptions? options = null)
    {
        options ??= new FakeStripeOptions();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, options.Port));
        builder.Services.AddRoutingCore();
        var (account, faults, closing) = (new Account(options), new Faults(), new CancellationTokenSource());
        var app = builder.Build();
        var headers = new ConcurrentDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        app.Use(
            (context, next) =>
            {
                foreach (var (name, value) in context.Request.Headers)
                {
                    headers[name] = value.ToString();
                }

                return next(context);
            }
        );
        app.UseRouting();
        new HostedPage(account, faults).Map(app);
        app.MapApi(account, new RequestPipeline(account, options, faults, closing.Token));
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new FakeStripeServer(app, account, options, closing)
        {
            Address = new Uri(address),
            Faults = faults,
            Headers = headers,
        };
    }

    private static void Listen(KestrelServerOptions kestrel, int port)
    {
        if (port == 0)
        {
            kestrel.Listen(IPAddress.Loopback, port);
        }
        else
        {
            kestrel.ListenLocalhost(port);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await Webhooks.WaitForDeliveriesAsync();
        await app.DisposeAsync();
        Webhooks.Dispose();
        account.Dispose();
        closing.Dispose();
    }
}
