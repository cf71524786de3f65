using Microsoft.Playwright;

namespace Ticketing.Tests.Support;

/// <param name="Width">CSS pixels.</param>
public sealed record Device(int Width, int Height, ColorScheme Scheme = ColorScheme.Light, bool IsTouched = false, bool RunsScripts = true)
{
    public static readonly Device Desktop = new(1280, 800);

    public static readonly Device Phone = new(360, 740, ColorScheme.Dark, IsTouched: true);

    public static readonly Device WithoutScripts = Desktop with { RunsScripts = false };

    public BrowserNewContextOptions ContextAt(Uri site) => new()
    {
        BaseURL = site.ToString(), ViewportSize = new ViewportSize { Width = Width, Height = Height }, ColorScheme = Scheme,
        HasTouch = IsTouched, IsMobile = IsTouched, JavaScriptEnabled = RunsScripts, Locale = "en-GB", ReducedMotion = ReducedMotion.Reduce,
    };
}
