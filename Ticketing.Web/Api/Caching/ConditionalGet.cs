using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace Ticketing.Api.Caching;

/// <summary>Marks operations whose answers get an ETag, and that answer 304 to who has them already.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConditionalGetAttribute : Attribute;

internal static class ConditionalGet
{
    private const int HashBytes = 16;

    /// <summary>Place before output caching, so that a whole answer is cached even if nobody needs it.</summary>
    public static void UseConditionalGet(this WebApplication app) =>
        app.Use(
            (context, next) =>
                context.GetEndpoint()?.Metadata.GetMetadata<ConditionalGetAttribute>() is not null
                && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
                    ? RespondAsync(context, next)
                    : next(context)
        );

    private static async Task RespondAsync(HttpContext context, RequestDelegate next)
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

        var content = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        if (context.Response.StatusCode == StatusCodes.Status200OK && IsUnchanged(context, content.Span))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            context.Response.ContentType = null;
            context.Response.ContentLength = null;
            return;
        }

        if (content.Length > 0)
        {
            context.Response.ContentLength = content.Length;
            await body.WriteAsync(content, context.RequestAborted);
        }
    }

    private static bool IsUnchanged(HttpContext context, ReadOnlySpan<byte> content)
    {
        var headers = context.Response.GetTypedHeaders();
        headers.ETag ??= new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, HashBytes))}\"");
        headers.CacheControl ??= new CacheControlHeaderValue { NoCache = true };
        return IsKnown(context.Request.GetTypedHeaders(), headers.ETag);
    }

    private static bool IsKnown(RequestHeaders request, EntityTagHeaderValue current) =>
        request.IfNoneMatch.Any(known => known.Tag == "*" || known.Compare(current, useStrongComparison: false));
}
