using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Ticketing.Infrastructure.Hosting.Pipeline;

/// <summary>
/// Compresses text with Brotli or gzip. Behind the page cache, which keeps one copy for each encoding, so that a page is compressed as
/// often as it is rendered.
/// </summary>
public static class TextCompression
{
    public const string Brotli = "br";

    private static readonly string[] MoreTypes = ["image/svg+xml", "text/calendar", "application/problem+json", "application/ld+json"];

    public static IServiceCollection AddTextCompression(this IServiceCollection services) =>
        services
            .AddResponseCompression(options =>
            {
                // What could be guessed from the length of an encrypted response is never compressed.
                options.EnableForHttps = true;
                options.MimeTypes = ResponseCompressionDefaults.MimeTypes.Concat(MoreTypes);
                options.Providers.Add<BrotliCompressionProvider>();
                options.Providers.Add<GzipCompressionProvider>();
            })
            .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal)
            .Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal)
            .AddSingleton<IResponseCompressionProvider, PublicTextCompression>();

    /// <summary>
    /// Tells caches between us and the buyer that compressible responses differ, also those that are sent as they are. Place before the
    /// page cache, which stores one of these too.
    /// </summary>
    public static void UseEncodingVariants(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(AddVary, context);
                return next(context);
            }
        );

    private static Task AddVary(object state)
    {
        var context = (HttpContext)state;
        var vary = context.Response.Headers.Vary.ToString();
        if (
            !vary.Contains(HeaderNames.AcceptEncoding, StringComparison.OrdinalIgnoreCase)
            && context.RequestServices.GetRequiredService<IResponseCompressionProvider>().ShouldCompressResponse(context)
        )
        {
            context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        }

        return Task.CompletedTask;
    }

    /// <summary>Empty if the request accepts neither of them.</summary>
    public static string GetEncoding(HttpContext context) =>
        context.RequestServices.GetRequiredService<IResponseCompressionProvider>().GetCompressionProvider(context)?.EncodingName ?? "";
}

/// <summary>
/// Leaves out whatever must not be stored: orders, baskets, the admin area, secrets of the API. A stranger who can add text to such a page
/// could guess a secret in it from how well the page compresses (BREACH).
/// </summary>
internal sealed class PublicTextCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options)
    : ResponseCompressionProvider(services, options)
{
    public override bool ShouldCompressResponse(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && context.Response.GetTypedHeaders().CacheControl is not { NoStore: true }
        && base.ShouldCompressResponse(context);
}
