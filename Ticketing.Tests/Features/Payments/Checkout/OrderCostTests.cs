using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Checkout;

/// <summary>In a rush, each durable commit and each statement of an order counts.</summary>
public sealed class OrderCostTests
{
    [Theory, OnBothDatabases]
    public async Task An_order_makes_four_commits_and_no_statement_more_than_it_needs(DatabaseProvider database)
    {
        // PostgreSQL takes several inserts in one statement, and locks the hold with one more.
        var statements = database == DatabaseProvider.Sqlite ? 57 : 54;
        await using var app = new StatementRecordingApp(database);
        var show = await app.PublishEventAsync();

        // The first orders of a venue also create keys and read them.
        await BuyAsync(app, show);
        await BuyAsync(app, show);
        app.Forget();
        await BuyAsync(app, show);
        Assert.Equal(4, app.CommitCount);
        Assert.True(
            app.Statements.Count == statements,
            $"An order runs {app.Statements.Count} statements instead of {statements}:\n{string.Join("\n\n", app.Statements)}"
        );
        await app.AssertInvariantsAsync();
    }

    private static async Task BuyAsync(TicketingApp app, Event show)
    {
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(show, ("Standing", 2));
        var order = await (await checkout.SubmitBuyerAsync()).PayAsync("paid");
        Assert.Equal(2, order.Document.QuerySelectorAll(".pass").Length);
    }
}
