using Ticketing.Api.Access;

namespace Ticketing.Api.Caching;

internal static class PrivateAnswers
{
    /// <summary>Only what is public may be kept by browsers and proxies. Place after routing.</summary>
    public static void UsePrivateAnswers(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (IsPrivate(context.GetEndpoint()))
                {
                    context.Response.OnStarting(() =>
                    {
                        context.Response.Headers.CacheControl = "no-store";
                        return Task.CompletedTask;
                    });
                }

                return next(context);
            }
        );

    private static bool IsPrivate(Endpoint? operation) =>
        operation?.Metadata.GetMetadata<ApiAccess>() is not null && operation.Metadata.GetMetadata<ConditionalGetAttribute>() is null;
}
