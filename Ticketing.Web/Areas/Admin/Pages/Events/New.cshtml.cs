using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Areas.Admin.Pages.Events;

public sealed class NewModel(EditEvent edit, EventQueries events, IOptionsMonitor<SiteOptions> site) : EventFormPage
{
    public override bool IsNew => true;

    public override string BackPath => "/admin/events";

    public async Task OnGetAsync(CancellationToken ct)
    {
        Form.Zone = site.CurrentValue.TimeZone;
        (Form.Location, Form.Address) = await events.GetLastLocationAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        switch (await edit.CreateAsync(Form, ct))
        {
            case EditOutcome.Saved saved:
                this.SetFlash("The draft is there. Next: ticket types and a poster.");
                return new SeeOtherResult($"/admin/events/{saved.Id}");
            case EditOutcome.Refused refused:
                return Refuse(refused.Errors);
            default:
                throw new UnreachableException();
        }
    }
}
