using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ticketing.Accounts;
using Ticketing.Data;
using Ticketing.Settings;
using Ticketing.Tests.Hosting;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Accounts;

public sealed class SettingUpTheVenue
{
    private const string Public = "https://tickets.example";

    private static readonly Dictionary<string, string> Grace = new()
    {
        ["Name"] = "Grace Hopper", ["Email"] = "grace@blueroom.example", ["Password"] = StaffSteps.GoodPassword,
    };

    [Theory, OnBothDatabases]
    public async Task The_link_in_the_log_makes_the_first_superadmin_who_then_needs_a_second_factor(DatabaseProvider database)
    {
        await using var app = new LoggedApp(database);
        using var browser = app.NewBrowser();
        var next = await (await browser.OpenAsync(app.LoggedLink())).SubmitAsync("main form", Grace);
        Assert.Equal("/admin/account/second-factor", next.Expect(HttpStatusCode.OK).Path);
        Assert.Equal(["grace@blueroom.example"], await app.ActiveSuperAdminsAsync());
        (await browser.OpenAsync("/admin/users")).Expect(HttpStatusCode.Forbidden);

        await browser.SetUpAppAsync(app);
        (await browser.OpenAsync("/admin/users")).Expect(HttpStatusCode.OK);
        Assert.Contains("Set up already", (await browser.OpenAsync(app.LoggedLink())).Expect(HttpStatusCode.Gone).Text, StringComparison.Ordinal);
        Assert.Null(await LinkAsync(app));
    }

    [Theory, OnBothDatabases]
    public async Task Of_a_hundred_posts_at_once_one_wins(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var links = new[] { await LinkAsync(app), await LinkAsync(app) };
        var visitors = await Task.WhenAll(Enumerable.Range(0, 100).Select(async i => await app.NewBrowser().OpenAsync(links[i % 2]!)));
        var answers = await Task.WhenAll(visitors.Select((page, i) => page.SubmitAsync(
            "main form", new Dictionary<string, string>(Grace) { ["Email"] = $"first{i}@blueroom.example" })));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Equal(HttpStatusCode.Gone, answer.Status));
        Assert.Single(await app.ActiveSuperAdminsAsync());
        Assert.Equal(1, await app.UseAsync<TicketingDbContext, int>(db => db.Users.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Theory, OnBothDatabases]
    public async Task The_verb_prints_a_new_link_beside_the_running_program_until_there_is_a_superadmin(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        Assert.Empty(await app.ActiveSuperAdminsAsync());
        using var program = new KillableProgram(app);
        await program.StartAsync(TestContext.Current.CancellationToken);
        var asked = await AskAsync(app, program.Address);
        Assert.Equal((0, ""), (asked.ExitCode, asked.Errors));
        using var browser = new Browser(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }, program.Address);
        var form = await browser.OpenAsync(new Uri(asked.Output.Trim().Split('\n')[^1]).PathAndQuery);
        Assert.Equal("/admin/account/second-factor", (await form.SubmitAsync("main form", Grace)).Expect(HttpStatusCode.OK).Path);

        var again = await AskAsync(app, program.Address);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("has its first superadmin", again.Errors, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_forged_link_or_one_of_half_an_hour_ago_opens_nothing(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var link = (await LinkAsync(app))!;
        using var browser = app.NewBrowser();
        (await browser.OpenAsync("/setup")).Expect(HttpStatusCode.NotFound);
        Assert.Contains("setup-link", (await browser.OpenAsync($"/setup?token={new string('A', 32)}")).Expect(HttpStatusCode.NotFound).Text, StringComparison.Ordinal);
        var form = (await browser.OpenAsync(link)).Expect(HttpStatusCode.OK);
        app.Clock.Advance(FirstSuperAdmin.LinkLifetime);
        (await form.SubmitAsync("main form", Grace)).Expect(HttpStatusCode.NotFound);
        Assert.Empty(await app.ActiveSuperAdminsAsync());
    }

    [Theory, OnBothDatabases]
    public async Task What_is_wrong_with_the_form_is_said_beside_it_and_the_link_stays_good(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var browser = app.NewBrowser();
        var form = await browser.OpenAsync((await LinkAsync(app))!);
        var again = (await form.SubmitAsync("main form", new Dictionary<string, string>(Grace) { ["Password"] = "grace hopper 1" })).Expect(HttpStatusCode.BadRequest);
        Assert.Contains("guessed", again.Document.QuerySelector("#Password-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Grace Hopper", again.Document.QuerySelector("#Name")!.GetAttribute("value"));
        (await again.SubmitAsync("main form", Grace)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_database_holds_no_link()
    {
        await using var app = new TicketingApp();
        var token = (await LinkAsync(app))!.Split('=')[1];
        var kept = await app.UseAsync<TicketingDbContext, List<AccountLink>>(db => db.Set<AccountLink>().ToListAsync(TestContext.Current.CancellationToken));
        Assert.Contains(kept, link => link.Hash == UnguessableCode.Hash(token));
        Assert.DoesNotContain(kept, link => link.Hash == token);
    }

    [Theory, OnBothDatabases]
    public async Task Once_there_is_a_superadmin_a_start_prints_nothing(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var browser = app.NewBrowser();
        await (await browser.OpenAsync((await LinkAsync(app))!)).SubmitAsync("main form", Grace);
        await using var restarted = new LoggedApp(database);
        restarted.Beside(app);
        using var another = restarted.NewBrowser();
        await another.OpenAsync("/");
        Assert.Equal(0, restarted.Log.Count("/setup"));
    }

    private static Task<TicketingProcess.Outcome> AskAsync(TicketingApp house, Uri address) => TicketingProcess.RunAsync(["setup-link"], new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Storage__Directory"] = house.StorageFolder,
        ["Database__Provider"] = house.Database.ToString(),
        ["ConnectionStrings__Ticketing"] = house.ConnectionString ?? "",
        ["Site__PublicBaseUrl"] = address.ToString(),
        ["Logging__LogLevel__Default"] = "Error",
    });

    private static async Task<string?> LinkAsync(TicketingApp app)
    {
        var link = await app.UseAsync<FirstSuperAdmin, string?>(first => first.MintLinkAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith(link is null ? "" : $"{Public}/setup?token=", link ?? "", StringComparison.Ordinal);
        return link?[Public.Length..];
    }

    private sealed class LoggedApp(DatabaseProvider database) : TicketingApp(database)
    {
        public LogBook Log { get; } = new();

        public string LoggedLink()
        {
            _ = Services;
            var line = Assert.Single(Log.Lines, line => line.Text.Contains("/setup", StringComparison.Ordinal)).Text;
            return line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Single(word => word.StartsWith(Public, StringComparison.Ordinal))[Public.Length..];
        }

        protected override void Arrange(IServiceCollection services) => services.AddLogging(logging =>
            logging.AddProvider(Log).AddFilter<LogBook>("Ticketing", LogLevel.Information));
    }
}
