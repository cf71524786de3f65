using System.Globalization;
using Ticketing.Documents;
using Ticketing.Documents.Drawings;
using Ticketing.Documents.Pdf;
using Ticketing.Events;
using Ticketing.Events.Posters;
using Ticketing.Orders;
using Ticketing.Tickets;

namespace Ticketing.Receipts;

/// <summary>The art gets the space that the text leaves.</summary>
internal sealed class TicketSheet
{
    private const float Pad = 26;
    private const float CodeSide = 204;
    private const string Notice = "Show this code at the door. It admits one person, once.";
    private static readonly Box Card = new(40, 70, Paper.A4.Width - 80, 722);
    private static readonly float Tear = Card.Bottom - CodeSide - 2 * 16;

    private readonly PaidOrder paid;
    private readonly TextBlock title;
    private readonly IReadOnlyList<Fact> facts;
    private readonly TextBlock? line;
    private readonly Drawing art;

    public TicketSheet(PaidOrder paid)
    {
        this.paid = paid;
        title = Title(paid.Event.Title);
        facts = Facts(paid.Event);
        line = paid.Venue.Texts.TicketLine is { Length: > 0 } text ? Fitted.Set(text, PaperLook.Strong with { Align = Align.Start }, 7, Measure, 28) : null;
        art = Art(paid.Event, TextTop - Card.Y - 20);
    }

    private static float Left => Card.X + Pad;

    private static float Measure => Card.Width - 2 * Pad;

    private float LineTop => Tear - 16 - (line?.Height ?? 0);

    private float FactsTop => (line is null ? Tear - 20 : LineTop - 12) - facts.Max(fact => fact.Height);

    private float TitleTop => FactsTop - 16 - title.Height;

    private float TextTop => paid.Event.Kind.Length > 0 ? TitleTop - 19 : TitleTop;

    public void Draw(Page page, Ticket ticket, string code)
    {
        DrawFrame(page, ticket);
        if (paid.Event.Kind.Length > 0)
        {
            var kind = PaperLook.Strong with { Size = 11, Colour = PaperLook.AccentOf(paid.Venue), Align = SideOfTitle(paid.Event.Kind) };
            page.Text(Fitted.Set(paid.Event.Kind, kind, 6, Measure, 17), Left, TextTop);
        }

        page.Text(title, title.RightToLeft ? Left + Measure - title.Measure : Left, TitleTop);
        var x = Left;
        foreach (var fact in facts)
        {
            fact.Draw(page, x, FactsTop);
            x += Measure / facts.Count;
        }

        if (line is not null)
        {
            page.Text(line, Left, LineTop);
        }

        DrawStub(page, ticket, code);
    }

    private void DrawFrame(Page page, Ticket ticket)
    {
        var half = Card.Width / 2;
        if (paid.Logo is null)
        {
            page.Text(Fitted.Set(paid.Venue.VenueName, PaperLook.Headline with { Size = 16 }, 9, half + 100, 22), Card.X, Card.Y - 32);
        }
        else
        {
            paid.Logo.Draw(page, Card.X, Card.Y - 46, half, 38);
        }

        page.Text($"{Position(ticket)} · {paid.Order.Reference}", PaperLook.Strong with { Align = Align.End }, Card.X + half, Card.Y - 28, half);
        page.Draw(art, new Box(Card.X, Card.Y, art.Width, art.Height));
        page.Draw(TicketOutline.Of(Card, Tear), new Box(0, 0, Paper.A4.Width, Paper.A4.Height));
        page.Line(Card.X + 16, Tear, Card.Right - 16, Tear, PaperLook.Soft, 0.9f, 4);
        var contact = paid.Venue.SupportEmail.Length > 0 ? $"Questions? {paid.Venue.SupportEmail}" : "";
        page.Text(Fitted.Set(paid.Where, PaperLook.Small, 6, half + 40, 14), Card.X, Card.Bottom + 14);
        page.Text(contact, PaperLook.Small with { Align = Align.End }, Card.X + half + 50, Card.Bottom + 14, half - 50);
    }

    private void DrawStub(Page page, Ticket ticket, string code)
    {
        var y = Tear + 16;
        page.Qr(QrCode.Of(code), new Box(Card.X + 12, y, CodeSide, CodeSide));
        var x = Card.X + 12 + CodeSide + 14;
        var width = Card.Right - Pad - x;
        y = new Fact("Ticket", [Fitted.Set(ticket.Category, PaperLook.Headline, 11, width, 58), .. GivenAway(width)]).Draw(page, x, y + 8);
        y = new Fact("Attendee", Fitted.Set(ticket.Attendee, PaperLook.Strong with { Size = 13 }, 7, width, 40)).Draw(page, x, y + 8);
        new Fact("Order", TextBlock.Set($"{paid.Order.Reference}, {Position(ticket)}", PaperLook.Strong with { Size = 11 }, width)).Draw(page, x, y + 8);
        var notice = TextBlock.Set(Notice, PaperLook.Small with { Colour = PaperLook.Ink }, width);
        page.Text(notice, x, Card.Bottom - 22 - notice.Height);
    }

    private IEnumerable<TextBlock> GivenAway(float width) =>
        paid.Order.Channel == OrderChannel.Comp ? [TextBlock.Set(Order.Complimentary, PaperLook.Strong with { Size = 11 }, width)] : [];

    private string Position(Ticket ticket) =>
        string.Create(CultureInfo.InvariantCulture, $"Ticket {ticket.Number} of {paid.Tickets.Count}");

    private Align SideOfTitle(string text) =>
        title.RightToLeft == TextBlock.ReadsRightToLeft(text) ? Align.Start : Align.End;

    private static TextBlock Title(string title)
    {
        var style = PaperLook.Headline with { Size = 46, Align = Align.Start, LineHeight = TextBlock.ReadsRightToLeft(title) ? 1.3f : 1.08f };
        return Fitted.SetBalanced(title, style, 20, Measure, 130);
    }

    private static IReadOnlyList<Fact> Facts(Event @event)
    {
        var measure = Measure / 2 - 14;
        var strong = PaperLook.Strong with { Size = 11.5f };
        var hours = @event.Hours();
        var times = $"{char.ToUpperInvariant(hours[0])}{hours[1..]} ({@event.ZoneInWords()})";
        return
        [
            new("When", TextBlock.Set(@event.LongDay(), strong, measure), TextBlock.Set(times, PaperLook.Text, measure)),
            new("Where", Fitted.Set(@event.Location, strong, 7, measure, 34), Fitted.Set(@event.Address, PaperLook.Text, 6, measure, 43)),
        ];
    }

    private static Drawing Art(Event @event, float height)
    {
        var style = PosterStyle.FromNumber(@event.PosterVariant, @event.Slug);
        var bare = PosterArt.Bare(@event.Slug, style, Card.Width, height);
        return bare with { Shapes = [new Shape.Clipped(TicketOutline.RoundedTop(Card.Width, height), bare.Shapes)] };
    }
}
