using System.Globalization;
using System.Text;
using CsvHelper;
using Ticketing.Features.Settlements.Terms;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Features.Receipts;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;
using Xunit;

namespace Ticketing.Tests.Features.Settlements;

public sealed class SettlementDownloadTests(SettlementDownloadTests.LegalNameVenues venues)
    : IClassFixture<SettlementDownloadTests.LegalNameVenues>
{
    private static readonly TermsForm Terms = new()
    {
        Artist = "Nadia Karim Quartet",
        Share = "70",
        Guarantee = "500",
        TakesTaxFirst = true,
        TakesProviderFeesFirst = true,
    };
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task The_pdf_explains_the_split(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.BuyAsync(show, "Standing", 2);
        await app.AgreeTermsAsync(show, Terms);
        await app.AddDeductionAsync(show, "PA hire", "3");
        using var staff = await app.SignInAsStaffAsync();
        using var answer = await staff.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/admin/events/{show.Id}/settlement.pdf"));
        Assert.Equal(
            ("application/pdf", $"settlement-{show.Slug}.pdf"),
            (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName)
        );
        var text = string.Join(' ', PdfReader.Pages(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
        Assert.All(
            [
                "Settlement",
                "Blue Room Concerts Ltd",
                "12 Canal Street",
                "Nadia Karim Quartet",
                "£500.00",
                "Net takings £30.00",
                "PA hire −£3.00",
                "Pot £19.68",
                "Nadia Karim Quartet: the guarantee £500.00",
                "The guarantee of £500.00 applies: 70% of the pot would be £13.78.",
                "Standing Online 14.00 2 0 28.00 2.00 0.00 30.00",
                "Net 28.00 2.00 30.00",
                "At 20%, of 30.00 4.67 0.33 5.00",
                "Money left £30.00",
                "for the artist",
                "Amounts in GBP",
            ],
            fact => Assert.Contains(fact, text, StringComparison.Ordinal)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_long_settlement_repeats_its_headings_on_each_page_and_embeds_every_font(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(
            string.Concat(Enumerable.Repeat("Die Donaudampfschifffahrtsgesellschaft spielt 東京 ", 4)).Trim(),
            _ => { },
            [.. Enumerable.Range(1, 45).Select(i => new TicketTypeDraft($"Block {i}", 10_000_000 + i, 10))]
        );
        foreach (var type in show.TicketTypes)
        {
            await app.SellAsync(show, type.Category, 1);
        }

        await app.AgreeTermsAsync(show, Terms with { Artist = new string('N', 200) });
        var bytes = await app.GetSettlementPdfAsync(show);
        var pages = PdfReader.Pages(bytes);
        Assert.True(pages.Length >= 3);
        Assert.True(pages.Count(page => page.Contains("Ticket Sold as Price Sold Refunded", StringComparison.Ordinal)) >= 2);
        Assert.All(
            Enumerable.Range(1, 45),
            i => Assert.Contains(pages, page => page.Contains($"Block {i} Box office 100,000.{i:00} 1", StringComparison.Ordinal))
        );
        Assert.Contains($"page {pages.Length} of {pages.Length}", pages[^1], StringComparison.Ordinal);
        Assert.Contains("Total", pages.Single(page => page.Contains("Block 45 ", StringComparison.Ordinal)), StringComparison.Ordinal);
        AssertFontsEmbedded(bytes);
        AssertNothingIsCutOff(bytes);
    }

    [Theory, OnEitherDatabase]
    public async Task The_csv_reads_back_to_the_same_figures_and_runs_no_formula(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(
            "=HYPERLINK(\"evil\")",
            _ => { },
            new TicketTypeDraft("+Standing, \"front\"", 1400, 50),
            new TicketTypeDraft("Seated", 2400, 50)
        );
        await app.BuyAsync(show, "+Standing, \"front\"", 2);
        await app.StartRefundAsync(await app.BuyAsync(show, "Seated", 1));
        await app.AgreeTermsAsync(show, Terms with { Artist = "@Nadia" });
        await app.AddDeductionAsync(show, "-Hotel", "3");
        using var staff = await app.SignInAsStaffAsync();
        using var answer = await staff.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/admin/events/{show.Id}/settlement.csv"));
        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var rows = Read(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        Assert.All(rows, row => Assert.Equal(("'=HYPERLINK(\"evil\")", "2031-03-03", "GBP"), (row["Event"], row["Date"], row["Currency"])));
        Assert.All(
            rows.SelectMany(row => row.Values),
            cell =>
                Assert.True(
                    cell.Length == 0
                        || cell[0] is not ('=' or '+' or '@' or '\t' or '\r')
                            && (cell[0] != '-' || decimal.TryParse(cell, CultureInfo.InvariantCulture, out _)),
                    cell
                )
        );
        var s = await app.GetSettlementAsync(show);
        var tickets = rows.Where(row => row["Part"] == "Tickets").ToList();
        Assert.Equal(["'+Standing, \"front\"", "Seated"], tickets.Select(row => row["Line"]));
        Assert.Equal(s.Net.Total, tickets.Sum(row => Minor(row["Amount"])));
        Assert.Equal(
            ("2", "28.00", "2.00", "0.00", "30.00"),
            (tickets[0]["Sold"], tickets[0]["Face value"], tickets[0]["Booking fees"], tickets[0]["Refunds"], tickets[0]["Amount"])
        );
        Assert.Equal(-300, Minor(rows.Single(row => row["Line"] == "'-Hotel")["Amount"]));
        Assert.Equal(s.Pot.Amount, Minor(rows.Single(row => row["Line"] == "Pot")["Amount"]));
        Assert.Equal(s.Split!.ToArtist, Minor(rows.Single(row => row["Line"] == "'@Nadia: the guarantee")["Amount"]));
        Assert.Equal(-s.Refunds.Total, Minor(rows.Single(row => row["Part"] == "Totals" && row["Line"] == "Refunds")["Amount"]));
    }

    [Theory, OnEitherDatabase]
    public async Task The_csv_is_the_same_in_every_reader_s_language(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.BuyAsync(show, "Standing", 2);
        await app.AgreeTermsAsync(show, Terms);
        await app.AddDeductionAsync(show, "PA hire", "3");
        var files = new List<string>();
        foreach (var tag in new[] { "en-GB", "de" })
        {
            using var staff = await app.SignInWithLanguageAsync(tag);
            files.Add(Encoding.UTF8.GetString(await staff.DownloadAsync($"/admin/events/{show.Id}/settlement.csv")));
        }

        Assert.Contains("Booking fees", files[0], StringComparison.Ordinal);
        Assert.Equal(files[0], files[1]);
    }

    private static long Minor(string amount) => (long)(decimal.Parse(amount, CultureInfo.InvariantCulture) * 100);

    private static List<Dictionary<string, string>> Read(byte[] file)
    {
        using var csv = CsvReader.Create(file);
        csv.ReadHeader();
        var names = csv.Headers.ToArray();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(names.Index().ToDictionary(name => name.Item, name => csv.GetString(name.Index)));
        }

        return rows;
    }

    private static void AssertFontsEmbedded(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        var fonts = document
            .Structure.CrossReferenceTable.ObjectOffsets.Keys.Select(key => document.Structure.GetObject(key).Data)
            .OfType<DictionaryToken>()
            .Where(d => d.TryGet(NameToken.Type, out NameToken type) && type == NameToken.FontDescriptor)
            .ToArray();
        Assert.NotEmpty(fonts);
        Assert.All(fonts, font => Assert.True(font.ContainsKey(NameToken.FontFile2)));
    }

    private static void AssertNothingIsCutOff(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        Assert.All(
            document.GetPages(),
            page =>
                Assert.All(
                    page.Letters,
                    letter =>
                        Assert.True(
                            letter.BoundingBox.Left >= 50 && letter.BoundingBox.Right <= page.Width - 50 && letter.BoundingBox.Bottom >= 20,
                            $"{letter.Value} on page {page.Number}"
                        )
                )
        );
    }

    public sealed class LegalNameVenues : VenueFixture
    {
        protected override TicketingApp Create(DatabaseProvider database) =>
            new TicketingApp(database).Set("Site:LegalName", "Blue Room Concerts Ltd").Set("Site:Address", "12 Canal Street\nLeeds");
    }
}
