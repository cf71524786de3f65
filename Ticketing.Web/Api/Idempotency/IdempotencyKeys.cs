using System.Globalization;
using System.Security.Claims;
using System.Text;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Idempotency;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Api.Idempotency;

/// <summary>Answers a repeated POST with the same key as the first one, without running it again.</summary>
internal static class IdempotencyKeys
{
    public const int MaxLength = 255;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    /// <summary>Place after authorization: a caller that was revoked gets no answer from before.</summary>
    public static void UseIdempotencyKeys(this WebApplication app) =>
        app.Use(
            (context, next) =>
                context.GetEndpoint() is { Metadata: var metadata } && IdempotencyMetadata.TakesKey(context.Request.Method, metadata)
                    ? RunAsync(context, next, IdempotencyMetadata.NeedsKey(metadata))
                    : next(context)
        );

    /// <summary>Of a request that has a key.</summary>
    public static string GetRequestId(HttpContext context) =>
        KeyedRequests.CreateId(GetCaller(context), context.Request.Headers[IdempotencyMetadata.Header].ToString());

    private static async Task RunAsync(HttpContext context, RequestDelegate next, bool isRequired)
    {
        var key = context.Request.Headers[IdempotencyMetadata.Header].ToString();
        if (key.Length == 0)
        {
            await (isRequired ? ProblemResult.Create(ProblemType.IdempotencyKeyMissing).ExecuteAsync(context) : next(context));
        }
        else if (key.Length > MaxLength || !key.All(c => c is > ' ' and <= '~'))
        {
            await ProblemResult
                .Invalid(IdempotencyMetadata.Header, $"A key has at most {MaxLength} letters, digits and signs, such as a UUID.")
                .ExecuteAsync(context);
        }
        else
        {
            await RunOnceAsync(context, next, key);
        }
    }

    private static async Task RunOnceAsync(HttpContext context, RequestDelegate next, string key)
    {
        var requests = context.RequestServices.GetRequiredService<KeyedRequests>();
        var content = await ReadContentAsync(context.Request, context.RequestAborted);
        switch (await requests.BeginAsync(GetCaller(context), key, content, context.RequestAborted))
        {
            case KeyOutcome.First first:
                await RunFirstAsync(context, next, requests, first.Claim);
                break;
            case KeyOutcome.Answered { Answer: var stored }:
                await StoredAnswer.Read(stored).ReplayAsync(context.Response, context.RequestAborted);
                break;
            case KeyOutcome.UnderWay:
                context.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                await ProblemResult.Create(ProblemType.RequestUnderWay).ExecuteAsync(context);
                break;
            case KeyOutcome.OtherRequest:
                await ProblemResult.Create(ProblemType.IdempotencyKeyReused).ExecuteAsync(context);
                break;
            default:
                await ProblemResult.Create(ProblemType.IdempotencyAnswerLost).ExecuteAsync(context);
                break;
        }
    }

    private static async Task RunFirstAsync(HttpContext context, RequestDelegate next, KeyedRequests requests, RequestClaim claim)
    {
        // A caller that loses the connection asks again, and gets the answer then.
        context.RequestAborted = CancellationToken.None;
        try
        {
            var answer = await CaptureAsync(context, next);
            await (IsFinal(answer.Status) ? StoreAsync(requests, claim, answer) : requests.ForgetAsync(claim, CancellationToken.None));
            await answer.SendAsync(context.Response, CancellationToken.None);
        }
        catch
        {
            await requests.ForgetAsync(claim, CancellationToken.None);
            throw;
        }
    }

    /// <summary>False for failures by accident, and for a missing second factor: the same request may succeed later.</summary>
    private static bool IsFinal(int status) =>
        status
            is < StatusCodes.Status500InternalServerError
                and not (StatusCodes.Status401Unauthorized or StatusCodes.Status429TooManyRequests);

    // The request has been carried out: the caller must learn that even if it cannot be told twice.
    private static async Task StoreAsync(KeyedRequests requests, RequestClaim claim, StoredAnswer answer)
    {
        try
        {
            await requests.AnswerAsync(claim, answer.Write(), CancellationToken.None);
        }
        catch (Exception error) when (DatabaseErrors.IsOutage(error)) { }
    }

    private static async Task<StoredAnswer> CaptureAsync(HttpContext context, RequestDelegate next)
    {
        using var buffer = new MemoryStream();
        var body = context.Response.Body;
        context.Response.Body = buffer;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        return StoredAnswer.Create(context.Response, buffer.ToArray());
    }

    /// <summary>Also lets the operation read the body.</summary>
    private static async Task<byte[]> ReadContentAsync(HttpRequest request, CancellationToken ct)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        request.Body = new MemoryStream(body.ToArray());
        return [.. Encoding.UTF8.GetBytes($"{request.Path}{request.QueryString}\n"), .. body.ToArray()];
    }

    private static string GetCaller(HttpContext context) =>
        context.User.FindApiKeyId() is { } key ? $"key {key}"
        : context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } person ? $"person {person}"
        : $"address {RateLimits.GetAddressKey(context.Connection.RemoteIpAddress)}";
}
