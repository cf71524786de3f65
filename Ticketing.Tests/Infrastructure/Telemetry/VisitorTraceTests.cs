using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Telemetry;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Telemetry;

[Collection(MeasuredJourneys.Collection)]
public sealed class VisitorTraceTests
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    private readonly ConcurrentQueue<Activity> spans = [];

    [Fact]
    public async Task What_a_visitor_sends_as_a_trace_is_not_continued_stored_or_passed_on()
    {
        using var listener = Listen();
        await using var collector = await OtlpCollector.StartAsync(Ct);
        await using var venue = await StripeVenue.OpenAsync(DatabaseProvider.Sqlite);
        venue.Set("Telemetry:OtlpEndpoint", collector.Url);
        var show = await venue.PublishEventAsync();
        using var buyer = new Browser(new VisitorsTrace(venue.Server.CreateHandler()), new Uri("https://tickets.example"));

        var checkout = await buyer.ChooseTicketsAsync(show, ("Standing", 1));
        await checkout.SubmitBuyerAsync();

        Assert.NotEmpty(venue.Stripe.Sessions);
        Assert.Empty(venue.Stripe.Headers.Keys.Intersect(["traceparent", "tracestate", "baggage", "Request-Id", "Correlation-Context"]));
        var stored = await venue.UseAsync<TicketingDbContext, string?>(db => db.Set<Hold>().Select(h => h.TraceParent).SingleAsync(Ct));
        Assert.NotNull(stored);
        Assert.DoesNotContain(TraceId, stored, StringComparison.Ordinal);
        Assert.Contains(spans, span => span.OperationName == "hold.place");
        Assert.Contains(spans, span => span.Kind == ActivityKind.Server);
        Assert.All(spans, span => Assert.NotEqual(TraceId, span.TraceId.ToHexString()));
        Assert.All(spans, span => Assert.Null(span.TraceStateString));
        Assert.All(spans, span => Assert.Empty(span.Baggage));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Tracing.SourceName or "Microsoft.AspNetCore",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private sealed class VisitorsTrace(HttpMessageHandler server) : DelegatingHandler(server)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("traceparent", $"00-{TraceId}-00f067aa0ba902b7-01");
            request.Headers.Add("tracestate", "visitor=ada");
            request.Headers.Add("baggage", "name=ada");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
