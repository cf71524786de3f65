using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Posters;
using Ticketing.Features.Orders;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Branding;
using Ticketing.Infrastructure.Documents.Drawings;
using Ticketing.Infrastructure.Documents.Images;
using Ticketing.Infrastructure.Documents.Pdf;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Features.Receipts.Printing;

/// <summary>The art gets the space that the text leaves.</summary>
internal sealed class TicketPage
{
    private const float Padding = 26;
    private const float CodeSize = 204;
    private static readonly Box Card = new(40, 70, PageSize.A4.Width - 80, 722);
    private static readonly float TearLine = Card.Bottom - CodeSize - 2 * 16;

    private readonly PaidOrder paid;
    private readonly TextBlock title;
    private readonly IReadOnlyList<LabelledBlock> facts;
    private readonly TextBlock? line;
    private readonly Drawing art;
    private readonly Picture? poster;

    public TicketPage(PaidOrder paid, PrintPoster? uploaded)
    {
        this.paid = paid;
        title = CreateTitle(paid.Event.Title);
        facts = CreateFacts(paid.Event);
        line = paid.Venue.Texts.InCurrentLanguage.TicketLine is { Length: > 0 } text
            ? TextFitting.Fit(text, PrintStyles.Strong with { Align = OwnSide }, 7, ContentWidth, 28)
            : null;
        art = CreateArt(paid.Event, TextTop - Card.Y - 20);
        poster = uploaded?.Frame(art.Width, art.Height);
    }

    private static float Left => Card.X + Padding;

    private static float ContentWidth => Card.Width - 2 * Padding;

    private float LineTop => TearLine - 16 - (line?.Height ?? 0);

    private float FactsTop => (line is null ? TearLine - 20 : LineTop - 12) - facts.Max(fact => fact.Height);

    private float TitleTop => FactsTop - 16 - title.Height;

    private float TextTop => paid.Event.Kind.Length > 0 ? TitleTop - 19 : TitleTop;

    public void Draw(PdfPage page, Ticket ticket, string code)
    {
        DrawFrame(page, ticket);
        if (paid.Event.Kind.Length > 0)
        {
            var kind = PrintStyles.Strong with { Size = 11, Colour = PrintStyles.GetAccent(paid.Venue), Align = AlignWithTitle };
            page.Text(TextFitting.Fit(paid.Event.Kind, kind, 6, ContentWidth, 17), Left, TextTop);
        }

        page.Text(title, IsOppositeSide(title.RightToLeft) ? Left + ContentWidth - title.MaxWidth : Left, TitleTop);
        var x = Left;
        foreach (var fact in facts)
        {
            fact.Draw(page, x, FactsTop);
            x += ContentWidth / facts.Count;
        }

        if (line is not null)
        {
            page.Text(line, Left, LineTop);
        }

        DrawStub(page, ticket, code);
    }

    private void DrawFrame(PdfPage page, Ticket ticket)
    {
        var half = Card.Width / 2;
        if (paid.Logo is null)
        {
            page.Text(
                TextFitting.Fit(paid.Venue.VenueName, PrintStyles.Headline with { Size = 16 }, 9, half + 100, 22),
                Card.X,
                Card.Y - 32
            );
        }
        else
        {
            paid.Logo.Draw(page, Card.X, Card.Y - 46, half, 38);
        }

        page.Text(
            $"{Position(ticket)} · {TextBlock.Isolate(paid.Order.Reference)}",
            PrintStyles.Strong with
            {
                Align = PrintStyles.Trailing,
            },
            Card.X + half,
            Card.Y - 28,
            half
        );
        DrawArt(page, new Box(Card.X, Card.Y, art.Width, art.Height));
        page.Draw(TicketOutline.Create(Card, TearLine), new Box(0, 0, PageSize.A4.Width, PageSize.A4.Height));
        page.Line(Card.X + 16, TearLine, Card.Right - 16, TearLine, PrintStyles.Soft, 0.9f, 4);
        var contact = paid.Venue.SupportEmail.Length > 0 ? T["Questions? {0}", TextBlock.Isolate(paid.Venue.SupportEmail)] : "";
        page.Text(TextFitting.Fit(paid.Where, PrintStyles.Small, 6, half + 40, 14), Card.X, Card.Bottom + 14);
        page.Text(contact, PrintStyles.Small with { Align = PrintStyles.Trailing }, Card.X + half + 50, Card.Bottom + 14, half - 50);
    }

    private void DrawArt(PdfPage page, Box box)
    {
        if (poster is null)
        {
            page.Draw(art, box);
        }
        else
        {
            page.Draw(poster, box, TicketOutline.RoundedTop(box.Width, box.Height));
        }
    }

    private void DrawStub(PdfPage page, Ticket ticket, string code)
    {
        var y = TearLine + 16;
        page.Qr(QrCode.GetOrCreate(code), new Box(Card.X + 12, y, CodeSize, CodeSize));
        var x = Card.X + 12 + CodeSize + 14;
        var width = Card.Right - Padding - x;
        var name = paid.Event.GetTicketTypeName(ticket.TicketTypeId, ticket.Category);
        y = new LabelledBlock(T["Ticket"], [TextFitting.Fit(name, PrintStyles.Headline, 11, width, 58), .. ComplimentaryLine(width)]).Draw(
            page,
            x,
            y + 8
        );
        if (paid.ShowsNames)
        {
            y = new LabelledBlock(T["Name"], TextFitting.Fit(ticket.Attendee, PrintStyles.Strong with { Size = 13 }, 7, width, 40)).Draw(
                page,
                x,
                y + 8
            );
        }

        new LabelledBlock(
            T["Order"],
            TextBlock.Create(
                T["{0}, {1}", TextBlock.Isolate(paid.Order.Reference), Position(ticket)],
                PrintStyles.Strong with
                {
                    Size = 11,
                },
                width
            )
        ).Draw(page, x, y + 8);
        var notice = TextBlock.Create(
            T["Show this code at the door. It admits one person, once."],
            PrintStyles.Small with
            {
                Colour = PrintStyles.Ink,
            },
            width
        );
        page.Text(notice, x, Card.Bottom - 22 - notice.Height);
    }

    private IEnumerable<TextBlock> ComplimentaryLine(float width) =>
        paid.Order.Channel == OrderChannel.Comp
            ? [TextBlock.Create(PaymentMethodText.Describe(Order.Complimentary), PrintStyles.Strong with { Size = 11 }, width)]
            : [];

    private string Position(Ticket ticket) => T["Ticket {0} of {1}", ticket.Number, paid.Tickets.Count];

    /// <summary>The venue's own words are at their own side, except that a right-to-left ticket has all at the right.</summary>
    private static Align OwnSide => Language.Current.IsRightToLeft ? Align.Right : Align.Start;

    private Align AlignWithTitle => IsOppositeSide(title.RightToLeft) ? PrintStyles.Trailing : PrintStyles.Leading;

    private static bool IsOppositeSide(bool rightToLeft) => rightToLeft && !Language.Current.IsRightToLeft;

    private static TextBlock CreateTitle(string title)
    {
        var style = PrintStyles.Headline with { Size = 46, Align = OwnSide, LineHeight = TextBlock.ReadsRightToLeft(title) ? 1.3f : 1.08f };
        return TextFitting.FitBalanced(title, style, 20, ContentWidth, 130);
    }

    private static IReadOnlyList<LabelledBlock> CreateFacts(Event @event)
    {
        var measure = ContentWidth / 2 - 14;
        var strong = PrintStyles.Strong with { Size = 11.5f };
        var times = $"{@event.DoorsAndStart()} ({@event.ZoneText()})";
        return
        [
            new(
                T["When"],
                [
                    TextBlock.Create(@event.LongDay(), strong, measure),
                    TextBlock.Create(times, PrintStyles.Text, measure),
                    .. @event.AgeLimit() is { } age ? [TextBlock.Create(age, PrintStyles.Text, measure)] : Array.Empty<TextBlock>(),
                ]
            ),
            new(
                T["Where"],
                TextFitting.Fit(@event.Location, strong, 7, measure, 34),
                TextFitting.Fit(@event.Address, PrintStyles.Text, 6, measure, 43)
            ),
        ];
    }

    private static Drawing CreateArt(Event @event, float height)
    {
        var style = PosterStyle.FromNumber(@event.PosterVariant, @event.Slug);
        var bare = PosterArt.Bare(@event.Slug, style, Card.Width, height);
        return bare with { Shapes = [new Shape.Clipped(TicketOutline.RoundedTop(Card.Width, height), bare.Shapes)] };
    }
}
