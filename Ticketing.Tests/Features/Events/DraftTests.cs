using System.Net;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Events;

public sealed class DraftTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_draft_is_deleted_with_its_ticket_types(DatabaseProvider database)
    {
        app = venues.On(database);
        var draft = await app.AddEventAsync(EventStatus.Inactive);
        using var staff = await app.SignInAsStaffAsync();
        var list = await (await staff.OpenAsync($"/admin/events/{draft.Id}")).SubmitAsync("form[action$='handler=Delete']");
        Assert.Contains("Draft deleted.", list.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        (await staff.OpenAsync($"/admin/events/{draft.Id}")).ExpectStatus(HttpStatusCode.NotFound);
        var entry = (await app.GetAuditEntriesAsync(draft.Id)).Single();
        Assert.Equal("event.deleted", entry.Action);
        Assert.Contains("Standing", entry.Before, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_public_held_or_was_sold_once_is_not_deleted(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        Assert.Equal(DraftDeletion.InUse, await DeleteAsync(show));
        var order = await app.BuyAsync(show, "Standing", 1);
        await app.StartRefundAsync(order);
        await app.SetStatusAsync(show, EventStatus.Inactive);
        Assert.Equal(0, (await app.GetEventAsync(show)).Sold);
        Assert.Equal(DraftDeletion.InUse, await DeleteAsync(show));

        var held = await app.PublishEventAsync();
        await app.PlaceHoldAsync(held, "Standing", 1);
        await app.SetStatusAsync(held, EventStatus.Inactive);
        Assert.Equal(DraftDeletion.InUse, await DeleteAsync(held));
        Assert.Equal(DraftDeletion.NotFound, await DeleteAsync(Guid.NewGuid()));
        Assert.Empty(await app.GetAuditEntriesAsync(held.Id));
    }

    [Theory, OnBothDatabases]
    public async Task What_the_database_must_keep_is_not_deleted(DatabaseProvider database)
    {
        app = venues.On(database);
        var draft = await app.AddEventAsync(EventStatus.Inactive);
        await app.ScanAsync(draft, "nonsense");
        Assert.Equal(DraftDeletion.InUse, await DeleteAsync(draft));
        Assert.Empty(await app.GetAuditEntriesAsync(draft.Id));
    }

    [Theory, OnBothDatabases]
    public async Task A_draft_is_archived_and_restored(DatabaseProvider database)
    {
        app = venues.On(database);
        var draft = await app.AddEventAsync(EventStatus.Inactive, $"Put away on {database}");
        using var staff = await app.SignInAsStaffAsync();
        var page = await (await staff.OpenAsync($"/admin/events/{draft.Id}")).SubmitAsync("form[action$='handler=Archive']");
        Assert.Equal("Archived", page.ExpectStatus(HttpStatusCode.OK).Document.QuerySelector(".event-head .chip")!.TextContent);
        Assert.DoesNotContain(draft.Title, (await staff.OpenAsync("/admin/events?show=drafts")).Text, StringComparison.Ordinal);
        Assert.Contains(draft.Title, (await staff.OpenAsync("/admin/events?show=archived")).Text, StringComparison.Ordinal);
        Assert.IsType<PublishOutcome.Refused>(
            await app.UseAsync<PublishEvent, PublishOutcome>(publish => publish.PublishAsync(draft.Id, Ct))
        );

        await page.SubmitAsync("form[action$='handler=Restore']");
        Assert.Contains(draft.Title, (await staff.OpenAsync("/admin/events?show=drafts")).Text, StringComparison.Ordinal);
        Assert.Equal(["event.archived", "event.restored"], (await app.GetAuditEntriesAsync(draft.Id)).Select(entry => entry.Action));
    }

    [Theory, OnBothDatabases]
    public async Task A_public_event_is_not_archived(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        Assert.False(await app.UseAsync<ArchiveDraft, bool?>(archive => archive.ArchiveAsync(show.Id, Ct)));
        Assert.Null((await app.GetEventAsync(show)).ArchivedAt);
        Assert.Empty(await app.GetAuditEntriesAsync(show.Id));
    }

    [Theory, OnBothDatabases]
    public async Task A_new_event_is_at_the_last_place_if_the_settings_have_no_address(DatabaseProvider database)
    {
        await using var own = new TicketingApp(database);
        app = own;
        using var staff = await app.SignInAsStaffAsync();
        await app.AddEventAsync(
            EventStatus.Inactive,
            change: e =>
            {
                e.Location = "The Old Mill";
                e.Address = "2 Mill Lane";
            }
        );
        var form = (await staff.OpenAsync("/admin/events/new")).Document;
        Assert.Equal("The Old Mill", form.QuerySelector("#Form-Location")!.GetAttribute("value"));
        Assert.Equal("2 Mill Lane", form.QuerySelector("#Form-Address")!.TextContent.Trim());
    }

    private Task<DraftDeletion> DeleteAsync(Event draft) => DeleteAsync(draft.Id);

    private Task<DraftDeletion> DeleteAsync(Guid id) => app.UseAsync<DeleteDraft, DraftDeletion>(delete => delete.DeleteAsync(id, Ct));
}
