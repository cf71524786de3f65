using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Infrastructure.Hosting.Pipeline;

/// <summary>
/// Buyers' pages in another language than the default have its prefix: "/de/events/x". The rest of the program sees the path without it.
/// </summary>
public static class LanguagePrefix
{
    /// <summary>First segments of the paths of buyers' pages and files.</summary>
    internal static readonly string[] Sections =
    [
        "",
        "basket",
        "checkout",
        "embed",
        "events",
        "events.ics",
        "events.rss",
        "figures",
        "find-us",
        "imprint",
        "orders",
        "past",
        "payments",
        "privacy",
        "sandbox",
        "terms",
        "unsubscribe",
    ];

    /// <summary>Programs get English, whichever language is the buyers' default.</summary>
    private static readonly string[] EnglishSections = ["api", "openapi"];

    /// <summary>Place before routing and error pages.</summary>
    public static void UseLanguagePrefixes(this WebApplication app)
    {
        var languages = app.Services.GetRequiredService<SiteLanguages>();
        var staffLanguages = app.Services.GetRequiredService<StaffLanguages>();
        app.Use(
            async (context, next) =>
            {
                using var _ = (
                    StaffSections.Include(context.Request.Path) ? staffLanguages.FindForBrowser(context.Request) : Read(context, languages)
                ).Use();
                await next(context);
            }
        );
    }

    /// <summary>The path of a buyer's page with the prefix that the request has; other addresses as they are.</summary>
    public static string AddTo(string address, HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<RequestLanguage>() is { } language && IsOfBuyers(address) ? $"/{language.Prefix}{address}" : address;
    }

    private static Language Read(HttpContext context, SiteLanguages languages)
    {
        var path = context.Request.Path.Value ?? "";
        var first = GetSection(path);
        if (first.Length > 0 && languages.FindByPrefix(first) is { } language)
        {
            context.Features.Set(new RequestLanguage(language.Prefix));
            var rest = path.Length > first.Length + 1 ? path[(first.Length + 1)..] : "/";
            if (IsOfBuyers(rest))
            {
                context.Request.Path = rest;
            }

            return language;
        }

        return EnglishSections.Contains(first, StringComparer.OrdinalIgnoreCase) ? Language.English : languages.Default;
    }

    private static bool IsOfBuyers(string address) =>
        address.StartsWith('/')
        && !address.StartsWith("//", StringComparison.Ordinal)
        && Sections.Contains(GetSection(address), StringComparer.OrdinalIgnoreCase);

    private static string GetSection(string address)
    {
        var rest = address.AsSpan(Math.Min(1, address.Length));
        var end = rest.IndexOfAny('/', '?', '#');
        return (end < 0 ? rest : rest[..end]).ToString();
    }

    private sealed record RequestLanguage(string Prefix);
}
