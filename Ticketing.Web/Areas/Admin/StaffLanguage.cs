using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin;

public static class StaffLanguage
{
    /// <summary>Staff's pages in the language that the person chose. Place after authentication.</summary>
    public static void UseStaffLanguage(this WebApplication app)
    {
        var languages = app.Services.GetRequiredService<StaffLanguages>();
        app.Use(
            async (context, next) =>
            {
                using var _ = FindChosen(context, languages)?.Use();
                await next(context);
            }
        );
    }

    private static Language? FindChosen(HttpContext context, StaffLanguages languages) =>
        StaffSections.Include(context.Request.Path) ? languages.FindChosen(context.User) ?? context.Features.Get<Language>() : null;
}
