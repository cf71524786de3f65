using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.CheckIn;

public sealed class TypedSearchTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string AdmitForm = "form[action$=Admit]";
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task A_typed_order_reference_leads_to_its_tickets(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 2);
        using var staff = await app.SignInAsStaffAsync();
        var list = await (await staff.OpenAsync(CheckInActions.CheckInPath(show))).ScanAsync(
            order.Reference.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()
        );
        Assert.Equal(2, list.Document.QuerySelectorAll(AdmitForm).Length);
        foreach (
            var typed in new[] { order.Reference.Replace('-', '–'), order.Reference[..4], "lovelace", "Ada Lovelace", "ada@example.com" }
        )
        {
            var found = await (await staff.OpenAsync(CheckInActions.CheckInPath(show))).ScanAsync(typed);
            Assert.Equal(2, found.Document.QuerySelectorAll(AdmitForm).Length);
        }

        Assert.Empty(await app.GetScansAsync(show));
    }

    [Theory, OnEitherDatabase]
    public async Task What_the_camera_reads_is_never_a_search(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        foreach (var seen in new[] { "0042", "Cloakroom" })
        {
            var answered = await (await staff.OpenAsync(CheckInActions.CheckInPath(show))).SubmitAsync(
                CheckInActions.ScanForm,
                new Dictionary<string, string> { ["code"] = seen, ["seen"] = "true" }
            );
            Assert.Equal((CheckInActions.CheckInPath(show), "Not a ticket"), (answered.Path, answered.ScanHeadline()));
        }
    }

    [Theory, OnEitherDatabase]
    public async Task A_reference_of_another_show_names_that_show(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, other) = (await app.PublishEventAsync(), await app.PublishEventAsync("The Other Night", _ => { }));
        var order = await app.BuyAsync(other, "Standing", 2);
        using var staff = await app.SignInAsStaffAsync();
        var list = await (await staff.OpenAsync(CheckInActions.CheckInPath(show))).ScanAsync(order.Reference);
        Assert.Contains("No tickets for this event", list.Text, StringComparison.Ordinal);
        Assert.Contains("2 tickets for The Other Night, ", list.Text, StringComparison.Ordinal);
        Assert.NotNull(list.Document.QuerySelector($"a[href='{CheckInActions.CheckInPath(other)}/list?q={order.Reference}']"));
        Assert.Null(list.Document.QuerySelector(AdmitForm));
    }
}
