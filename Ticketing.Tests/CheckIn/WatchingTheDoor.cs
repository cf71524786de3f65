using System.Net;
using Ticketing.CheckIn;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.CheckIn;

public sealed class WatchingTheDoor(Venues venues) : IClassFixture<Venues>
{
    private const string UndoForm = "form[action*=Undo]";
    private const string AdmitForm = "form[action*=Admit]";
    private TicketingApp app = null!;

    [Theory, OnBothDatabases]
    public async Task An_admission_is_undone_written_down_and_the_ticket_good_again(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var order = await app.BuyAsync(show, "Standing", 1);
        var code = (await app.CodesAsync(order))[0];
        using var staff = await app.SignedInAsync();
        var valid = await (await staff.OpenAsync(AtTheDoor.DoorOf(show))).ScanAsync(code);
        Assert.Equal(1, (await app.CountAsync(show)).In);
        var undone = await valid.SubmitAsync(UndoForm);
        Assert.Equal("Undone", undone.Headline());
        Assert.Null(undone.Document.QuerySelector(UndoForm));
        Assert.Equal(0, (await app.CountAsync(show)).In);
        var written = Assert.Single(await app.AuditAsync(order.Id), entry => entry.Action == "order.admission_undone");
        Assert.Contains("\"ticket\":\"1\"", written.After, StringComparison.Ordinal);
        Assert.Equal("Valid", (await undone.ScanAsync(code)).Headline());

        // The stale page's button refers to the first admission.
        Assert.Equal("Undone", (await valid.SubmitAsync(UndoForm)).Headline());
        Assert.Equal(1, (await app.CountAsync(show)).In);
        Assert.Single(await app.AuditAsync(order.Id), entry => entry.Action == "order.admission_undone");
    }

    [Theory, OnBothDatabases("lovel ada")]
    [OnBothDatabases("  GOMEZ")]
    [OnBothDatabases("zoë gómez")]
    [OnBothDatabases("ada@example.com")]
    public async Task Somebody_without_a_code_is_found_by_their_name_or_the_buyers_and_let_in_by_hand(DatabaseProvider database, string typed)
    {
        app = venues.On(database);
        var (show, other) = (await app.PublishAsync(), await app.PublishAsync());
        var (order, elsewhere) = (await app.BuyAsync(show, "Standing", 2), await app.BuyAsync(other, "Standing", 1));
        using var staff = await app.SignedInAsync();
        foreach (var bought in new[] { order, elsewhere })
        {
            await (await staff.OpenAsync($"/admin/orders/{bought.Reference}")).SubmitAsync("form[action*=Attendee]", new Dictionary<string, string> { ["name"] = "Zoe Gomez" });
        }

        var list = await staff.OpenAsync($"{AtTheDoor.DoorOf(show)}/list?q={Uri.EscapeDataString(typed)}");
        Assert.Equal(2, list.Document.QuerySelectorAll(AdmitForm).Length);
        Assert.DoesNotContain(elsewhere.Reference, list.Text, StringComparison.Ordinal);
        var inside = await list.SubmitAsync(AdmitForm);
        Assert.Equal("Valid", inside.Headline());
        Assert.Single(inside.Document.QuerySelectorAll(AdmitForm));
        Assert.Equal(1, (await app.CountAsync(show)).In);
        Assert.Equal("Let in by hand.", inside.Document.QuerySelector(".answer .why")!.TextContent);

        // The same form again is the same attempt.
        Assert.Equal("Valid", (await list.SubmitAsync(AdmitForm)).Headline());
        Assert.Single(await app.ScansAsync(show));
        var written = Assert.Single(await app.AuditAsync(order.Id), entry => entry.Action == "order.let_in");
        Assert.Contains("\"ticket\":\"1\"", written.After, StringComparison.Ordinal);
        Assert.Equal("Undone", (await inside.SubmitAsync(UndoForm)).Headline());
        Assert.Equal(0, (await app.CountAsync(show)).In);
    }

    [Theory, OnBothDatabases]
    public async Task By_hand_nobody_comes_in_twice_nor_with_a_refunded_ticket_nor_through_another_events_door(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, other) = (await app.PublishAsync(), await app.PublishAsync());
        var order = await app.BuyAsync(show, "Standing", 2);
        var tickets = await app.TicketsOfAsync(order);
        using var staff = await app.SignedInAsync();
        var list = await staff.OpenAsync($"{AtTheDoor.DoorOf(show)}/list?q={order.Reference}");
        await app.ScanAsync(show, (await app.CodesAsync(order))[0]);
        await app.RefundedAsync(order, 2);
        Assert.Equal("Already used", (await list.SubmitAsync(AdmitForm, new Dictionary<string, string> { ["ticket"] = tickets[0].Id.ToString() })).Headline());
        Assert.Equal("Void", (await list.SubmitAsync(AdmitForm, new Dictionary<string, string> { ["ticket"] = tickets[1].Id.ToString() })).Headline());
        using var stray = list.RequestFor(AdmitForm);
        stray.RequestUri = new Uri($"{AtTheDoor.DoorOf(other)}/list?handler=Admit", UriKind.Relative);
        using var answer = await staff.SendAsync(stray);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain(await app.AuditAsync(order.Id), entry => entry.Action == "order.let_in");
    }

    [Theory, OnBothDatabases]
    public async Task The_count_is_of_people_in_against_tickets_sold_and_places(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync(e => e.Capacity = 120);
        var order = await app.BuyAsync(show, "Standing", 3);
        var codes = await app.CodesAsync(order);
        await app.ScanAsync(show, codes[0]);
        await app.ScanAsync(show, codes[0]);
        await app.ScanAsync(show, codes[1]);
        await app.RefundedAsync(order, 2);
        Assert.Equal(new DoorCount(In: 2, Sold: 2, Places: 120), await app.CountAsync(show));
        using var staff = await app.SignedInAsync();
        Assert.Equal("""{"in":2,"sold":2,"places":120}""", System.Text.Encoding.UTF8.GetString(await staff.DownloadAsync($"{AtTheDoor.DoorOf(show)}?handler=Count")));
        Assert.Equal("2 in of 2 sold · 120 places", Words((await staff.OpenAsync(AtTheDoor.DoorOf(show))).Document.QuerySelector(".inside")!.TextContent));
    }

    [Theory, OnBothDatabases]
    public async Task The_orders_timeline_tells_each_scan_and_what_was_done_by_hand(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, other) = (await app.PublishAsync(), await app.PublishAsync());
        var order = await app.BuyAsync(show, "Standing", 2);
        var code = (await app.CodesAsync(order))[1];
        using var staff = await app.SignedInAsync();
        await (await staff.OpenAsync(AtTheDoor.DoorOf(other))).ScanAsync(code);
        var valid = await (await staff.OpenAsync(AtTheDoor.DoorOf(show))).ScanAsync(code);
        await (await valid.ScanAsync(code)).SubmitAsync(UndoForm);
        await (await staff.OpenAsync($"{AtTheDoor.DoorOf(show)}/list?q={order.Reference}")).SubmitAsync(AdmitForm);
        var told = (await staff.OpenAsync($"/admin/orders/{order.Reference}")).Document.QuerySelectorAll(".timeline > li > div").Select(li => Words(li.TextContent)).ToList();
        foreach (var sentence in new[]
        {
            "Ticket 2 was refused at the door: another event’s door", "Ticket 2 came in", "Ticket 2 was refused at the door: used before",
            "took an admission back", "let somebody in by hand",
        })
        {
            Assert.Single(told, line => line.Contains(sentence, StringComparison.Ordinal));
        }

        Assert.Equal(5, told.Count(line => line.Contains("door", StringComparison.Ordinal) || line.Contains("came in", StringComparison.Ordinal) || line.Contains("admission", StringComparison.Ordinal) || line.Contains("let somebody", StringComparison.Ordinal)));
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_refunds_a_ticket_reads_that_its_bearer_is_in_already(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var order = await app.BuyAsync(show, "Standing", 2);
        await app.ScanAsync(show, (await app.CodesAsync(order))[1]);
        using var staff = await app.SignedInAsync();
        var review = await (await staff.OpenAsync($"/admin/orders/{order.Reference}/refund")).SubmitAsync("main form", button: "review");
        Assert.Contains("1 of these is already in: somebody came through the door with it.", review.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_one_event_that_is_on_is_chosen_at_once_and_of_several_one_chooses()
    {
        await using var fresh = new TicketingApp();
        using var staff = await fresh.SignedInAsync();
        Assert.Contains("No event to let people in to", (await staff.OpenAsync("/admin/check-in")).Text, StringComparison.Ordinal);
        var tonight = await fresh.PublishAsync("Tonight", e => e.StartsAt = (e.DoorsAt = fresh.Clock.GetUtcNow().AddHours(1)).Value.AddHours(1));
        await fresh.PublishAsync("In four weeks", _ => { });
        await fresh.PublishAsync("A draft", e => e.Withdraw());
        Assert.Equal(AtTheDoor.DoorOf(tonight), (await staff.OpenAsync("/admin/check-in")).Path);
        Assert.Equal(["Tonight", "In four weeks"], Titles(await staff.OpenAsync("/admin/check-in?all=true")));
        await fresh.PublishAsync("Also tonight", e => e.StartsAt = (e.DoorsAt = fresh.Clock.GetUtcNow()).Value.AddHours(1));
        var choice = await staff.OpenAsync("/admin/check-in");
        Assert.Equal(["Also tonight", "Tonight", "In four weeks"], Titles(choice));
        Assert.Equal(["Today", "Coming up"], choice.Document.QuerySelectorAll("main h2").Select(h => h.TextContent));
        fresh.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal("Whose door is it?", (await staff.OpenAsync("/admin/check-in")).Document.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Only_staff_stand_at_the_door_and_only_there_the_camera_may_look()
    {
        app = venues.On(DatabaseProvider.Sqlite);
        var show = await app.PublishAsync();
        var code = await app.BuyCodeAsync(show);
        using var staff = await app.SignedInAsync();
        var door = await staff.OpenAsync(AtTheDoor.DoorOf(show));
        Assert.StartsWith("camera=(self), ", door.Headers["Permissions-Policy"], StringComparison.Ordinal);
        Assert.StartsWith("camera=(), ", (await staff.OpenAsync("/admin")).Headers["Permissions-Policy"], StringComparison.Ordinal);
        Assert.StartsWith("camera=(), ", (await staff.OpenAsync($"{AtTheDoor.DoorOf(show)}/list")).Headers["Permissions-Policy"], StringComparison.Ordinal);
        using var stranger = app.NewBrowser();
        using var nobody = await app.SignedInAsync(role: null);
        foreach (var outsider in new[] { stranger, nobody })
        {
            foreach (var request in new[]
            {
                door.RequestFor(AtTheDoor.ScanForm, new Dictionary<string, string> { ["code"] = code }),
                new HttpRequestMessage(HttpMethod.Get, $"{AtTheDoor.DoorOf(show)}?handler=Count"),
                new HttpRequestMessage(HttpMethod.Get, $"{AtTheDoor.DoorOf(show)}/list?q=ada"),
            })
            {
                using var refused = await outsider.SendAsync(request);
                Assert.Contains(refused.StatusCode, new[] { HttpStatusCode.Found, HttpStatusCode.Forbidden });
            }
        }

        Assert.Empty(await app.ScansAsync(show));
        Assert.Equal(HttpStatusCode.NotFound, (await staff.OpenAsync($"/admin/check-in/{Guid.CreateVersion7()}")).Status);
    }

    private static IEnumerable<string> Titles(Page choice) => choice.Document.QuerySelectorAll(".doors strong").Select(title => title.TextContent);

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
