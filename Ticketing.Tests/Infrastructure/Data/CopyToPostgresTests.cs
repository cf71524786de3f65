using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data;

public sealed class CopyToPostgresTests : IAsyncLifetime
{
    private TicketingApp before = null!;
    private string database = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        PostgresServer.SkipIfUnavailable();
        before = new TicketingApp().Set("Demo:Seed", "true");
        database = PostgresServer.CreateEmptyDatabase();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Orders_links_and_tickets_stay_valid_on_the_new_database()
    {
        var show = await before.PublishEventAsync();
        using var buyer = before.NewBrowser();
        var order = (await before.FindOrderAsync((await buyer.BuyAsync(show)).GetLastPathSegment()))!;
        var (link, code) = (await before.CreateOrderLinkAsync(order), await CodeOfAsync(before, show, order));
        await before.RunJobAsync<NotificationDispatcher>();
        await before.PlaceHoldAsync(show, "Seated", 2);
        await EmployAsync();

        var run = await CopyAsync();
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains(" 1 asp_net_user_passkeys", run.Output, StringComparison.Ordinal);
        await using var after = new TicketingApp(DatabaseProvider.Postgres).Set("ConnectionStrings:Ticketing", database);
        Assert.Equal(
            await before.UseAsync<TicketingDbContext, Dictionary<string, List<string>>>(WithoutKeysAsync),
            await after.UseAsync<TicketingDbContext, Dictionary<string, List<string>>>(WithoutKeysAsync)
        );
        await OpenAsync(after, buyer, order, link);
        Assert.Equal(code, await CodeOfAsync(after, show, order), ignoreLineEndingDifferences: true);
        Assert.NotNull(await after.UseAsync<TicketCodeService, TicketClaims?>(codes => codes.VerifyAsync(code, Ct)));
        await SellOnAsync(after);
    }

    private static async Task<Dictionary<string, List<string>>> WithoutKeysAsync(TicketingDbContext db)
    {
        var tables = await DatabaseRows.ReadAllAsync(db);
        tables.Remove("data_protection_keys");

        // Every server start creates a setup link.
        tables.Remove("account_links");
        Assert.All(
            [
                "orders",
                "holds",
                "notifications",
                "payments",
                "tickets",
                "ticket_keys",
                "access_tokens",
                "counters",
                "asp_net_user_passkeys",
            ],
            t => Assert.NotEmpty(tables[t])
        );
        return tables;
    }

    /// <summary>Both the mailed link and the cookie of the browser.</summary>
    private static async Task OpenAsync(TicketingApp after, Browser buyer, Order order, string link)
    {
        using var other = after.NewBrowser();
        Assert.NotNull((await other.OpenAsync(link)).ExpectStatus(HttpStatusCode.OK).Document.QuerySelector(".pass"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/orders/{order.Reference}");
        request.Headers.Add("Cookie", $"{OrderCookie.Name}={buyer.Jar.Cookies[OrderCookie.Name]}");
        using var stranger = after.NewBrowser();
        using var page = await stranger.SendAsync(request);
        Assert.Contains("class=\"pass", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    /// <summary>Receipt numbers and generated keys continue.</summary>
    private static async Task SellOnAsync(TicketingApp after)
    {
        var next = await after.PublishEventAsync("After the move", _ => { });
        await CodeOfAsync(after, next, await after.BuyAsync(next, "Standing", 2));
        await after.AssertInvariantsAsync();
        var claim = new IdentityUserClaim<Guid>
        {
            UserId = await after.UseAsync<TicketingDbContext, Guid>(db => db.Set<AppUser>().Select(u => u.Id).SingleAsync(Ct)),
        };
        await after.UseAsync<TicketingDbContext>(db => db.Add(claim).Context.SaveChangesAsync(Ct));
        Assert.Equal(2, claim.Id);
    }

    private static async Task<string> CodeOfAsync(TicketingApp app, Event show, Order order)
    {
        var tickets = await app.UseAsync<OrderQueries, IReadOnlyList<Ticket>>(book => book.GetTicketsAsync(order.Id, Ct));
        return (await app.UseAsync<TicketCodeService, IReadOnlyList<string>>(codes => codes.SignAsync(show, tickets, Ct)))[0];
    }

    private Task EmployAsync() =>
        before.UseAsync<TicketingDbContext>(async db =>
        {
            var user = new AppUser { UserName = "Ada", LockoutEnd = before.Clock.GetUtcNow() };
            db.Add(user);
            db.Add(
                new IdentityUserClaim<Guid>
                {
                    UserId = user.Id,
                    ClaimType = "room",
                    ClaimValue = "café \"blue\"",
                }
            );
            db.Add(
                new IdentityUserPasskey<Guid>
                {
                    UserId = user.Id,
                    CredentialId = [1, 2, 255],
                    Data = new IdentityPasskeyData
                    {
                        PublicKey = [9, 8],
                        Name = "phone ☎",
                        CreatedAt = before.Clock.GetUtcNow(),
                        SignCount = 7,
                        Transports = ["usb"],
                        AttestationObject = [1],
                        ClientDataJson = [2],
                    },
                }
            );
            await db.SaveChangesAsync(Ct);
        });

    internal static Task<TicketingProcess.Outcome> CopyAsync(string file, string storage, string target, string provider = "Postgres") =>
        TicketingProcess.RunAsync(
            ["copy-from-sqlite", file, "--Site:VenueName", "Ours"],
            new()
            {
                ["Storage__Directory"] = storage,
                ["Database__Provider"] = provider,
                ["ConnectionStrings__Ticketing"] = target,
                ["Site__PublicBaseUrl"] = "https://tickets.example",
                ["DOTNET_ENVIRONMENT"] = "Production",
            }
        );

    private Task<TicketingProcess.Outcome> CopyAsync() =>
        CopyAsync(Path.Combine(before.StorageFolder, "ticketing.db"), before.StorageFolder, database);

    public async ValueTask DisposeAsync()
    {
        if (before is not null)
        {
            await before.DisposeAsync();
            PostgresServer.DropDatabase(database);
        }
    }
}
