using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class ExportApiTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Path = "/api/v1/exports/";

    [Theory]
    [OnEitherDatabase("orders", ApiScopes.OrdersRead, "Reference,")]
    [OnEitherDatabase("attendees", ApiScopes.AttendeesRead, "Order,Ticket,")]
    [OnEitherDatabase("sales", ApiScopes.InsightsRead, "Day,")]
    public async Task A_list_is_downloaded_as_a_file_and_audited(DatabaseProvider database, string list, string scope, string start)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 2);
        var key = (await app.CreateApiKeyAsync([scope])).Key;
        var answer = (await app.GetWithTokenAsync($"{Path}{list}?eventId={show.Id}", key)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("text/csv; charset=utf-8", answer.Headers["Content-Type"]);
        Assert.Contains($"{list}-all-one-event.csv", answer.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.StartsWith(start, answer.Body.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains(list == "sales" ? show.Title : order.Reference, answer.Body, StringComparison.Ordinal);
        var entry = (await GetExportsAsync(app)).First(entry => entry.Action == $"export.{list}");
        Assert.Equal(("API key Door scanner", show.Title), (entry.ActorName, entry.SubjectName));
    }

    [Theory]
    [OnEitherDatabase("orders")]
    [OnEitherDatabase("attendees")]
    [OnEitherDatabase("sales")]
    public async Task Who_asks_for_the_headers_gets_them_and_nothing_is_exported_or_audited(DatabaseProvider database, string list)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var key = (await app.CreateApiKeyAsync([.. ApiScopes.All])).Key;
        var path = $"{Path}{list}?eventId={show.Id}";
        var get = (await app.GetWithTokenAsync(path, key)).ExpectStatus(HttpStatusCode.OK);
        var before = (await GetExportsAsync(app)).Count;
        var head = (await app.SendWithTokenAsync(HttpMethod.Head, path, key)).ExpectStatus(HttpStatusCode.OK);
        Assert.Empty(head.Body);
        foreach (var name in new[] { "Content-Type", "Content-Disposition", "Cache-Control" })
        {
            Assert.Equal(get.Headers[name], head.Headers[name]);
        }

        var unknown = await app.SendWithTokenAsync(HttpMethod.Head, $"{Path}{list}?eventId={Guid.NewGuid()}", key);
        unknown.ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Equal(before, (await GetExportsAsync(app)).Count);
    }

    [Theory, OnEitherDatabase]
    public async Task Nothing_is_sent_or_audited_for_an_unknown_event_or_a_bad_day(DatabaseProvider database)
    {
        var app = venues.On(database);
        var key = (await app.CreateApiKeyAsync([ApiScopes.OrdersRead])).Key;
        var before = (await GetExportsAsync(app)).Count;
        foreach (var (query, field) in new[] { ($"eventId={Guid.NewGuid()}", "eventId"), ("from=soon", "from") })
        {
            var answer = await app.GetWithTokenAsync($"{Path}orders?{query}", key);
            answer.ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
            Assert.StartsWith($"{field}:", Assert.Single(answer.Errors), StringComparison.Ordinal);
        }

        Assert.Equal(before, (await GetExportsAsync(app)).Count);
    }

    [Theory, OnEitherDatabase]
    public async Task A_key_for_one_event_gets_that_event_only(DatabaseProvider database)
    {
        var app = venues.On(database);
        var (show, other) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        var (wanted, unwanted) = (await app.BuyAsync(show, "Standing", 1), await app.BuyAsync(other, "Standing", 1));
        var key = (await app.CreateApiKeyAsync([ApiScopes.AttendeesRead], show.Id)).Key;
        var elsewhere = await app.GetWithTokenAsync($"{Path}attendees?eventId={other.Id}", key);
        elsewhere.ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        foreach (var query in new[] { "", $"?eventId={show.Id}" })
        {
            var answer = (await app.GetWithTokenAsync(Path + "attendees" + query, key)).ExpectStatus(HttpStatusCode.OK);
            Assert.Contains(wanted.Reference, answer.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(unwanted.Reference, answer.Body, StringComparison.Ordinal);
        }
    }

    /// <summary>As on the page. A key was made with a fresh factor, and needs none.</summary>
    [Theory, OnEitherDatabase]
    public async Task A_person_needs_a_second_factor_of_the_last_five_minutes(DatabaseProvider database)
    {
        var app = venues.On(database);
        var token = (await app.GetTokensAsync(await app.CreateStaffAsync())).Access;
        (await app.GetWithTokenAsync(Path + "sales", token)).ExpectStatus(HttpStatusCode.OK);
        app.Clock.Advance(TimeSpan.FromMinutes(6));
        var answer = await app.GetWithTokenAsync(Path + "sales", token);
        answer.ExpectProblem(HttpStatusCode.Unauthorized, "second-factor-required");
        var key = (await app.CreateApiKeyAsync([ApiScopes.InsightsRead])).Key;
        app.Clock.Advance(TimeSpan.FromMinutes(6));
        (await app.GetWithTokenAsync(Path + "sales", key)).ExpectStatus(HttpStatusCode.OK);
    }

    /// <summary>The latest first.</summary>
    private static Task<List<AuditEntry>> GetExportsAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext, List<AuditEntry>>(db =>
            db.Set<AuditEntry>()
                .AsNoTracking()
                .Where(entry => entry.Action.StartsWith("export."))
                .OrderByDescending(entry => entry.Id)
                .ToListAsync(TestContext.Current.CancellationToken)
        );
}
