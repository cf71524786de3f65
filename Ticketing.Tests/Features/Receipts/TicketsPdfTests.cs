using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Posters;
using Ticketing.Features.Orders;
using Ticketing.Features.Receipts;
using Ticketing.Features.Receipts.Printing;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Languages;
using Ticketing.Tests.Infrastructure.Documents;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using UglyToad.PdfPig;
using Xunit;

namespace Ticketing.Tests.Features.Receipts;

public class TicketsPdfTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private const string Long =
        "An Evening of Songs, Stories and Slightly Unreliable Memories with the Extraordinary Marguerite van der Hoogeveen and her "
        + "Thirteen Friends, Rotterdam!!";

    public static TheoryData<ArtKind> Arts => [.. Enum.GetValues<ArtKind>()];
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Each_page_carries_the_code_of_its_own_ticket_and_the_door_can_scan_it(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 3, 2);
        var codes = ExternalTools.ScanPage(await app.TicketsAsync(order), dotsPerInch: 80);
        var claimed = new List<Guid>();
        foreach (var code in codes)
        {
            claimed.Add((await app.UseAsync<TicketCodeService, TicketClaims?>(tickets => tickets.VerifyAsync(code, Ct)))!.Value.TicketId);
        }

        Assert.Equal((await TicketsOfAsync(order)).Select(t => t.Id), claimed);
    }

    [Theory, OnEitherDatabase]
    public async Task Tickets_and_mails_name_both_days_of_a_show_after_midnight_and_the_range_of_several_days(DatabaseProvider database)
    {
        app = venues.On(database);
        var late = await app.PublishEventAsync(e =>
            (e.DoorsAt, e.StartsAt) = (
                new DateTimeOffset(2031, 11, 29, 23, 15, 0, TimeSpan.Zero),
                new DateTimeOffset(2031, 11, 30, 1, 30, 0, TimeSpan.Zero)
            )
        );
        await AssertSaidAsync(late, "Saturday 29 November 2031", "Doors Sat 29 Nov, 23:15 · Starts Sun 30 Nov,", "01:30 (London time)");
        var festival = await app.PublishEventAsync(e => e.EndsAt = e.StartsAt.AddDays(2));
        await AssertSaidAsync(festival, "Monday 3 March – Wednesday 5", "March 2031", "Ends Wed 5 Mar, 12:");
    }

    private async Task AssertSaidAsync(Event show, params string[] facts)
    {
        var order = await app.BuyAsync(show, "Ada Lovelace", 1);
        var mail = (await app.ConfirmationAsync(order))!;
        var ticket = PdfReader.Pages(await app.TicketsAsync(order))[0].ReplaceLineEndings(" ");
        Assert.All(facts, fact => Assert.Contains(fact, mail.Text, StringComparison.Ordinal));
        Assert.All(facts, fact => Assert.Contains(fact, ticket, StringComparison.Ordinal));
    }

    [Theory, OnEitherDatabase]
    public async Task A_ticket_tells_everything_that_its_holder_and_the_door_need(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 0, 2);
        var page = PdfReader.Pages(await app.TicketsAsync(order))[1];
        Assert.All(
            [
                "The Blue Room",
                "Nadia Karim Quartet",
                "Monday 3 March 2031",
                "Doors 11:",
                "Starts 12:",
                "(London time)",
                "14 Canal Street, Leeds",
                "Seated",
                "Ada Lovelace",
                "Ticket 2 of 2",
                order.Reference,
                "It admits one person, once.",
                "hello@blueroom.example",
            ],
            fact => Assert.Contains(fact, page, StringComparison.Ordinal)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_void_ticket_is_left_out_and_the_others_keep_their_numbers(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 3);
        await VoidAsync(order, 2);
        var pages = PdfReader.Pages(await app.TicketsAsync(order));
        Assert.Equal(2, pages.Length);
        Assert.Contains("Ticket 1 of 3", pages[0], StringComparison.Ordinal);
        Assert.Contains("Ticket 3 of 3", pages[1], StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task An_order_without_valid_tickets_has_no_file(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 1);
        await VoidAsync(order, 1);
        Assert.Null(await app.UseAsync<OrderDocuments, OrderDocument?>(documents => documents.CreateTicketsAsync(order.Id, Ct)));
        Assert.DoesNotContain(
            (await app.ConfirmationAsync(order))!.Attachments,
            file => file.FileName.StartsWith("tickets", StringComparison.Ordinal)
        );
    }

    [Theory]
    [OnEitherDatabase("Nadia Karim Quartet", "Łucja Öztürk")]
    [OnEitherDatabase("Μουσική του Αιγαίου", "Ελένη Παπαδοπούλου")]
    [OnEitherDatabase("Ночь авангарда", "Анна Ахматова")]
    [OnEitherDatabase("نادية كريم", "ليلى حداد")]
    [OnEitherDatabase("ליל ג'אז", "נועה כהן")]
    [OnEitherDatabase("台北爵士之夜", "王小明")]
    [OnEitherDatabase("ジャズの夜", "佐藤 さくら")]
    [OnEitherDatabase("재즈의 밤", "김철수")]
    [OnEitherDatabase("Caz gecəsi", "Əli Şükürov")]
    public async Task Names_in_every_script_can_be_read_and_copied(DatabaseProvider database, string title, string buyer)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(title, _ => { }), buyer, 1);
        foreach (var file in new[] { await app.TicketsAsync(order), await app.ReceiptAsync(order) })
        {
            var text = ExternalTools
                .CopyText(file)
                .Replace("\u202B", "", StringComparison.Ordinal)
                .Replace("\u202C", "", StringComparison.Ordinal);
            var copied = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains(title, copied, StringComparison.Ordinal);
            Assert.Contains(buyer, copied, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_Arabic_ticket_and_receipt_are_mirrored_with_Latin_names_and_amounts()
    {
        app = venues.On(DatabaseProvider.Sqlite);
        using var _ = ShippedLanguages.Find("ar")!.Use();
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 2, 1);
        const double pageWidth = 595;
        var ticket = PdfReader.PlacedWords(await app.TicketsAsync(order));
        Assert.Equal(40, ticket.First(word => word.Text == order.Reference).Left, 2d);
        Assert.Equal(pageWidth - 66, ticket.Single(word => word.Text == "Quartet").Right, 2d);
        Assert.InRange(ticket.Single(word => word.Text == "Lovelace").Right, 300, 330);
        Assert.True(ticket.Single(word => word.Text == "Standing").Right < pageWidth / 2 + 30);

        var receipt = PdfReader.PlacedWords(await app.ReceiptAsync(order));
        Assert.All(["Room", "Lovelace", "Quartet", "Standing"], name => Assert.Equal(pageWidth - 56, LastAt(name), 2d));
        Assert.Equal(56, receipt.First(word => word.Text == order.ReceiptLabel).Left, 2d);
        Assert.All(["28.00", "24.00", "3.50", "55.50"], AssertEndsItsLine);

        // The sign follows the amount, so it is at the left.
        void AssertEndsItsLine(string amount)
        {
            var left = receipt.Where(word => word.Text.Contains(amount, StringComparison.Ordinal)).Min(word => word.Left);
            Assert.InRange(left, 56, 72);
            Assert.Contains(receipt, word => word.Text.StartsWith('£') && word.Left is > 54 and < 58 && word.Left <= left);
        }

        double LastAt(string name) => receipt.Where(word => word.Text == name).Max(word => word.Right);
    }

    [Theory, OnEitherDatabase]
    public async Task The_longest_names_stay_on_the_page_whole_and_leave_the_code_free(DatabaseProvider database)
    {
        app = venues.On(database);
        var attendee = string.Join(' ', Enumerable.Repeat("Featherstonehaugh", 11));
        var show = await app.PublishEventAsync(
            Long,
            e => (e.Location, e.Address) = (new string('L', 200), string.Join(' ', Enumerable.Repeat("Street", 42))),
            new TicketTypeDraft(
                "A category with a name as long as any can be, which says what is included: seat, drink, programme",
                1400,
                9
            )
        );
        var order = await app.BuyAsync(show, attendee, 1);
        var pdf = await app.TicketsAsync(order);
        var page = Assert.Single(PdfReader.Pages(pdf));
        Assert.Single(ExternalTools.ScanPage(pdf, dotsPerInch: 80));
        Assert.Contains("Rotterdam!!", page, StringComparison.Ordinal);
        Assert.Contains(attendee, page, StringComparison.Ordinal);
        Assert.Contains("programme", page, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_same_tickets_are_the_same_file(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 2);
        Assert.Equal(await app.TicketsAsync(order), await app.TicketsAsync(order));
    }

    [Theory, MemberData(nameof(Arts))]
    public async Task Tickets_with_generated_art_weigh_little(ArtKind art)
    {
        app = venues.On(DatabaseProvider.Sqlite);
        var show = await app.PublishEventAsync(e => e.PosterVariant = (int)art * 64);
        var order = await app.BuyAsync(show, "Łucja Öztürk", 2, 2);
        Assert.InRange(await WeighAsync(order), 1, 120_000);
    }

    [Theory, OnEitherDatabase]
    public async Task A_name_in_many_alphabets_weighs_little(DatabaseProvider database)
    {
        app = venues.On(database);
        var mixed = await app.BuyAsync(await app.PublishEventAsync("台北爵士之夜", _ => { }), "نادية كريم", 4);
        Assert.InRange(await WeighAsync(mixed), 1, 120_000);
    }

    [Theory, OnEitherDatabase]
    public async Task An_uploaded_poster_is_on_every_ticket_and_weighs_little(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.UseAsync<EditPoster, PosterOutcome>(posters => posters.UploadAsync(show.Id, TestImages.NoisyJpeg(1600, 2000), "", Ct));
        var order = await app.BuyAsync(show, "Ada Lovelace", 4);
        Assert.InRange(await WeighAsync(order), 1, 220_000);
        using var pdf = PdfDocument.Open(await app.TicketsAsync(order));
        foreach (var page in pdf.GetPages())
        {
            var poster = Assert.Single(page.GetImages());
            Assert.InRange(poster.RawBytes.Length, 20_000, PrintPoster.MaxBytes);
            using var picture = SKBitmap.Decode(poster.RawBytes.ToArray());
            Assert.True(picture.GetPixel(picture.Width / 2, picture.Height * 3 / 4) is { Red: < 120, Blue: > 130 });
        }
    }

    private async Task<int> WeighAsync(Order order) =>
        (await app.ConfirmationAsync(order))!
            .Attachments.Where(file => file.MediaType == OrderDocument.MediaType)
            .Sum(file => file.Content.Length);

    private Task<IReadOnlyList<Ticket>> TicketsOfAsync(Order order) =>
        app.UseAsync<OrderQueries, IReadOnlyList<Ticket>>(orders => orders.GetTicketsAsync(order.Id, Ct));

    private Task VoidAsync(Order order, int number) =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Ticket>()
                        .Where(t => t.OrderId == order.Id && t.Number == number)
                        .ExecuteUpdateAsync(set => set.SetProperty(t => t.Status, TicketStatus.Void), Ct),
                ct: Ct
            )
        );
}
