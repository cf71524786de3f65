using Microsoft.Playwright;
using Xunit;

namespace Ticketing.Tests.Support.Browsers;

/// <summary>One Chromium for all journeys, with a profile per visitor. Its tests are skipped if it is not installed.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    /// <summary>Generous, because other tests run at the same time.</summary>
    private const float TimeoutMilliseconds = 45_000;

    private static readonly string[] KnownPaths =
    [
        "/usr/bin/chromium-headless-shell",
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (FindChromium() is not { } path)
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(TimeoutMilliseconds);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = path,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--no-first-run",
                    // DNS is disabled: requests to other hosts fail and are reported.
                    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
                ],
            }
        );
    }

    public async Task<Visitor> VisitAsync(Uri site, Device device)
    {
        Assert.SkipWhen(browser is null, "Chromium is not installed; set TICKETING_CHROMIUM to its path.");
        var context = await browser!.NewContextAsync(device.CreateContextOptions(site));
        context.SetDefaultTimeout(TimeoutMilliseconds);
        await context.Tracing.StartAsync(
            new TracingStartOptions
            {
                Screenshots = false,
                Snapshots = TestScale.IsFull,
                Sources = false,
            }
        );
        return new Visitor(site, device, context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    private static string? FindChromium() =>
        Environment.GetEnvironmentVariable("TICKETING_CHROMIUM") is { } named
            ? named.Length > 0
                ? named
                : null
            : KnownPaths.FirstOrDefault(File.Exists);
}
