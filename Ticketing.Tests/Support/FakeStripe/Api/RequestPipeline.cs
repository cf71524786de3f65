using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>Faults, authentication, idempotency, then the handler.</summary>
internal sealed class RequestPipeline(Account account, FakeStripeOptions options, Faults faults, CancellationToken closing)
{
    private static readonly ApiErrorException InternalError = new(500, "An unknown error occurred", type: "api_error");

    private readonly IdempotencyStore idempotency = new(options.Clock);

    public async Task AnswerAsync(HttpContext context, ApiRoute route, Handler handler)
    {
        var fault = faults.Take(route);
        try
        {
            var answer = Before(fault) ?? await RunAsync(context, fault, handler);
            if (fault is Fault.TimeoutAfter)
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, closing);
                await Task.Delay(Timeout.Infinite, patience.Token);
            }

            if (fault is Fault.ResetBefore or Fault.ResetAfter)
            {
                context.Abort();
                return;
            }

            await WriteAsync(context, answer);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    public static Task RefuseAsync(HttpContext context, ApiErrorException refusal) => WriteAsync(context, ApiAnswer.FromError(refusal));

    private static ApiAnswer? Before(Fault? fault) =>
        fault switch
        {
            Fault.ResetBefore or Fault.ErrorBefore => ApiAnswer.FromError(InternalError),
            Fault.Conflict => ApiAnswer.FromError(
                new ApiErrorException(
                    409,
                    "There is currently another in-progress request using this Idempotent Key.",
                    "idempotency_key_in_use",
                    type: "idempotency_error"
                )
            ),
            Fault.TooManyRequests => ApiAnswer.FromError(new ApiErrorException(429, "Request rate limit exceeded.", "rate_limit")),
            _ => null,
        };

    private async Task<ApiAnswer> RunAsync(HttpContext context, Fault? fault, Handler handler)
    {
        try
        {
            CheckKey(context.Request);
            var pairs = await ReadAsync(context.Request);
            var isChange = HttpMethods.IsPost(context.Request.Method);
            var form = string.Join('&', pairs.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
            return await idempotency.RunOnceAsync(
                isChange ? context.Request.Headers["Idempotency-Key"].FirstOrDefault() : null,
                context.Request.Path,
                form,
                async () =>
                {
                    if (fault is Fault.Slow)
                    {
                        // Real time, like the caller's timeout. Completes even if the caller has hung up.
                        await Task.Delay(faults.SlowDuration, closing);
                    }

                    return fault is Fault.ErrorInstead ? ApiAnswer.FromError(InternalError, isStored: true)
                        : Execute(context, pairs, handler) is var answer && fault is Fault.ErrorAfter && answer.IsStored
                            ? ApiAnswer.FromError(InternalError, isStored: true)
                        : answer;
                }
            );
        }
        catch (ApiErrorException refusal)
        {
            return ApiAnswer.FromError(refusal);
        }
    }

    private ApiAnswer Execute(HttpContext context, IReadOnlyList<KeyValuePair<string, string>> pairs, Handler handler) =>
        account.Run(() =>
        {
            var began = false;
            try
            {
                var parameters = new RequestParameters(FormNode.Parse(pairs));
                var request = new ApiRequest(
                    $"{context.Request.Scheme}://{context.Request.Host}",
                    context.GetRouteValue("id") as string ?? "",
                    parameters
                );
                var act = handler(request);
                parameters.RefuseUnknown();
                began = true;
                var body = act().ToJsonString();
                request.Expand.RefuseUnknown();
                return new ApiAnswer(200, body, began);
            }
            catch (ApiErrorException refusal)
            {
                return ApiAnswer.FromError(refusal, began);
            }
        });

    private void CheckKey(HttpRequest request)
    {
        var given = request.Headers.Authorization.FirstOrDefault();
        if (given is null || !given.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            throw new ApiErrorException(
                401,
                "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. "
                    + "'Authorization: Bearer YOUR_SECRET_KEY')."
            );
        }

        var key = given["Bearer ".Length..];
        if (key != options.SecretKey)
        {
            throw new ApiErrorException(
                401,
                $"Invalid API Key provided: {key[..Math.Min(8, key.Length)]}{new string('*', 8)}{key[Math.Max(0, key.Length - 4)..]}"
            );
        }

        if (request.Headers["Stripe-Version"].FirstOrDefault() is { } version && version != Rendering.ApiVersion)
        {
            throw new ApiErrorException(400, $"Invalid Stripe API version: {version}. This double speaks {Rendering.ApiVersion}.");
        }
    }

    private static async Task<IReadOnlyList<KeyValuePair<string, string>>> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return
        [
            .. FormNode.Pairs(request.QueryString.Value?.TrimStart('?') ?? ""),
            .. FormNode.Pairs(await reader.ReadToEndAsync(request.HttpContext.RequestAborted)),
        ];
    }

    private static async Task WriteAsync(HttpContext context, ApiAnswer answer)
    {
        var headers = context.Response.Headers;
        headers["Request-Id"] = Account.NewId("req_", 14);
        headers["Stripe-Version"] = Rendering.ApiVersion;
        if (context.Request.Headers["Idempotency-Key"].FirstOrDefault() is { } key && HttpMethods.IsPost(context.Request.Method))
        {
            headers["Idempotency-Key"] = key;
        }

        if (answer.IsReplay)
        {
            headers["Idempotent-Replayed"] = "true";
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }
}
