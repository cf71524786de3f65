using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace Ticketing.Tests.Support.Browsers;

/// <summary>
/// A person in a real browser with a separate profile. Script errors, CSP violations, missing files and requests to other hosts fail the
/// test.
/// </summary>
public sealed class Visitor
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> errors = new();

    public Visitor(Uri site, Device device, IBrowserContext context, IPage page)
    {
        (Site, Device, Page, this.context) = (site, device, page, context);
        context.Console += (_, said) => OnConsoleMessage(said);
        context.WebError += (_, error) => errors.Enqueue($"Script failed: {error.Error}");
        context.Request += (_, request) => OnRequest(request);
        context.Response += (_, response) => OnResponse(response);
    }

    public Uri Site { get; set; }

    /// <summary>Another host that the app may send people to.</summary>
    public Uri? AllowedHost { get; set; }

    /// <summary>For a library whose style attributes are blocked, as they should be.</summary>
    public bool ExpectsBlockedStyles { get; set; }

    /// <summary>For scripts that send forms with mistakes, which the server refuses.</summary>
    public bool ExpectsRefusedForms { get; set; }

    public Device Device { get; }

    public IPage Page { get; }

    public string Path => new Uri(Page.Url).PathAndQuery;

    /// <summary>Clicks and taps so far. Fields are filled by keyboard.</summary>
    public int Clicks { get; private set; }

    /// <summary>Taps on touch devices.</summary>
    public Task PressAsync(ILocator what)
    {
        Clicks++;
        return Device.HasTouch ? what.TapAsync() : what.ClickAsync();
    }

    /// <summary>On failure, keeps a trace and a screenshot in <c>TestResults/</c>.</summary>
    public async Task CloseAsync(bool failed)
    {
        var keep = failed || !errors.IsEmpty;
        var name = System.IO.Path.Combine(ResultsFolder(), $"{TestContext.Current.TestMethod?.MethodName}-{Guid.NewGuid():N}");
        if (keep)
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = name + ".png", FullPage = true });
        }

        await context.Tracing.StopAsync(new TracingStopOptions { Path = keep ? name + ".zip" : null });
        await context.CloseAsync();
        Assert.True(errors.IsEmpty, string.Join(Environment.NewLine, errors));
    }

    // Missing files are reported by their responses, and some journeys expect a refused page. Playwright injects scripts into frames;
    // sandboxed ones block them, as they should.
    private void OnConsoleMessage(IConsoleMessage said)
    {
        var isOfAFrameThatRunsNothing =
            said.Text.StartsWith("Blocked script execution in", StringComparison.Ordinal)
            && said.Text.Contains("frame is sandboxed", StringComparison.Ordinal);
        if (
            said.Type == "error"
            && !isOfAFrameThatRunsNothing
            && !(ExpectsBlockedStyles && said.Text.StartsWith("Applying inline style violates", StringComparison.Ordinal))
            && !said.Text.StartsWith("Failed to load resource: the server responded", StringComparison.Ordinal)
        )
        {
            errors.Enqueue($"Console: {said.Text}");
        }
    }

    private void OnRequest(IRequest request)
    {
        var url = new Uri(request.Url);
        if (url.Scheme is not ("data" or "blob" or "about") && url.Authority != Site.Authority && url.Authority != AllowedHost?.Authority)
        {
            errors.Enqueue($"Asked another host: {url}");
        }
    }

    private void OnResponse(IResponse response)
    {
        var isExpected = ExpectsRefusedForms && response.Request.Method == "POST";
        if (response.Status >= 400 && !response.Request.IsNavigationRequest && !isExpected)
        {
            errors.Enqueue($"{response.Status}: {response.Url}");
        }
    }

    private static string ResultsFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.Parent is not null && folder.GetFiles("Ticketing.sln").Length == 0)
        {
            folder = folder.Parent;
        }

        return System.IO.Path.Combine(folder.FullName, "TestResults");
    }
}
