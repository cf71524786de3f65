using System.Net;
using Ticketing.Features.CheckIn;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.CheckIn;

public sealed class AdmissionByHandTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string UndoForm = "form[action*=Undo]";
    private const string AdmitForm = "form[action$=Admit]";
    private const string AdmitOrderForm = "form[action*=AdmitOrder]";
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase("lovel ada")]
    [OnEitherDatabase("  GOMEZ")]
    [OnEitherDatabase("zoë gómez")]
    [OnEitherDatabase("ada@example.com")]
    public async Task People_without_a_code_are_found_by_name_and_admitted_by_hand(DatabaseProvider database, string typed)
    {
        app = venues.On(database);
        var (show, other) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        var (order, elsewhere) = (await app.BuyAsync(show, "Standing", 2), await app.BuyAsync(other, "Standing", 1));
        using var staff = await app.SignInAsStaffAsync();
        foreach (var bought in new[] { order, elsewhere })
        {
            await (await staff.OpenAsync($"/admin/orders/{bought.Reference}")).SubmitAsync(
                "form[action*=Attendee]",
                new Dictionary<string, string> { ["name"] = "Zoe Gomez" }
            );
        }

        var list = await staff.OpenAsync($"{CheckInActions.CheckInPath(show)}/list?q={Uri.EscapeDataString(typed)}");
        Assert.Equal(2, list.Document.QuerySelectorAll(AdmitForm).Length);
        Assert.DoesNotContain(elsewhere.Reference, list.Text, StringComparison.Ordinal);
        var inside = await list.SubmitAsync(AdmitForm);
        Assert.Equal("Valid", inside.ScanHeadline());
        Assert.Single(inside.Document.QuerySelectorAll(AdmitForm));
        Assert.Equal(1, (await app.GetCheckInCountAsync(show)).In);
        Assert.Equal("Let in by hand.", inside.Document.QuerySelector(".answer .why")!.TextContent);

        // The same form again is the same attempt.
        Assert.Equal("Valid", (await list.SubmitAsync(AdmitForm)).ScanHeadline());
        Assert.Single(await app.GetScansAsync(show));
        var written = Assert.Single(await app.GetAuditEntriesAsync(order.Id), entry => entry.Action == "order.let_in");
        Assert.Contains("\"ticket\":\"1\"", written.After, StringComparison.Ordinal);
        Assert.Equal("Undone", (await inside.SubmitAsync(UndoForm)).ScanHeadline());
        Assert.Equal(0, (await app.GetCheckInCountAsync(show)).In);
    }

    [Theory, OnEitherDatabase]
    public async Task Admission_by_hand_refuses_used_and_refunded_tickets_and_other_events(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, other) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        var order = await app.BuyAsync(show, "Standing", 2);
        var tickets = await app.GetTicketsAsync(order);
        using var staff = await app.SignInAsStaffAsync();
        var list = await staff.OpenAsync($"{CheckInActions.CheckInPath(show)}/list?q={order.Reference}");
        await app.ScanAsync(show, (await app.GetTicketCodesAsync(order))[0]);
        await app.StartRefundAsync(order, 2);
        Assert.Equal(
            "Already used",
            (await list.SubmitAsync(AdmitForm, new Dictionary<string, string> { ["ticket"] = tickets[0].Id.ToString() })).ScanHeadline()
        );
        Assert.Equal(
            "Void",
            (await list.SubmitAsync(AdmitForm, new Dictionary<string, string> { ["ticket"] = tickets[1].Id.ToString() })).ScanHeadline()
        );
        using var stray = list.BuildSubmitRequest(AdmitForm);
        stray.RequestUri = new Uri($"{CheckInActions.CheckInPath(other)}/list?handler=Admit", UriKind.Relative);
        using var answer = await staff.SendAsync(stray);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain(await app.GetAuditEntriesAsync(order.Id), entry => entry.Action == "order.let_in");
    }

    [Theory, OnEitherDatabase]
    public async Task The_rest_of_an_order_is_let_in_together_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(e => (e.StartsAt, e.DoorsAt) = (app.Clock.GetUtcNow().AddHours(2), null));
        var order = await app.BuyAsync(show, "Standing", 5);
        await app.StartRefundAsync(order, 5);
        using var staff = await app.SignInAsStaffAsync();
        var door = await staff.OpenAsync(CheckInActions.CheckInPath(show));
        var first = await door.ScanAsync((await app.GetTicketCodesAsync(order))[0]);
        var button = first.Document.QuerySelector($".answer {AdmitOrderForm} button")!;
        Assert.Equal($"Let in all 3 of order {order.Reference}", button.TextContent);
        var all = await first.SubmitAsync(AdmitOrderForm);
        Assert.Equal("Valid", all.ScanHeadline());
        Assert.Contains("3 people of this order let in by hand.", all.Text, StringComparison.Ordinal);
        Assert.Null(all.Document.QuerySelector(AdmitOrderForm));
        Assert.Equal(4, (await app.GetCheckInCountAsync(show)).In);
        Assert.Equal("Valid", (await first.SubmitAsync(AdmitOrderForm)).ScanHeadline());
        Assert.Equal(4, (await app.GetScansAsync(show)).Count);
        Assert.Equal(3, (await app.GetAuditEntriesAsync(order.Id)).Count(entry => entry.Action == "order.let_in"));

        // Another attempt with nobody left shows the order.
        var late = await first.SubmitAsync(AdmitOrderForm, new Dictionary<string, string> { ["key"] = ScanAttempt.NewKey() });
        Assert.EndsWith($"/list?q={order.Reference}", late.Path, StringComparison.Ordinal);
        Assert.Equal(4, (await app.GetScansAsync(show)).Count);
    }

    [Theory, OnEitherDatabase]
    public async Task An_order_is_not_offered_to_be_let_in_on_another_day(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(e => e.DoorsAt = null);
        var (order, other) = (await app.BuyAsync(show, "Standing", 3), await app.BuyAsync(show, "Standing", 2));
        using var staff = await app.SignInAsStaffAsync();
        var list = await staff.OpenAsync($"{CheckInActions.CheckInPath(show)}/list?q={order.Reference}");
        Assert.Null(list.Document.QuerySelector(AdmitOrderForm));
        Assert.Equal(3, list.Document.QuerySelectorAll(AdmitForm).Length);
        Assert.Matches(@"This event is on Mon 3 Mar 2031, \d\d:\d\d, not today\.", list.Text);
        var door = await staff.OpenAsync(CheckInActions.CheckInPath(show));
        Assert.Matches(@"This event is on Mon 3 Mar 2031, \d\d:\d\d, not today\.", door.Text);
        var scanned = await door.ScanAsync((await app.GetTicketCodesAsync(other))[0]);
        Assert.Equal("Valid", scanned.ScanHeadline());
        Assert.Null(scanned.Document.QuerySelector(AdmitOrderForm));

        await app.RescheduleAsync(show, app.Clock.GetUtcNow().AddHours(1));
        list = await staff.OpenAsync(list.Path);
        Assert.NotNull(list.Document.QuerySelector(AdmitOrderForm));
        Assert.Null(list.Document.QuerySelector(".notice"));
        await app.RescheduleAsync(show, app.Clock.GetUtcNow().AddDays(-2));
        Assert.Contains("This event was on", (await staff.OpenAsync(list.Path)).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task An_order_can_be_let_in_from_the_list(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, other) = (
            await app.PublishEventAsync(e => (e.StartsAt, e.DoorsAt) = (app.Clock.GetUtcNow().AddHours(2), null)),
            await app.PublishEventAsync()
        );
        var order = await app.BuyAsync(show, "Standing", 2);
        using var staff = await app.SignInAsStaffAsync();
        var list = await staff.OpenAsync($"{CheckInActions.CheckInPath(show)}/list?q={order.Reference}");
        Assert.Single(list.Document.QuerySelectorAll(AdmitOrderForm));
        var all = await list.SubmitAsync(AdmitOrderForm);
        Assert.Contains("2 people of this order let in by hand.", all.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await app.GetCheckInCountAsync(show)).In);
        var elsewhere = await app.UseAsync<AdmitTicket, Guid?>(admit =>
            admit.AdmitOrderByHandAsync(new ScanAttempt(other.Id, "k", ""), order.Reference, TestContext.Current.CancellationToken)
        );
        Assert.Null(elsewhere);
    }

    [Theory, OnEitherDatabase]
    public async Task The_list_finds_nobody_by_the_title_of_an_event(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync("Klarinetta Quintet", _ => { });
        await app.BuyAsync(show, "Standing", 1);
        using var staff = await app.SignInAsStaffAsync();
        foreach (var door in new[] { show, await app.PublishEventAsync() })
        {
            var list = await staff.OpenAsync($"{CheckInActions.CheckInPath(door)}/list?q=klarinetta");
            Assert.Contains("Nobody found", list.Text, StringComparison.Ordinal);
            Assert.Null(list.Document.QuerySelector(AdmitForm));
        }
    }
}
