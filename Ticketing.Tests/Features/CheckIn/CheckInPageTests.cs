using System.Globalization;
using System.Net;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.CheckIn;

public sealed class CheckInPageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string UndoForm = "form[action*=Undo]";
    private const string AdmitForm = "form[action$=Admit]";
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task An_event_of_several_days_is_listed_at_the_door_on_its_last_day_with_its_range(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(
            "Four days",
            e => (e.DoorsAt, e.StartsAt, e.EndsAt) = (null, app.Clock.GetUtcNow().AddDays(-3), app.Clock.GetUtcNow().AddHours(3))
        );
        using var staff = await app.SignInAsStaffAsync();
        Assert.Contains("Fri 31 Jan – Mon 3 Feb", (await staff.OpenAsync("/admin/check-in?all=true")).Text, StringComparison.Ordinal);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"Fri 31 Jan – Mon 3 Feb, Starts {show.StartsAt:HH:mm}"),
            (await staff.OpenAsync(CheckInActions.CheckInPath(show))).Text,
            StringComparison.Ordinal
        );
        Assert.True(await app.UseAsync<CheckInEventQueries, bool>(events => Task.FromResult(events.IsToday(show))));
    }

    [Theory, OnEitherDatabase]
    public async Task Undoing_an_admission_is_audited_and_makes_the_ticket_valid_again(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 1);
        var code = (await app.GetTicketCodesAsync(order))[0];
        using var staff = await app.SignInAsStaffAsync();
        var valid = await (await staff.OpenAsync(CheckInActions.CheckInPath(show))).ScanAsync(code);
        Assert.Equal(1, (await app.GetCheckInCountAsync(show)).In);
        var undone = await valid.SubmitAsync(UndoForm);
        Assert.Equal("Undone", undone.ScanHeadline());
        Assert.Null(undone.Document.QuerySelector(UndoForm));
        Assert.Equal(0, (await app.GetCheckInCountAsync(show)).In);
        var written = Assert.Single(await app.GetAuditEntriesAsync(order.Id), entry => entry.Action == "order.admission_undone");
        Assert.Contains("\"ticket\":\"1\"", written.After, StringComparison.Ordinal);
        Assert.Equal("Valid", (await undone.ScanAsync(code)).ScanHeadline());

        // The stale page's button refers to the first admission.
        Assert.Equal("Undone", (await valid.SubmitAsync(UndoForm)).ScanHeadline());
        Assert.Equal(1, (await app.GetCheckInCountAsync(show)).In);
        Assert.Single(await app.GetAuditEntriesAsync(order.Id), entry => entry.Action == "order.admission_undone");
    }

    [Theory, OnEitherDatabase]
    public async Task The_door_of_a_postponed_event_warns_on_its_old_date_too(DatabaseProvider database)
    {
        app = venues.On(database);
        var starts = app.Clock.GetUtcNow().AddHours(1);
        var show = await app.AddEventAsync(EventStatus.Postponed, change: e => (e.StartsAt, e.DoorsAt) = (starts, null));
        using var staff = await app.SignInAsStaffAsync();
        var door = await staff.OpenAsync(CheckInActions.CheckInPath(show));
        Assert.Contains("This event is postponed", door.Document.QuerySelector(".notice.error")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_show_without_an_end_is_at_the_door_and_sold_at_the_box_office_for_six_hours(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(e => e.DoorsAt = null);
        using var staff = await app.SignInAsStaffAsync();
        await app.RescheduleAsync(show, app.Clock.GetUtcNow().AddHours(-5.9));
        Assert.DoesNotContain("not today", (await staff.OpenAsync(CheckInActions.CheckInPath(show))).Text, StringComparison.Ordinal);
        Assert.True(await IsAdmittingAsync(show));
        var sale = await staff.OpenAsync($"/admin/orders/new?event={show.Id}");
        var fields = new Dictionary<string, string> { [$"Quantities[{show.GetTicketTypeId("Standing")}]"] = "1", ["Payment"] = "Cash" };
        Assert.Contains("Sold: 1 ticket", (await sale.SubmitAsync("form.sale", fields)).Text, StringComparison.Ordinal);
        Assert.Null((await staff.OpenAsync($"/events/{show.Slug}")).Document.QuerySelector("[name^=Quantities]"));

        await app.RescheduleAsync(show, app.Clock.GetUtcNow().AddHours(-6.1));
        Assert.DoesNotContain(
            $"{show.Id}",
            (await staff.OpenAsync("/admin/orders/new")).Document.Body!.InnerHtml,
            StringComparison.Ordinal
        );
        await app.RescheduleAsync(show, app.Clock.GetUtcNow().AddDays(-2), app.Clock.GetUtcNow().AddHours(1));
        Assert.True(await IsAdmittingAsync(show));
        Assert.Contains($"{show.Id}", (await staff.OpenAsync("/admin/orders/new")).Document.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_door_of_a_past_festival_names_its_first_and_last_day(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(e => (e.DoorsAt, e.TimeZone) = (null, "UTC"));
        var day = new DateTimeOffset(app.Clock.GetUtcNow().Date, TimeSpan.Zero).AddDays(-9).AddHours(16);
        await app.RescheduleAsync(show, day, day.AddDays(2));
        using var staff = await app.SignInAsStaffAsync();
        var english = System.Globalization.CultureInfo.InvariantCulture;
        var expected =
            $"This event is over: {day.ToString(day.Year == day.AddDays(2).Year ? "dddd d MMMM" : "dddd d MMMM yyyy", english)} – "
            + $"{day.AddDays(2).ToString("dddd d MMMM yyyy", english)}.";
        var notice = (await staff.OpenAsync(CheckInActions.CheckInPath(show))).Document.QuerySelector(".notice.warn")!.TextContent;
        Assert.Contains(expected, notice.Replace('\u00a0', ' '), StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_count_shows_people_in_tickets_sold_and_capacity(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(e => e.Capacity = 120);
        var order = await app.BuyAsync(show, "Standing", 3);
        var codes = await app.GetTicketCodesAsync(order);
        await app.ScanAsync(show, codes[0]);
        await app.ScanAsync(show, codes[0]);
        await app.ScanAsync(show, codes[1]);
        await app.StartRefundAsync(order, 2);
        Assert.Equal(new AdmissionCount(In: 2, Sold: 2, Places: 120), await app.GetCheckInCountAsync(show));
        using var staff = await app.SignInAsStaffAsync();
        Assert.Equal(
            """{"in":2,"sold":2,"places":120}""",
            System.Text.Encoding.UTF8.GetString(await staff.DownloadAsync($"{CheckInActions.CheckInPath(show)}?handler=Count"))
        );
        Assert.Equal(
            "2 in of 2 sold · 120 places",
            CollapseWhitespace((await staff.OpenAsync(CheckInActions.CheckInPath(show))).Document.QuerySelector(".inside")!.TextContent)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task The_order_timeline_lists_each_scan_and_manual_change(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, other) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        var order = await app.BuyAsync(show, "Standing", 2);
        var code = (await app.GetTicketCodesAsync(order))[1];
        using var staff = await app.SignInAsStaffAsync();
        await (await staff.OpenAsync(CheckInActions.CheckInPath(other))).ScanAsync(code);
        var valid = await (await staff.OpenAsync(CheckInActions.CheckInPath(show))).ScanAsync(code);
        app.Clock.Advance(TimeSpan.FromSeconds(4));
        await (await valid.ScanAsync(code)).SubmitAsync(UndoForm);
        await (await staff.OpenAsync($"{CheckInActions.CheckInPath(show)}/list?q={order.Reference}")).SubmitAsync(AdmitForm);
        var told = (await staff.OpenAsync($"/admin/orders/{order.Reference}"))
            .Document.QuerySelectorAll(".timeline > li > div")
            .Select(li => CollapseWhitespace(li.TextContent))
            .ToList();
        foreach (
            var sentence in new[]
            {
                "Ticket 2 was refused at the door: another event’s door",
                "Ticket 2 came in",
                "Ticket 2 was refused at the door: used before",
                "took an admission back",
                "let somebody in by hand",
            }
        )
        {
            Assert.Single(told, line => line.Contains(sentence, StringComparison.Ordinal));
        }

        Assert.Equal(
            5,
            told.Count(line =>
                line.Contains("door", StringComparison.Ordinal)
                || line.Contains("came in", StringComparison.Ordinal)
                || line.Contains("admission", StringComparison.Ordinal)
                || line.Contains("let somebody", StringComparison.Ordinal)
            )
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Refunding_a_ticket_warns_if_its_holder_is_already_in(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 2);
        await app.ScanAsync(show, (await app.GetTicketCodesAsync(order))[1]);
        using var staff = await app.SignInAsStaffAsync();
        var choosing = await staff.OpenAsync($"/admin/orders/{order.Reference}/refund");
        var review = await choosing.SubmitAsync("main form", new Dictionary<string, string> { ["All"] = "true" }, "review");
        Assert.Contains("1 of these is already in: somebody came through the door with it.", review.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_only_current_event_is_chosen_automatically()
    {
        await using var fresh = new TicketingApp();
        using var staff = await fresh.SignInAsStaffAsync();
        Assert.Contains("No events at the door", (await staff.OpenAsync("/admin/check-in")).Text, StringComparison.Ordinal);
        var tonight = await fresh.PublishEventAsync(
            "Tonight",
            e => e.StartsAt = (e.DoorsAt = fresh.Clock.GetUtcNow().AddHours(1)).Value.AddHours(1)
        );
        await fresh.PublishEventAsync("In four weeks", _ => { });
        await fresh.AddEventAsync(EventStatus.Inactive, "A draft");
        Assert.Equal(CheckInActions.CheckInPath(tonight), (await staff.OpenAsync("/admin/check-in")).Path);
        Assert.Equal(["Tonight", "In four weeks"], Titles(await staff.OpenAsync("/admin/check-in?all=true")));
        await fresh.PublishEventAsync("Also tonight", e => e.StartsAt = (e.DoorsAt = fresh.Clock.GetUtcNow()).Value.AddHours(1));
        var choice = await staff.OpenAsync("/admin/check-in");
        Assert.Equal(["Also tonight", "Tonight", "In four weeks"], Titles(choice));
        Assert.Equal(["Today", "Coming up"], choice.Document.QuerySelectorAll("main h2").Select(h => h.TextContent));
        fresh.Clock.Advance(TimeSpan.FromHours(10));
        using var later = await fresh.SignInAsStaffAsync();
        Assert.Equal("Choose an event", (await later.OpenAsync("/admin/check-in")).Document.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Only_staff_can_scan_and_only_the_scan_page_may_use_the_camera()
    {
        app = venues.On(DatabaseProvider.Sqlite);
        var show = await app.PublishEventAsync();
        var code = await app.BuyTicketCodeAsync(show);
        using var staff = await app.SignInAsStaffAsync();
        var door = await staff.OpenAsync(CheckInActions.CheckInPath(show));
        Assert.StartsWith("camera=(self), ", door.Headers["Permissions-Policy"], StringComparison.Ordinal);
        Assert.Contains("script-src 'self' 'wasm-unsafe-eval'", door.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain(
            "wasm",
            (await staff.OpenAsync($"{CheckInActions.CheckInPath(show)}/list")).Headers["Content-Security-Policy"],
            StringComparison.Ordinal
        );
        Assert.StartsWith("camera=(), ", (await staff.OpenAsync("/admin")).Headers["Permissions-Policy"], StringComparison.Ordinal);
        Assert.StartsWith(
            "camera=(), ",
            (await staff.OpenAsync($"{CheckInActions.CheckInPath(show)}/list")).Headers["Permissions-Policy"],
            StringComparison.Ordinal
        );
        using var stranger = app.NewBrowser();
        using var nobody = await app.SignInAsStaffAsync(role: null);
        foreach (var outsider in new[] { stranger, nobody })
        {
            foreach (
                var request in new[]
                {
                    door.BuildSubmitRequest(CheckInActions.ScanForm, new Dictionary<string, string> { ["code"] = code }),
                    new HttpRequestMessage(HttpMethod.Get, $"{CheckInActions.CheckInPath(show)}?handler=Count"),
                    new HttpRequestMessage(HttpMethod.Get, $"{CheckInActions.CheckInPath(show)}/list?q=ada"),
                }
            )
            {
                using var refused = await outsider.SendAsync(request);
                Assert.Contains(refused.StatusCode, new[] { HttpStatusCode.Found, HttpStatusCode.Forbidden });
            }
        }

        Assert.Empty(await app.GetScansAsync(show));
        Assert.Equal(HttpStatusCode.NotFound, (await staff.OpenAsync($"/admin/check-in/{Guid.CreateVersion7()}")).Status);
    }

    private Task<bool> IsAdmittingAsync(Event show) =>
        app.UseAsync<CheckInEventQueries, bool>(async events =>
            events.IsAdmitting((await events.FindAsync(show.Id, TestContext.Current.CancellationToken))!)
        );

    private static IEnumerable<string> Titles(BrowserPage choice) =>
        choice.Document.QuerySelectorAll(".doors strong").Select(title => title.TextContent);

    private static string CollapseWhitespace(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
