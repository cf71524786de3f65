using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace Ticketing.Tests.Support;

/// <summary>
/// A person in a real browser with a separate profile. Script errors, CSP violations, missing files and requests to other hosts fail the
/// test.
/// </summary>
public sealed class Visitor
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = new();

    public Visitor(Uri site, Device device, IBrowserContext context, IPage page)
    {
        (Site, Device, Page, this.context) = (site, device, page, context);
        context.Console += (_, said) => Hear(said);
        context.WebError += (_, error) => complaints.Enqueue($"Script failed: {error.Error}");
        context.Request += (_, request) => Watch(request);
        context.Response += (_, response) => Check(response);
    }

    public Uri Site { get; }

    /// <summary>Another host that the app may send people to.</summary>
    public Uri? Elsewhere { get; set; }

    public Device Device { get; }

    public IPage Page { get; }

    public string Path => new Uri(Page.Url).PathAndQuery;

    /// <summary>Taps on touch devices.</summary>
    public Task PressAsync(ILocator what) => Device.IsTouched ? what.TapAsync() : what.ClickAsync();

    /// <summary>On failure, keeps a trace and a screenshot in <c>TestResults/</c>.</summary>
    public async Task LeaveAsync(bool failed)
    {
        var keep = failed || !complaints.IsEmpty;
        var name = System.IO.Path.Combine(ResultsFolder(), $"{TestContext.Current.TestMethod?.MethodName}-{Guid.NewGuid():N}");
        if (keep)
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = name + ".png", FullPage = true });
        }

        await context.Tracing.StopAsync(new TracingStopOptions { Path = keep ? name + ".zip" : null });
        await context.CloseAsync();
        Assert.True(complaints.IsEmpty, string.Join(Environment.NewLine, complaints));
    }

    // Missing files are reported by their responses, and some journeys expect a refused page. Playwright injects scripts into frames;
    // sandboxed ones block them, as they should.
    private void Hear(IConsoleMessage said)
    {
        var isOfAFrameThatRunsNothing = said.Text.StartsWith("Blocked script execution in", StringComparison.Ordinal) && said.Text.Contains("frame is sandboxed", StringComparison.Ordinal);
        if (said.Type == "error" && !isOfAFrameThatRunsNothing && !said.Text.StartsWith("Failed to load resource: the server responded", StringComparison.Ordinal))
        {
            complaints.Enqueue($"Console: {said.Text}");
        }
    }

    private void Watch(IRequest request)
    {
        var url = new Uri(request.Url);
        if (url.Scheme is not ("data" or "blob" or "about") && url.Authority != Site.Authority && url.Authority != Elsewhere?.Authority)
        {
            complaints.Enqueue($"Asked another host: {url}");
        }
    }

    private void Check(IResponse response)
    {
        if (response.Status >= 400 && !response.Request.IsNavigationRequest)
        {
            complaints.Enqueue($"{response.Status}: {response.Url}");
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
