using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ticketing.Features.Accounts.Links;
using Ticketing.Features.Accounts.Setup;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

public sealed class FirstSuperAdminSetupTests
{
    private const string PublicUrl = "https://tickets.example";

    private static readonly Dictionary<string, string> Grace = new()
    {
        ["Name"] = "Grace Hopper",
        ["Email"] = "grace@blueroom.example",
        ["Password"] = AccountActions.GoodPassword,
    };

    [Theory, OnEitherDatabase]
    public async Task The_logged_link_creates_the_first_superadmin_who_then_needs_a_second_factor(DatabaseProvider database)
    {
        await using var app = new LoggedApp(database);
        using var browser = app.NewBrowser();
        var next = await (await browser.OpenAsync(app.LoggedLink())).SubmitAsync("main form", Grace);
        Assert.Equal("/admin/account/second-factor", next.ExpectStatus(HttpStatusCode.OK).Path);
        Assert.Equal(["grace@blueroom.example"], await app.GetActiveSuperAdminsAsync());
        (await browser.OpenAsync("/admin/users")).ExpectStatus(HttpStatusCode.Forbidden);

        await browser.SetUpAuthenticatorAsync(app);
        (await browser.OpenAsync("/admin/users")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains(
            "Set up already",
            (await browser.OpenAsync(app.LoggedLink())).ExpectStatus(HttpStatusCode.Gone).Text,
            StringComparison.Ordinal
        );
        Assert.Null(await CreateLinkAsync(app));
    }

    [Theory, OnEitherDatabase]
    public async Task One_of_a_hundred_concurrent_posts_wins(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var links = new[] { await CreateLinkAsync(app), await CreateLinkAsync(app) };
        var visitors = await Task.WhenAll(Enumerable.Range(0, 100).Select(async i => await app.NewBrowser().OpenAsync(links[i % 2]!)));
        var answers = await Task.WhenAll(
            visitors.Select(
                (page, i) =>
                    page.SubmitAsync("main form", new Dictionary<string, string>(Grace) { ["Email"] = $"first{i}@blueroom.example" })
            )
        );
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Equal(HttpStatusCode.Gone, answer.Status));
        Assert.Single(await app.GetActiveSuperAdminsAsync());
        Assert.Equal(1, await app.UseAsync<TicketingDbContext, int>(db => db.Users.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Theory, OnEitherDatabase]
    public async Task The_command_prints_a_new_link_while_the_server_runs_until_a_superadmin_exists(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        Assert.Empty(await app.GetActiveSuperAdminsAsync());
        using var program = new KillableProgram(app);
        await program.StartAsync(TestContext.Current.CancellationToken);
        var asked = await RunSetupLinkCommandAsync(app, program.Address);
        Assert.Equal((0, ""), (asked.ExitCode, asked.Errors));
        using var browser = new Browser(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }, program.Address);
        var form = await browser.OpenAsync(new Uri(asked.Output.Trim().Split('\n')[^1]).PathAndQuery);
        Assert.Equal("/admin/account/second-factor", (await form.SubmitAsync("main form", Grace)).ExpectStatus(HttpStatusCode.OK).Path);

        var again = await RunSetupLinkCommandAsync(app, program.Address);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("has its first superadmin", again.Errors, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_forged_or_expired_link_is_refused(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var link = (await CreateLinkAsync(app))!;
        using var browser = app.NewBrowser();
        (await browser.OpenAsync("/setup")).ExpectStatus(HttpStatusCode.NotFound);
        Assert.Contains(
            "setup-link",
            (await browser.OpenAsync($"/setup?token={new string('A', 32)}")).ExpectStatus(HttpStatusCode.NotFound).Text,
            StringComparison.Ordinal
        );
        var form = (await browser.OpenAsync(link)).ExpectStatus(HttpStatusCode.OK);
        app.Clock.Advance(FirstSuperAdminSetup.LinkLifetime);
        (await form.SubmitAsync("main form", Grace)).ExpectStatus(HttpStatusCode.NotFound);
        Assert.Empty(await app.GetActiveSuperAdminsAsync());
    }

    [Theory, OnEitherDatabase]
    public async Task Form_errors_are_shown_at_the_field_and_the_link_stays_valid(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var browser = app.NewBrowser();
        var form = await browser.OpenAsync((await CreateLinkAsync(app))!);
        var again = (
            await form.SubmitAsync("main form", new Dictionary<string, string>(Grace) { ["Password"] = "grace hopper 1" })
        ).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Contains("easy to guess", again.Document.QuerySelector("#Password-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Grace Hopper", again.Document.QuerySelector("#Name")!.GetAttribute("value"));
        (await again.SubmitAsync("main form", Grace)).ExpectStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_database_stores_no_usable_link()
    {
        await using var app = new TicketingApp();
        var token = (await CreateLinkAsync(app))!.Split('=')[1];
        var kept = await app.UseAsync<TicketingDbContext, List<AccountLink>>(db =>
            db.Set<AccountLink>().ToListAsync(TestContext.Current.CancellationToken)
        );
        Assert.Contains(kept, link => link.Hash == UnguessableCode.Hash(token));
        Assert.DoesNotContain(kept, link => link.Hash == token);
    }

    [Theory, OnEitherDatabase]
    public async Task A_start_logs_no_link_once_a_superadmin_exists(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var browser = app.NewBrowser();
        await (await browser.OpenAsync((await CreateLinkAsync(app))!)).SubmitAsync("main form", Grace);
        await using var restarted = new LoggedApp(database);
        restarted.ShareDatabaseWith(app);
        using var another = restarted.NewBrowser();
        await another.OpenAsync("/");
        Assert.Equal(0, restarted.Log.Count("/setup"));
    }

    private static Task<TicketingProcess.Outcome> RunSetupLinkCommandAsync(TicketingApp app, Uri address) =>
        TicketingProcess.RunAsync(
            ["setup-link"],
            new()
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Storage__Directory"] = app.StorageFolder,
                ["Database__Provider"] = app.Database.ToString(),
                ["ConnectionStrings__Ticketing"] = app.ConnectionString ?? "",
                ["Site__PublicBaseUrl"] = address.ToString(),
                ["Logging__LogLevel__Default"] = "Error",
            }
        );

    private static async Task<string?> CreateLinkAsync(TicketingApp app)
    {
        var link = await app.UseAsync<FirstSuperAdminSetup, string?>(first => first.CreateLinkAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith(link is null ? "" : $"{PublicUrl}/setup?token=", link ?? "", StringComparison.Ordinal);
        return link?[PublicUrl.Length..];
    }

    private sealed class LoggedApp(DatabaseProvider database) : TicketingApp(database)
    {
        public LogCollector Log { get; } = new();

        public string LoggedLink()
        {
            _ = Services;
            var line = Assert.Single(Log.Lines, line => line.Text.Contains("/setup", StringComparison.Ordinal)).Text;
            return line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Single(word => word.StartsWith(PublicUrl, StringComparison.Ordinal))[PublicUrl.Length..];
        }

        protected override void OverrideServices(IServiceCollection services) =>
            services.AddLogging(logging => logging.AddProvider(Log).AddFilter<LogCollector>("Ticketing", LogLevel.Information));
    }
}
