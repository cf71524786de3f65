using System.Net;
using System.Text.Json;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class EventApiTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Path = "/api/v1/events";

    [Theory, OnEitherDatabase]
    public async Task An_event_has_its_times_in_its_own_zone_and_prices_in_minor_units(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync(
            e =>
            {
                e.TimeZone = "America/St_Johns";
                e.StartsAt = new DateTimeOffset(2031, 7, 4, 22, 30, 0, TimeSpan.Zero);
                e.DoorsAt = null;
            },
            new TicketTypeDraft("Standing", 1400, 100, type => type.SalesStartAt = new(2031, 3, 1, 12, 0, 0, TimeSpan.Zero)),
            new TicketTypeDraft("Withdrawn", 1400, 100, type => type.IsWithdrawn = true)
        );
        var json = (await app.GetApiAsync($"{Path}/{show.Id}")).ExpectStatus(HttpStatusCode.OK).Json;
        Assert.Equal("2031-07-04T20:00:00-02:30", json.GetProperty("startsAt").GetString());
        Assert.Equal("America/St_Johns", json.GetProperty("timeZone").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("doorsAt").ValueKind);
        Assert.Equal("active", json.GetProperty("status").GetString());
        Assert.Equal("notOnSaleYet", json.GetProperty("availability").GetString());
        Assert.Equal("2031-03-01T08:30:00-03:30", json.GetProperty("onSaleFrom").GetString());
        Assert.Equal($"https://tickets.example/events/{show.Slug}", json.GetProperty("url").GetString());
        var type = Assert.Single(json.GetProperty("ticketTypes").EnumerateArray());
        Assert.Equal("""{"amount":1500,"currency":"GBP"}""", type.GetProperty("price").GetRawText());
        Assert.Equal("""{"amount":100,"currency":"GBP"}""", type.GetProperty("bookingFee").GetRawText());
        Assert.Equal("2031-07-04T20:00:00-02:30", type.GetProperty("salesEndAt").GetString());
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync(new Uri(json.GetProperty("posterUrl").GetString()!).PathAndQuery)).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task Texts_are_in_the_language_that_the_program_asks_for(DatabaseProvider database)
    {
        var app = venues.On(database);
        var german = TextTranslations.None.With("de", "Title", "Nachtmusik");
        var show = await app.PublishEventAsync(e => e.Translations = german);
        string? Title(JsonElement json) => json.GetProperty("title").GetString();
        Assert.Equal("Nachtmusik", Title((await app.GetApiAsync($"{Path}/{show.Id}?language=de")).ExpectStatus(HttpStatusCode.OK).Json));
        Assert.Equal(show.Title, Title((await app.GetApiAsync($"{Path}/{show.Id}?language=ar")).Json));
        Assert.Equal(show.Title, Title((await app.GetApiAsync($"{Path}/{show.Id}")).Json));
        var list = (await app.GetApiAsync($"{Path}?language=de&q=nachtmusik")).ExpectStatus(HttpStatusCode.OK).Json;
        Assert.Equal("Nachtmusik", Title(Assert.Single(list.GetProperty("items").EnumerateArray())));
        foreach (var path in new[] { $"{Path}/{show.Id}?language=fr", $"{Path}?language=fr" })
        {
            (await app.GetApiAsync(path)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Only_public_events_can_be_read(DatabaseProvider database)
    {
        var app = venues.On(database);
        var draft = await app.AddEventAsync(EventStatus.Inactive);
        (await app.GetApiAsync($"{Path}/{draft.Id}")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (await app.GetApiAsync($"{Path}/{draft.Id}/availability")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        Assert.DoesNotContain(draft.Id.ToString(), (await app.GetApiAsync($"{Path}?limit=100")).Body, StringComparison.Ordinal);
        var cancelled = await app.AddEventAsync(EventStatus.Cancelled);
        var json = (await app.GetApiAsync($"{Path}/{cancelled.Id}")).ExpectStatus(HttpStatusCode.OK).Json;
        Assert.Equal("cancelled", json.GetProperty("status").GetString());
    }

    [Theory, OnEitherDatabase]
    public async Task Availability_follows_sales_and_counts_only_the_last_few_tickets(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 30), new TicketTypeDraft("Seated", 2400, 2));
        Assert.Equal(["onSale 10 null", "onSale 2 2"], await GetAvailabilityAsync(app, show));
        await app.BuyAsync(show, "Standing", 10);
        await app.BuyAsync(show, "Standing", 10);
        await app.BuyAsync(show, "Standing", 6);
        await app.BuyAsync(show, "Seated", 2);
        Assert.Equal(["onSale 4 4", "soldOut 0 null"], await GetAvailabilityAsync(app, show));
    }

    [Theory, OnEitherDatabase]
    public async Task A_search_finds_what_the_front_page_finds(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync("Żółty Ensemble", _ => { });
        var found = await app.GetApiAsync($"{Path}?q=zolty");
        Assert.Equal(show.Id, Assert.Single(found.Items).GetProperty("id").GetGuid());
        Assert.Empty((await app.GetApiAsync($"{Path}?q=zolty%25")).Items);
    }

    [Fact]
    public async Task Languages_are_listed()
    {
        var json = (await venues.On(DatabaseProvider.Sqlite).GetApiAsync("/api/v1/languages")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(
            """{"items":[{"tag":"en-GB","name":"English","isDefault":true},{"tag":"ar","name":"العربية","isDefault":false},{"tag":"de","name":"Deutsch","isDefault":false}],"nextCursor":null}""",
            json.Body
        );
    }

    private static async Task<IEnumerable<string>> GetAvailabilityAsync(TicketingApp app, Event show)
    {
        var json = (await app.GetApiAsync($"{Path}/{show.Id}/availability")).ExpectStatus(HttpStatusCode.OK).Json;
        Assert.Equal(show.Id, json.GetProperty("eventId").GetGuid());
        return json.GetProperty("ticketTypes")
            .EnumerateArray()
            .Select(type =>
                $"{type.GetProperty("state").GetString()} {type.GetProperty("maxQuantity")} {type.GetProperty("remaining").GetRawText()}"
            );
    }
}
