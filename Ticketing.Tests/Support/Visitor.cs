using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace Ticketing.Tests.Support;

/// <summary>
/// A person at a real browser with a profile of their own. Whatever the browser complains of on the way fails the test: errors of
/// scripts, violations of the policy, missing files, and anything that is asked of another host than the program.
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

    /// <summary>Another host that the program rightly sends people to.</summary>
    public Uri? Elsewhere { get; set; }

    public Device Device { get; }

    public IPage Page { get; }

    public string Path => new Uri(Page.Url).PathAndQuery;

    /// <summary>A click, or a tap where the device is touched.</summary>
    public Task PressAsync(ILocator what) => Device.IsTouched ? what.TapAsync() : what.ClickAsync();

    /// <summary>Ends the visit; of a failed one the trace and a last picture stay in <c>TestResults/</c>.</summary>
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

    // Which files were missing is told by their responses, and a page that is refused is what some journeys are about. Playwright looks into
    // frames with scripts of its own: that a frame runs none is right.
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
