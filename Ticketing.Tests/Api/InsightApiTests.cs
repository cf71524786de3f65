using System.Net;
using System.Text.Json;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Settlements.Terms;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class InsightApiTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Sales = "/api/v1/insights/sales";

    [Theory, OnEitherDatabase]
    public async Task Sales_are_given_by_day_channel_and_event(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 3);
        await app.StartRefundAsync(order, 1);
        var key = (await app.CreateApiKeyAsync([ApiScopes.InsightsRead])).Key;
        var answer = (await app.GetWithTokenAsync($"{Sales}?eventId={show.Id}", key)).ExpectStatus(HttpStatusCode.OK);
        var total = answer.Json.GetProperty("total");
        Assert.Equal((4500, 1500, 3000), (Amount(total, "revenue"), Amount(total, "refunds"), Amount(total, "net")));
        Assert.Equal((3, 1), (total.GetProperty("tickets").GetInt32(), total.GetProperty("orders").GetInt32()));
        foreach (var list in new[] { "days", "channels", "events" })
        {
            var only = Assert.Single(answer.Json.GetProperty(list).EnumerateArray());
            Assert.Equal(total.ToString(), only.GetProperty("sales").ToString());
        }

        Assert.Equal("online", answer.Json.GetProperty("channels")[0].GetProperty("channel").GetString());
        Assert.Equal(show.Id, answer.Json.GetProperty("events")[0].GetProperty("eventId").GetGuid());
        var comps = await app.GetWithTokenAsync($"{Sales}?eventId={show.Id}&channel=comp", key);
        Assert.Equal(0, comps.ExpectStatus(HttpStatusCode.OK).Json.GetProperty("total").GetProperty("tickets").GetInt32());
        var before = await app.GetWithTokenAsync($"{Sales}?eventId={show.Id}&to=2020-01-31", key);
        Assert.Equal("2020-01-02", before.ExpectStatus(HttpStatusCode.OK).Json.GetProperty("from").GetString());
        Assert.Empty(before.Json.GetProperty("days").EnumerateArray());
    }

    [Theory]
    [InlineData("from=2026-02-30", "from")]
    [InlineData("from=1999-12-31", "from")]
    [InlineData("to=tomorrow", "to")]
    [InlineData("from=2026-02-02&to=2026-02-01", "to")]
    [InlineData("channel=Online", "channel")]
    [InlineData("channel=0", "channel")]
    [InlineData("eventId=7", "eventId")]
    [InlineData("eventId=0191d4a0-0000-7000-8000-000000000000", "eventId")]
    public async Task A_bad_parameter_is_named(string query, string field)
    {
        var app = venues.On(DatabaseProvider.Sqlite);
        var key = (await app.CreateApiKeyAsync([ApiScopes.InsightsRead])).Key;
        var answer = (await app.GetWithTokenAsync($"{Sales}?{query}", key)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        Assert.StartsWith($"{field}:", Assert.Single(answer.Errors), StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_figures_of_an_event_count_tickets_and_takings(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 3);
        await app.StartRefundAsync(order, 1);
        var key = (await app.CreateApiKeyAsync([ApiScopes.InsightsRead], show.Id)).Key;
        var figures = (await app.GetWithTokenAsync($"/api/v1/admin/events/{show.Id}/figures", key)).ExpectStatus(HttpStatusCode.OK).Json;
        Assert.Equal(
            (2, 1, 0),
            (
                figures.GetProperty("validTickets").GetInt32(),
                figures.GetProperty("refundedTickets").GetInt32(),
                figures.GetProperty("admitted").GetInt32()
            )
        );
        Assert.Equal((4500, 1500, 1500), (Amount(figures, "revenue"), Amount(figures, "refunds"), Amount(figures, "averagePrice")));
        var standing = figures.GetProperty("ticketTypes").EnumerateArray().Single(t => t.GetProperty("category").GetString() == "Standing");
        Assert.Equal((2, 0), (standing.GetProperty("online").GetInt32(), standing.GetProperty("comps").GetInt32()));
    }

    [Theory, OnEitherDatabase]
    public async Task A_settlement_adds_up_and_shares_the_pot(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 3);
        await app.StartRefundAsync(order, 1);
        var key = (await app.CreateApiKeyAsync([ApiScopes.InsightsRead], show.Id)).Key;
        var path = $"/api/v1/admin/events/{show.Id}/settlement";
        var open = (await app.GetWithTokenAsync(path, key)).ExpectStatus(HttpStatusCode.OK).Json;
        Assert.Equal(
            (4500, 1500, 3000, 0),
            (Amount(open, "gross"), Amount(open, "refunds"), Amount(open, "net"), Amount(open, "difference"))
        );
        Assert.Equal(JsonValueKind.Null, open.GetProperty("split").ValueKind);
        Assert.True(open.GetProperty("isProvisional").GetBoolean());

        await app.AgreeTermsAsync(show, TermsForm.Default with { Artist = "Nadia Karim", Share = "70" });
        var agreed = (await app.GetWithTokenAsync(path, key)).ExpectStatus(HttpStatusCode.OK).Json;
        var split = agreed.GetProperty("split");
        Assert.Equal(70, split.GetProperty("sharePercent").GetDecimal());
        Assert.Equal(Amount(agreed, "pot"), Amount(split, "toArtist") + Amount(split, "toVenue"));
        Assert.InRange(Amount(split, "toArtist"), 1, Amount(agreed, "pot"));
    }

    [Theory, OnEitherDatabase]
    public async Task A_key_for_one_event_sees_the_sales_of_that_event_only(DatabaseProvider database)
    {
        var app = venues.On(database);
        var (show, other) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        await app.BuyAsync(other, "Standing", 3);
        await app.BuyAsync(show, "Standing", 1);
        var key = (await app.CreateApiKeyAsync([ApiScopes.InsightsRead], show.Id)).Key;
        (await app.GetWithTokenAsync($"{Sales}?eventId={other.Id}", key)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        foreach (var query in new[] { "", $"?eventId={show.Id}" })
        {
            var answer = (await app.GetWithTokenAsync(Sales + query, key)).ExpectStatus(HttpStatusCode.OK);
            var only = Assert.Single(answer.Json.GetProperty("events").EnumerateArray());
            Assert.Equal(show.Id, only.GetProperty("eventId").GetGuid());
            Assert.Equal(1, answer.Json.GetProperty("total").GetProperty("tickets").GetInt32());
        }
    }

    [Fact]
    public async Task An_unknown_event_is_not_found()
    {
        var app = venues.On(DatabaseProvider.Sqlite);
        var token = (await app.GetTokensAsync(await app.CreateStaffAsync(Roles.Admin))).Access;
        foreach (var part in new[] { "figures", "settlement" })
        {
            var answer = await app.GetWithTokenAsync($"/api/v1/admin/events/{Guid.NewGuid()}/{part}", token);
            answer.ExpectProblem(HttpStatusCode.NotFound, "not-found");
        }
    }

    private static long Amount(JsonElement of, string name) => of.GetProperty(name).GetProperty("amount").GetInt64();
}
