using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Ticketing.Events;
using Ticketing.Events.Editing;
using Ticketing.Hosting;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin.Pages.Events;

public sealed class NewModel(EditEvent edit, EventDesk desk, IOptionsMonitor<SiteOptions> site) : EventFormPage
{
    public override bool IsNew => true;

    public override string Back => "/admin/events";

    public async Task OnGetAsync(CancellationToken ct)
    {
        Form.Zone = site.CurrentValue.TimeZone;
        (Form.Location, Form.Address) = await desk.LastPlaceAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        switch (await edit.CreateAsync(Form, ct))
        {
            case EditOutcome.Saved saved:
                this.Tell("The draft is there. Next: ticket types and a poster.");
                return new SeeOther($"/admin/events/{saved.Id}");
            case EditOutcome.Refused refused:
                return Refuse(refused.Errors);
            default:
                throw new UnreachableException();
        }
    }
}
