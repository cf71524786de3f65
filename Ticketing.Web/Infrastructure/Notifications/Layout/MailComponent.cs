using Microsoft.AspNetCore.Components;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Notifications.Layout;

/// <summary>Base of the components that <see cref="MailHtmlRenderer"/> renders, one per kind of mail.</summary>
public abstract class MailComponent<TModel> : ComponentBase
{
    [Parameter, EditorRequired]
    public required TModel Model { get; set; }

    [Parameter, EditorRequired]
    public required SiteOptions Venue { get; set; }
}
