using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Notifications.Layout;

/// <summary>Renders Razor components as mail HTML, without a request. Thread-safe.</summary>
public sealed class MailHtmlRenderer(ILoggerFactory loggers) : IDisposable
{
    // Mail components inject nothing. The default encoder would also escape letters outside ASCII.
    private readonly ServiceProvider services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    public async Task<string> RenderAsync<TMail, TModel>(TModel model, SiteOptions venue)
        where TMail : MailComponent<TModel>
    {
        var parameters = ParameterView.FromDictionary(
            new Dictionary<string, object?> { [nameof(MailComponent<TModel>.Model)] = model, [nameof(MailComponent<TModel>.Venue)] = venue }
        );

        // One renderer per mail: it keeps its components until it is disposed, and renders one at a time.
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TMail>(parameters)).ToHtmlString());
    }

    public void Dispose() => services.Dispose();
}
