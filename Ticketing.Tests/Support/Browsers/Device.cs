using Microsoft.Playwright;

namespace Ticketing.Tests.Support.Browsers;

/// <param name="Width">CSS pixels.</param>
public sealed record Device(int Width, int Height, ColorScheme Scheme = ColorScheme.Light, bool HasTouch = false, bool HasJavaScript = true)
{
    public static readonly Device Desktop = new(1280, 800);

    public static readonly Device Phone = new(360, 740, ColorScheme.Dark, HasTouch: true);

    public static readonly Device WithoutJavaScript = Desktop with { HasJavaScript = false };

    public BrowserNewContextOptions CreateContextOptions(Uri site) =>
        new()
        {
            BaseURL = site.ToString(),
            ViewportSize = new ViewportSize { Width = Width, Height = Height },
            ColorScheme = Scheme,
            HasTouch = HasTouch,
            IsMobile = HasTouch,
            JavaScriptEnabled = HasJavaScript,
            Locale = "en-GB",
            TimezoneId = "Europe/London",
            ReducedMotion = ReducedMotion.Reduce,
        };
}
