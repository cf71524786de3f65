using System.Data.Common;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Ticketing.Features.Payments.Providers.StripeCheckout;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Features.Payments.Webhooks;

public static partial class StripeWebhookEndpoint
{
    public const string Path = "/webhooks/stripe";

    /// <summary>To subscribe to in Stripe's dashboard. Others are ignored.</summary>
    public static readonly IReadOnlyList<string> EventTypes =
    [
        "checkout.session.completed",
        "checkout.session.async_payment_succeeded",
        "checkout.session.async_payment_failed",
        "checkout.session.expired",
        "refund.created",
        "refund.updated",
        "refund.failed",
        "charge.refunded",
        "charge.updated",
        "charge.dispute.created",
        "charge.dispute.updated",
        "charge.dispute.closed",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.funds_reinstated",
    ];

    public static string ApiVersion => StripeEventReader.ApiVersion;

    /// <summary>Stripe's own event destinations truncate at this size; payment events have a few thousand bytes.</summary>
    public const int MaxBodyBytes = RequestLimits.WebhookBytes;

    // One byte more, so that a body that is too long gets an answer that says so.
    public static void MapStripeWebhook(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, ReceiveAsync).WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes + 1));

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> ReceiveAsync(
        HttpRequest request,
        ReceiveStripeWebhook receive,
        IOptionsMonitor<PaymentOptions> payments,
        ILoggerFactory logs,
        CancellationToken ct
    )
    {
        if (payments.CurrentValue.Stripe.WebhookSecret.Length == 0)
        {
            return Problem(
                StatusCodes.Status404NotFound,
                "This venue takes no messages from Stripe: Payments:Stripe:WebhookSecret is not set."
            );
        }

        if (!request.HasJsonContentType())
        {
            return Problem(StatusCodes.Status415UnsupportedMediaType, "Stripe's messages are JSON.");
        }

        if (request.Headers["Stripe-Signature"] is not [{ Length: > 0 } signature])
        {
            return Problem(StatusCodes.Status400BadRequest, "One Stripe-Signature is needed.");
        }

        return await ReadAsync(request, ct) is { } body
            ? await RespondAsync(() => receive.ReceiveAsync(body, signature, ct), logs)
            : Problem(StatusCodes.Status413PayloadTooLarge, "No message of Stripe's is that long.");
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> RespondAsync(
        Func<Task<ReceiveOutcome>> receive,
        ILoggerFactory logs
    )
    {
        try
        {
            return await receive() switch
            {
                ReceiveOutcome.Refused(var reason) => Problem(StatusCodes.Status400BadRequest, GetDetail(reason)),
                ReceiveOutcome.Duplicate => TypedResults.Text("Received before."),
                _ => TypedResults.Text("Received."),
            };
        }
        catch (Exception error) when (error is DbException || DatabaseErrors.IsOutage(error))
        {
            NotStored(logs.CreateLogger(typeof(StripeWebhookEndpoint)), DatabaseErrors.Describe(error));
            return Problem(StatusCodes.Status503ServiceUnavailable, "It could not be kept. Send it again later.");
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > MaxBodyBytes)
        {
            return null;
        }

        // Content-Length may be absent: enforce the limit while reading.
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, ct) is > 0 and var read)
        {
            if (body.Length + read > MaxBodyBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static string GetDetail(string reason) =>
        reason switch
        {
            WebhookRefusal.Signature => "It is not signed with this venue's secret, or was signed too long ago.",
            WebhookRefusal.Version => $"It was not written for version {ApiVersion} of Stripe's interface.",
            WebhookRefusal.Mode => "It is about test payments where the venue's are real, or the other way round.",
            _ => "It is no message of Stripe's that this program knows.",
        };

    private static ProblemHttpResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A request to /webhooks/stripe was answered with 503 because it could not be stored: {Reason}"
    )]
    private static partial void NotStored(ILogger logger, string reason);
}
