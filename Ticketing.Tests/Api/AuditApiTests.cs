using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class AuditApiTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Path = "/api/v1/audit";

    [Theory, OnEitherDatabase]
    public async Task Entries_are_paged_and_filtered(DatabaseProvider database)
    {
        var app = venues.On(database);
        var member = await app.CreateStaffAsync(Roles.SuperAdmin);
        var token = (await app.GetTokensAsync(member)).Access;
        var began = app.Clock.GetUtcNow();
        var staff = await app.CreateStaffAsync();
        for (var i = 0; i < 3; i++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            foreach (var change in new[] { "disable", "enable" })
            {
                await app.SendWithTokenAsync(
                    HttpMethod.Post,
                    $"/api/v1/staff/{staff.Id}/{change}",
                    token,
                    null,
                    ("Idempotency-Key", Guid.NewGuid().ToString())
                );
            }
        }

        var seen = new List<string>();
        var path = $"{Path}?actorId={member.Id}&from={Uri.EscapeDataString(began.ToString("O"))}&action=user.disabled&limit=2";
        for (var next = path; next.Length > 0; )
        {
            var page = (await app.GetWithTokenAsync(next, token)).ExpectStatus(HttpStatusCode.OK);
            seen.AddRange(page.Items.Select(entry => entry.GetProperty("id").GetString()!));
            Assert.All(page.Items, entry => Assert.Equal("user.disabled", entry.GetProperty("action").GetString()));
            next = page.Headers.GetValueOrDefault("Link", "").Split('>')[0].TrimStart('<');
        }

        Assert.Equal(3, seen.Distinct().Count());
        Assert.Equal(3, seen.Count);
        var latest = (await app.GetWithTokenAsync($"{Path}?subject={staff.Id}&limit=1", token)).ExpectStatus(HttpStatusCode.OK).Items[0];
        Assert.Equal("user.enabled", latest.GetProperty("action").GetString());
        Assert.Matches($@"^{member.Name} \(API [0-9a-f]{{6}}\)$", latest.GetProperty("actor").GetString());
        Assert.Equal(staff.Id.ToString(), latest.GetProperty("subjectId").GetString());
    }

    [Theory]
    [InlineData("from=yesterday", "from")]
    [InlineData("until=2026-11-01T10:00:00", "until")]
    [InlineData("actorId=me", "actorId")]
    [InlineData("limit=101", "limit")]
    public async Task A_bad_parameter_is_named(string query, string field)
    {
        var app = venues.On(DatabaseProvider.Sqlite);
        var token = (await app.GetTokensAsync(await app.CreateStaffAsync(Roles.SuperAdmin))).Access;
        var answer = (await app.GetWithTokenAsync($"{Path}?{query}", token)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        Assert.StartsWith($"{field}:", Assert.Single(answer.Errors), StringComparison.Ordinal);
    }
}
