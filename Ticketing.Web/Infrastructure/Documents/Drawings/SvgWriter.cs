using System.Buffers;
using System.Globalization;
using System.Security;
using System.Text;
using System.Xml;

namespace Ticketing.Infrastructure.Documents.Drawings;

/// <summary>Coordinates are to a tenth of a unit.</summary>
internal sealed class SvgWriter
{
    private static readonly SearchValues<char> PathCharacters = SearchValues.Create("0123456789 .-ACLMQZ");
    private readonly StringBuilder svg = new();
    private int windows;

    public static string Write(Drawing drawing, string? title)
    {
        var writer = new SvgWriter();
        writer.svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {FormatNumber(drawing.Width)} {FormatNumber(drawing.Height)}\""
        );
        if (drawing.Crisp)
            writer.svg.Append(" shape-rendering=\"crispEdges\"");
        writer.svg.Append(title is null ? ">" : $" role=\"img\"><title>{Escape(title)}</title>");
        writer.WriteAll(drawing.Shapes);
        return writer.svg.Append("</svg>").ToString();
    }

    private void WriteAll(IEnumerable<Shape> shapes)
    {
        foreach (var shape in shapes)
            if (shape is Shape.Clipped clipped)
                WriteClipped(clipped);
            else
                WriteOne(shape);
    }

    private void WriteClipped(Shape.Clipped clipped)
    {
        var id = $"w{++windows}";
        svg.Append(CultureInfo.InvariantCulture, $"<clipPath id=\"{id}\">");
        WriteOne(clipped.Window);
        svg.Append(CultureInfo.InvariantCulture, $"</clipPath><g clip-path=\"url(#{id})\">");
        WriteAll(clipped.Parts);
        svg.Append("</g>");
    }

    private void WriteOne(Shape shape)
    {
        switch (shape)
        {
            case Shape.Rectangle(var box, var ink, var radius):
                svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{FormatNumber(box.X)}\" y=\"{FormatNumber(box.Y)}\"");
                svg.Append(CultureInfo.InvariantCulture, $" width=\"{FormatNumber(box.Width)}\" height=\"{FormatNumber(box.Height)}\"");
                if (radius > 0)
                    svg.Append(CultureInfo.InvariantCulture, $" rx=\"{FormatNumber(radius)}\"");
                WriteInk(ink);
                break;
            case Shape.Disc(var x, var y, var radius, var ink):
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<circle cx=\"{FormatNumber(x)}\" cy=\"{FormatNumber(y)}\" r=\"{FormatNumber(radius)}\""
                );
                WriteInk(ink);
                break;
            case Shape.Outline(var data, var ink, var unit):
                svg.Append(unit == 1 ? "<path" : string.Create(CultureInfo.InvariantCulture, $"<path transform=\"scale({unit:0.###})\""));
                svg.Append(CultureInfo.InvariantCulture, $" d=\"{Escape(data)}\"");
                WriteInk(ink);
                break;
            default:
                throw new NotSupportedException("A clip window must be a single shape.");
        }
    }

    private void WriteInk(Ink ink)
    {
        if (ink.Fill != Colour.Black)
            svg.Append(CultureInfo.InvariantCulture, $" fill=\"{ink.Fill?.Hex ?? "none"}\"");
        if (ink.Stroke is { } stroke)
            svg.Append(
                CultureInfo.InvariantCulture,
                $" stroke=\"{stroke.Hex}\" stroke-width=\"{FormatNumber(ink.Width)}\" stroke-linecap=\"round\" stroke-linejoin=\"round\""
            );
        svg.Append("/>");
    }

    private static string FormatNumber(float number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Escape(string text) =>
        text.AsSpan().ContainsAnyExcept(PathCharacters)
            ? SecurityElement.Escape(
                string.Concat(text.EnumerateRunes().Select(r => r.ToString()).Where(r => r.Length == 2 || XmlConvert.IsXmlChar(r[0])))
            )
            : text;
}
