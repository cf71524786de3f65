using SkiaSharp;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Drawings;
using Ticketing.Infrastructure.Documents.Images;
using Ticketing.Infrastructure.Documents.Pdf;
using UglyToad.PdfPig.Tokens;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Documents;

public class PdfDocumentTests
{
    private static readonly TextStyle Plain = new(Size: 11);

    [Theory]
    [InlineData("Affluent office, Übermaß, Łódź")]
    [InlineData("Μουσική του Αιγαίου")]
    [InlineData("Ночь русского авангарда")]
    public void A_text_can_be_read_back(string text) => Assert.Equal(text, Words(Written(flow => flow.Text(text, Plain))));

    [Theory]
    [InlineData("نادية كريم ورباعي العود")]
    [InlineData("שלום עולם")]
    [InlineData("漢字 👩‍👩‍👧 e\u0323")]
    public void A_text_can_be_copied_in_reading_order(string text)
    {
        var copied = ExternalTools.CopyText(Written(flow => flow.Text(text, Plain)));
        // The reader marks the direction of what it copies.
        var words = copied
            .Replace("\u202B", "", StringComparison.Ordinal)
            .Replace("\u202C", "", StringComparison.Ordinal)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(text.Normalize(), string.Join(' ', words));
    }

    [Fact]
    public void Every_font_is_embedded()
    {
        using var pdf = Opened(Written(flow => flow.Text("Name", Plain with { Face = FontFace.Display }).Text("Text كريم", Plain)));
        var files = pdf
            .Structure.CrossReferenceTable.ObjectOffsets.Keys.Select(id => pdf.Structure.GetObject(id).Data)
            .OfType<DictionaryToken>()
            .Where(d => d.TryGet(NameToken.Type, out NameToken type) && type == NameToken.FontDescriptor)
            .ToArray();
        Assert.Equal(3, files.Length);
        Assert.All(files, descriptor => Assert.True(descriptor.ContainsKey(NameToken.FontFile2)));
    }

    [Fact]
    public void The_file_says_what_it_is_and_in_which_language()
    {
        using var pdf = Opened(Written(flow => flow.Text("Hello", Plain)));
        Assert.Equal("Receipt (1) für Öztürk", pdf.Information.Title);
        Assert.Equal("The Blue Room", pdf.Information.Author);
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 10, 0, 0, TimeSpan.Zero), pdf.Information.GetCreatedDateTimeOffset());
        Assert.True(pdf.Structure.Catalog.CatalogDictionary.TryGet(NameToken.Lang, out StringToken language));
        Assert.Equal("en-GB", language.Data);
    }

    /// <summary>Once it does, our PDFs can have them.</summary>
    [Fact]
    public void SkiaSharp_offers_no_tags_yet() =>
        Assert.DoesNotContain(
            typeof(SKDocument).Assembly.GetExportedTypes().SelectMany(type => type.GetMembers()),
            member =>
                member.Name.Contains("StructureElement", StringComparison.Ordinal)
                || member.Name.Contains("NodeId", StringComparison.Ordinal)
        );

    [Fact]
    public void The_same_document_is_the_same_file_also_when_many_are_written_at_once()
    {
        byte[] Make(int n) => Written(flow => flow.Text($"Order {n} نادية", Plain).Draw(QrCode.Create($"t{n}").ToDrawing(), 80, 80));
        var expected = Enumerable.Range(0, 4).Select(Make).ToArray();
        Parallel.For(0, 64, i => Assert.Equal(expected[i % 4], Make(i % 4)));
    }

    [Fact]
    public void A_long_table_goes_on_with_its_headings_and_splits_no_row()
    {
        var table = new Table([new("Item", 4), new("Amount", 1, Align.End)]);
        for (var i = 1; i <= 60; i++)
            table.Row($"Ticket{i} first\nsecond{i} line", "£14.00");
        using var pdf = Opened(Written(flow => flow.Table(table)));
        Assert.Equal(4, pdf.NumberOfPages);
        var pages = pdf.GetPages().Select(Words).ToArray();
        Assert.All(pages, page => Assert.StartsWith("Item Amount", page, StringComparison.Ordinal));
        for (var i = 1; i <= 60; i++)
            Assert.Single(pages, page => page.Split(' ').Intersect([$"Ticket{i}", $"second{i}"]).Count() == 2);
    }

    [Fact]
    public void Amounts_line_up_at_the_right()
    {
        var table = new Table([new("Item", 4), new("Amount", 1, Align.End)]).Row("A", "£4.00").Row("B", "£1,234.00");
        using var pdf = Opened(Written(flow => flow.Table(table)));
        var amounts = pdf.GetPage(1).GetWords().Where(w => w.Text.StartsWith('£')).Select(w => w.BoundingBox.Right).ToArray();
        Assert.Equal(2, amounts.Length);
        Assert.Equal(amounts[0], amounts[1], 0.5);
    }

    [Fact]
    public void A_right_to_left_document_places_everything_as_in_a_mirror_and_mirrors_no_content()
    {
        const double width = 595;
        var document = NewRightToLeft();
        document.AddFlow(margin: 50).Table(new Table([new("Item", 4), new("Amount", 1, Align.Left)]).Row("First", "Last"));
        var page = document.AddPage();
        page.Text("Right", Plain with { Align = Align.Right }, 50, 50, 200);
        page.Text("Left", Plain with { Align = Align.Left }, 50, 100, 200);
        page.Draw(
            Picture.Read(new Drawing(10, 10, [new Shape.Disc(5, 5, 4, Ink.Filled(Colour.Black))]).ToPng(40, 40))!,
            new Box(50, 150, 80, 80)
        );
        page.Qr(QrCode.Create("order-1"), new Box(50, 300, 110, 110));
        var file = document.ToBytes();
        using var pdf = Opened(file);
        var table = pdf.GetPage(1).GetWords().ToDictionary(word => word.Text, word => word.BoundingBox);
        Assert.True(table["Last"].Left < table["First"].Left && table["Amount"].Left < table["Item"].Left);
        Assert.Equal(50, table["Amount"].Left, 1d);
        var words = pdf.GetPage(2).GetWords().ToDictionary(word => word.Text, word => word.BoundingBox);
        Assert.Equal(width - 50, words["Right"].Right, 1d);
        Assert.Equal(width - 50 - 200, words["Left"].Left, 1d);
        Assert.Equal(width - 50, Assert.Single(pdf.GetPage(2).GetImages()).BoundingBox.Right, 1d);
        Assert.Equal(["order-1"], ExternalTools.ScanPage(file));
    }

    [Theory]
    [InlineData("R-000123 · صفحة 1", true)]
    [InlineData("Acme Ltd.", false)]
    [InlineData("\u2068كريم\u2069 Quartet", false)]
    [InlineData("£14.00", false)]
    public void A_text_of_a_right_to_left_document_reads_in_its_direction_if_any_letter_does(string text, bool rightToLeft) =>
        Assert.Equal(rightToLeft, TextBlock.Create(text, Plain with { Direction = TextDirection.RightToLeftIfAny }, 400).RightToLeft);

    [Fact]
    public void Headings_stay_with_the_first_rows_and_those_that_belong_to_them()
    {
        var style = TableStyle.Plain;
        for (var rows = 24; rows <= 30; rows++)
        {
            var before = new Table([new("Item", 1)]);
            for (var i = 1; i <= rows; i++)
                before.Row($"Row{i}");
            var after = new Table([new("Figure", 1)]).Row("Gross").JoinedRow("Refunds").JoinedRow("Net");
            using var pdf = Opened(Written(flow => flow.Table(before).Space(18).Table("Sums", style.Heading, after)));
            foreach (var page in pdf.GetPages().Select(Words).Where(page => page.Contains("Figure", StringComparison.Ordinal)))
                Assert.Contains("Sums Figure Gross Refunds Net", page, StringComparison.Ordinal);
            Assert.Single(pdf.GetPages(), page => Words(page).Contains("Sums", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Totals_stay_with_the_last_row()
    {
        var table = new Table([new("Item", 1)]);
        for (var i = 1; i <= 25; i++)
            table.Row($"Row{i}");
        for (var i = 1; i <= 4; i++)
            table.JoinedRow($"Total{i}");
        using var pdf = Opened(Written(flow => flow.Table(table)));
        Assert.Equal(2, pdf.NumberOfPages);
        Assert.Contains("Row25", Words(pdf.GetPage(2)), StringComparison.Ordinal);
        Assert.DoesNotContain("Total1", Words(pdf.GetPage(1)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_taller_than_a_page_goes_on_over_the_next()
    {
        var story = string.Join(' ', Enumerable.Range(0, 1500).Select(i => $"w{i}"));
        using var pdf = Opened(Written(flow => flow.Table(new Table([new("Notes", 1), new("Amount", 1)]).Row(story, "£1"))));
        Assert.True(pdf.NumberOfPages > 1);
        Assert.Contains("w1499", Words(pdf.GetPage(pdf.NumberOfPages)), StringComparison.Ordinal);
        Assert.Equal(1500, pdf.GetPages().SelectMany(p => p.GetWords()).Count(w => w.Text.StartsWith('w')));
    }

    [Fact]
    public void Each_page_can_say_which_of_how_many_it_is()
    {
        var document = New();
        var flow = document.AddFlow(footer: (page, number, count) => page.Text($"Page{number}of{count}", Plain, 56, 800, 400));
        for (var i = 0; i < 120; i++)
            flow.Text("Line", Plain);
        using var pdf = Opened(document.ToBytes());
        Assert.Contains("Page2of3", Words(pdf.GetPage(2)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_on_a_page_can_be_scanned()
    {
        const string link = "https://tickets.example.org/t/K7QX-9M2P-4TZZ";
        var document = New();
        document.AddPage().Qr(QrCode.Create(link), new Box(60, 60, 110, 110));
        Assert.Equal([link], ExternalTools.ScanPage(document.ToBytes()));
    }

    [Fact]
    public void A_code_on_a_screen_can_be_scanned() =>
        Assert.Equal(["order-1"], ExternalTools.ScanPng(QrCode.Create("order-1").ToDrawing().ToPng(200, 200)));

    [Fact]
    public void A_picture_is_placed_and_invalid_bytes_are_refused()
    {
        var png = new Drawing(10, 10, [new Shape.Disc(5, 5, 4, Ink.Filled(Colour.Black))]).ToPng(40, 40);
        Assert.Null(Picture.Read("no picture"u8.ToArray()));
        Assert.Null(Picture.Read([]));
        Assert.Null(Picture.Read(png[..(png.Length / 2)]));
        using var pdf = Opened(Written(flow => flow.Draw(Picture.Read(png)!, 100, 50)));
        Assert.Single(pdf.GetPage(1).GetImages());
    }

    private static PdfDocument New() =>
        new(new("Receipt (1) für Öztürk", "The Blue Room", "en-GB", new DateTimeOffset(2026, 11, 1, 10, 0, 0, TimeSpan.Zero)));

    private static PdfDocument NewRightToLeft() =>
        new(new("Receipt", "The Blue Room", "ar", DateTimeOffset.UnixEpoch)) { RightToLeft = true };

    private static UglyToad.PdfPig.PdfDocument Opened(byte[] bytes) => UglyToad.PdfPig.PdfDocument.Open(bytes);

    private static byte[] Written(Action<PageFlow> content)
    {
        var document = New();
        content(document.AddFlow());
        return document.ToBytes();
    }

    private static string Words(byte[] bytes)
    {
        using var pdf = Opened(bytes);
        return Words(pdf.GetPage(1));
    }

    private static string Words(UglyToad.PdfPig.Content.Page page) => string.Join(' ', page.GetWords().Select(w => w.Text));
}
