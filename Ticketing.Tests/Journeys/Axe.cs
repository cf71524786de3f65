using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Journeys;

internal static class Axe
{
    /// <summary>
    /// Disables the two rules for which axe loads style sheets itself: it inlines imported sheets, which the CSP forbids.
    /// No page plays audio or locks the orientation anyway.
    /// Frames are skipped: a mail preview runs no scripts, so axe would wait for it forever.
    /// Of passed rules only one element is reported, which saves much of the time that a large page takes.
    /// </summary>
    private const string FindViolations = """
        async () => {
          const found = await axe.run(document, {
            rules: { "no-autoplay-audio": { enabled: false }, "css-orientation-lock": { enabled: false } },
            iframes: false,
            resultTypes: ["violations"],
          });
          if (!found.passes.length) throw new Error("No rule was checked.");
          return found.violations.flatMap(v => v.nodes.map(n => `${v.id}, ${v.help}: ${n.html}`));
        }
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    private static readonly (int Width, ColorScheme Scheme)[] AllScreens =
    [
        (1280, ColorScheme.Light),
        (360, ColorScheme.Dark),
        (1280, ColorScheme.Dark),
        (360, ColorScheme.Light),
    ];

    /// <summary>
    /// Checks the current page wide and narrow, light and dark: nothing sticks out, and axe finds nothing. In the short run axe, which is
    /// slow, looks at one screen, chosen by the page's title. Saves a picture of all four if <c>TICKETING_PICTURES</c> names a folder.
    /// </summary>
    /// <param name="picture">Starts the names of pictures. Empty for the page's path.</param>
    public static async Task AssertAccessibleAsync(this Visitor visitor, string picture = "")
    {
        var inShortRun = AllScreens[..TestScale.Count(shortRun: 2, full: AllScreens.Length)];
        var chosen = inShortRun[(await visitor.Page.TitleAsync()).Sum(letter => letter) % inShortRun.Length];
        foreach (var screen in Pictures.AreSaved ? AllScreens : inShortRun)
        {
            var (width, scheme) = screen;
            await visitor.Page.SetViewportSizeAsync(width, 800);
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await SaveScreenshotAsync(visitor, picture, $"{width}-{scheme}");
            await LayoutChecks.AssertNoOverflowAsync(visitor);
            if (width < 400 && visitor.Path.StartsWith("/admin", StringComparison.Ordinal))
            {
                await LayoutChecks.AssertFitsPhoneAsync(visitor);
            }

            if (TestScale.IsFull || screen == chosen)
            {
                await AssertNoViolationsAsync(visitor, $"{scheme} {width}");
            }
        }
    }

    // Deque's own method for Playwright opens another page for each run, which takes about as long as the run itself.
    private static async Task AssertNoViolationsAsync(Visitor visitor, string screen)
    {
        await visitor.Page.EvaluateAsync(Script);
        var violations = await visitor.Page.EvaluateAsync<string[]>(FindViolations);
        Assert.True(violations.Length == 0, $"{visitor.Path} {screen}:\n{string.Join('\n', violations)}");
    }

    private static Task SaveScreenshotAsync(Visitor visitor, string picture, string how)
    {
        var path = string.Concat(visitor.Path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => $"{part}-"));
        var page = picture.Length > 0 ? $"{picture}-" : path;
        return visitor.SavePictureAsync($"{page}{Pictures.CountNext(page, how)}-{how}");
    }
}
