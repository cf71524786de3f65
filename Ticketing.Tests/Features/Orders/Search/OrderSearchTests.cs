using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders.Search;

public sealed class OrderSearchTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory]
    [OnBothDatabases("Zoë Zimmermann-Okafor", "zoe")]
    [OnBothDatabases("Zoë Zimmermann-Okafor", "ZIMMER")]
    [OnBothDatabases("Zoë Zimmermann-Okafor", "okafor zoë")]
    [OnBothDatabases("Zoë Zimmermann-Okafor", "z okaf")]
    [OnBothDatabases("Siobhán O’Gallchobhair", "o'gallchobhair")]
    [OnBothDatabases("Siobhán O’Gallchobhair", "siobhan ogall")]
    [OnBothDatabases("Siobhán O’Gallchobhair", "gallchobhair")]
    [OnBothDatabases("Siobhán O’Gallchobhair", "o gallchobhair")]
    [OnBothDatabases("Siobhan O'Brien", "brien")]
    [OnBothDatabases("Siobhan O'Brien", "siobhan brien")]
    [OnBothDatabases("山田太郎", "山田")]
    [OnBothDatabases("Bo Quixano", "bo")]
    [OnBothDatabases("Ada %_\\Percent", "percent %_\\")]
    public async Task By_the_words_of_the_name_however_they_are_typed(DatabaseProvider database, string name, string typed)
    {
        var order = await OneAsync(database, new Buyer(name, "x@names.example", ""));
        Assert.Contains(order.Reference, await FindAsync(typed));
    }

    [Theory]
    [OnBothDatabases("imogen")]
    [OnBothDatabases("okafor xavier")]
    [OnBothDatabases("xa")]
    [OnBothDatabases("' OR 1=1 --")]
    [OnBothDatabases("kafor")]
    [OnBothDatabases("%")]
    [OnBothDatabases("\0")]
    public async Task By_nothing_that_it_does_not_hold(DatabaseProvider database, string typed)
    {
        var order = await OneAsync(database, new Buyer("Xanthe Okafor", "xanthe@names.example", ""));
        Assert.DoesNotContain(order.Reference, await FindAsync(typed));
    }

    [Theory]
    [OnBothDatabases("Quentin@Mail.Example")]
    [OnBothDatabases("quentin@")]
    [OnBothDatabases(" quentin@mail.ex ")]
    [OnBothDatabases("+44 113 496 0123")]
    [OnBothDatabases("0113 496 0123")]
    [OnBothDatabases("0044 113 496 0123")]
    [OnBothDatabases("0044 113 496")]
    [OnBothDatabases("+44113496")]
    [OnBothDatabases("6 0123")]
    [OnBothDatabases("4960123")]
    public async Task By_the_address_and_the_telephone_number(DatabaseProvider database, string typed)
    {
        var order = await OneAsync(database, new Buyer("Q", "Quentin@mail.example", "+441134960123"));
        var other = await OneAsync(database, new Buyer("Q", "quention@mail.example", "+441134970123"));
        var found = await FindAsync(typed);
        Assert.Contains(order.Reference, found);
        Assert.DoesNotContain(other.Reference, found);
    }

    /// <summary>Numbers for films and examples, which the library does not take for valid ones.</summary>
    [Theory]
    [OnBothDatabases("07700 900004")]
    [OnBothDatabases("0044 7700 900004")]
    [OnBothDatabases("00447700900")]
    public async Task By_a_telephone_number_that_no_country_gives_out(DatabaseProvider database, string typed)
    {
        var order = await OneAsync(database, new Buyer("Q", "film@mail.example", "+447700900004"));
        var other = await OneAsync(database, new Buyer("Q", "other@mail.example", "+447701900104"));
        var found = await FindAsync(typed);
        Assert.Contains(order.Reference, found);
        Assert.DoesNotContain(other.Reference, found);
    }

    [Theory, OnBothDatabases]
    public async Task By_a_telephone_number_that_was_kept_as_typed(DatabaseProvider database)
    {
        var order = await OneAsync(database, new Buyer("Q", "typed@mail.example", "07700 900456"));
        Assert.Contains(order.Reference, await FindAsync("07700 900"));
        Assert.Contains(order.Reference, await FindAsync("0456"));
        Assert.DoesNotContain(order.Reference, await FindAsync("1456"));
    }

    [Theory, OnBothDatabases]
    public async Task By_reference_receipt_and_payment(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1, "ref@names.example");
        foreach (
            var typed in new[]
            {
                order.Reference,
                order.Reference.ToLowerInvariant(),
                order.Reference.Replace("-", "", StringComparison.Ordinal),
                order.Reference[..4],
                order.Reference[5..],
                order.Reference[..7],
                order.Reference.Replace('-', ' ').ToLowerInvariant(),
                order.Reference.Replace('-', '–'),
                $" #{order.Reference.Replace('-', '\u2011')}\u00A0",
                order.ReceiptLabel,
                order.ReceiptLabel[2..],
                order.ReceiptLabel[2..].TrimStart('0'),
                order.ReceiptLabel.Replace("-", " ", StringComparison.Ordinal),
                order.ReceiptLabel.ToLowerInvariant(),
                order.PaymentReference!,
            }
        )
        {
            Assert.True((await FindAsync(typed)).Contains(order.Reference), $"Not found by {typed}");
        }

        Assert.DoesNotContain(order.Reference, await FindAsync(order.PaymentReference![..^1]));
    }

    [Theory, OnBothDatabases]
    public async Task By_the_title_of_the_event_if_no_buyer_is_called_that(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync("Ximena’s Klezmer Night", _ => { });
        var order = (await app.InsertUnpaidOrdersAsync(show, 1, _ => new Buyer("Q", "title@names.example", "")))[0];
        Assert.Equal([order.Reference], await FindAsync("klezmer xime"));
        Assert.Equal([order.Reference], await FindAsync(new OrderFilter("KLEZMER", Status: OrderStatus.Expired)));
        Assert.Empty(await FindAsync("klezmer waltz"));
        var buyer = await OneAsync(database, new Buyer("Klezmer Kate", "kate@names.example", ""));
        Assert.Equal([buyer.Reference], await FindAsync("klezmer"));
        using var staff = await app.SignInAsStaffAsync();
        Assert.NotNull(
            (await staff.OpenAsync("/admin/orders?q=klezmer")).Document.QuerySelector($"a[href='/admin/orders?event={show.Id}']")
        );
    }

    [Theory, OnBothDatabases]
    public async Task By_the_name_it_has_now_and_not_by_the_one_before(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        await app.UseAsync<CorrectOrder>(correct =>
            correct.CorrectBuyerAsync(order.Id, "Ada Kingsnorth", "", renameTickets: true, TestContext.Current.CancellationToken)
        );
        Assert.Contains(order.Reference, await FindAsync("ada kingsnorth"));
        Assert.DoesNotContain(order.Reference, await FindAsync("lovelace"));
    }

    [Theory, OnBothDatabases]
    public async Task By_the_details_that_were_corrected_before_paying(DatabaseProvider database)
    {
        app = venues.On(database);
        var code = await app.PlaceHoldAsync(await app.PublishEventAsync(), "Standing", 1);
        foreach (var name in new[] { "Ottilie Mistyped", "Ottilie Westenra" })
        {
            Assert.IsType<PlaceOutcome.Placed>(
                await app.UseAsync<PlaceOrder, PlaceOutcome>(orders =>
                    orders.PlaceAsync(
                        code,
                        new Buyer(name, "ottilie@names.example", ""),
                        expectedTotal: null,
                        TestContext.Current.CancellationToken
                    )
                )
            );
        }

        Assert.Single(await FindAsync("ottilie westenra"));
        Assert.Empty(await FindAsync("ottilie mistyped"));
    }

    [Theory, OnBothDatabases]
    public async Task Narrowed_by_event_status_channel_and_day(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, other) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        var before = app.Clock.GetUtcNow();
        var online = await app.BuyAsync(show, "Standing", 1);
        app.Clock.Advance(TimeSpan.FromHours(1));
        var cash = await app.SellAsync(show, "Standing", 1);
        var comp = await app.SellAsync(show, "Standing", 1, BoxOfficePayment.Complimentary, new Buyer("Critic", "", ""));
        var elsewhere = await app.SellAsync(other, "Standing", 1);
        var unpaid = (await app.InsertUnpaidOrdersAsync(show, 1, _ => new Buyer("Late", "late@names.example", "")))[0];

        Assert.Equal(
            [unpaid.Reference, comp.Reference, cash.Reference, online.Reference],
            await FindAsync(new OrderFilter(EventId: show.Id))
        );
        Assert.Equal([elsewhere.Reference], await FindAsync(new OrderFilter(EventId: other.Id)));
        Assert.Equal([unpaid.Reference], await FindAsync(new OrderFilter(EventId: show.Id, Status: OrderStatus.Expired)));
        Assert.Equal([comp.Reference], await FindAsync(new OrderFilter(EventId: show.Id, Channel: OrderChannel.Comp)));
        Assert.Equal([cash.Reference], await FindAsync(new OrderFilter("walk-up", EventId: show.Id, Channel: OrderChannel.BoxOffice)));
        Assert.Equal([online.Reference], await FindAsync(new OrderFilter(EventId: show.Id, From: before, Until: before.AddMinutes(30))));
        Assert.Equal([], await FindAsync(new OrderFilter(EventId: show.Id, Until: before)));
    }

    private async Task<Order> OneAsync(DatabaseProvider database, Buyer buyer)
    {
        app = venues.On(database);
        return (await app.InsertUnpaidOrdersAsync(await app.PublishEventAsync(), 1, _ => buyer))[0];
    }

    private Task<IReadOnlyList<string>> FindAsync(string typed) => FindAsync(new OrderFilter(typed));

    private Task<IReadOnlyList<string>> FindAsync(OrderFilter filter) =>
        app.UseAsync<OrderSearch, IReadOnlyList<string>>(async search =>
            [.. (await search.GetPageAsync(filter, null, TestContext.Current.CancellationToken)).Rows.Select(row => row.Reference)]
        );
}
