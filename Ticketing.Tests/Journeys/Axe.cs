using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Journeys;

internal static class Axe
{
    /// <summary>Of other results only one element is reported, which saves much of the time that a large page takes.</summary>
    public static readonly HashSet<ResultType> OnlyViolations = [ResultType.Violations];

    /// <summary>
    /// Disables the two rules for which axe loads style sheets itself: it inlines imported sheets, which the CSP forbids.
    /// No page plays audio or locks the orientation anyway.
    /// Frames are skipped: a mail preview runs no scripts, so axe would wait for it forever.
    /// </summary>
    private static readonly AxeRunOptions RunOptions = new()
    {
        Rules = new Dictionary<string, RuleOptions>
        {
            ["no-autoplay-audio"] = new() { Enabled = false },
            ["css-orientation-lock"] = new() { Enabled = false },
        },
        Iframes = false,
        ResultTypes = OnlyViolations,
    };

    private static readonly (int Width, ColorScheme Scheme)[] AllScreens =
    [
        (1280, ColorScheme.Light),
        (360, ColorScheme.Dark),
        (1280, ColorScheme.Dark),
        (360, ColorScheme.Light),
    ];

    /// <summary>Every width and colour scheme once; all combinations in the full run.</summary>
    public static IEnumerable<(int Width, ColorScheme Scheme)> Screens =>
        AllScreens.Take(TestScale.Count(shortRun: 2, full: AllScreens.Length));

    /// <summary>
    /// Checks the current page wide and narrow, light and dark. Saves screenshots if
    /// <c>TICKETING_PICTURES</c> names a folder.
    /// </summary>
    public static async Task AssertAccessibleAsync(this Visitor staff)
    {
        foreach (var (width, scheme) in Screens)
        {
            await staff.Page.SetViewportSizeAsync(width, 800);
            await staff.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await SaveScreenshotAsync(staff, $"{width}-{scheme}");
            await LayoutChecks.AssertNoOverflowAsync(staff);
            var found = await staff.Page.RunAxe(RunOptions);
            Assert.True(
                found.Violations.Length == 0,
                string.Join(
                    '\n',
                    found.Violations.SelectMany(v => v.Nodes.Select(n => $"{staff.Path} {scheme} {width}: {v.Id}, {v.Help}: {n.Html}"))
                )
            );
        }
    }

    private static Task SaveScreenshotAsync(Visitor staff, string how)
    {
        var page = string.Concat(staff.Path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => $"{part}-"));
        return staff.SavePictureAsync($"{page}{Pictures.CountNext(page, how)}-{how}");
    }
}
